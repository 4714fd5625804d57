"""Who gets what answer from the pages of groups (as `tests/access_table.py` says it), and the words for who asks."""

KEEPERS = {"administrator", "chair"}
MEMBERS = {"member", "convenor"}  # the Chair is a member too
PARTNERS = {"partner"}
INSIDE = KEEPERS | MEMBERS | PARTNERS
OUTSIDE = {"visitor", "staff"}  # staff of the Django admin have no part in the Forum by that
EVERYBODY = INSIDE | OUTSIDE
NOT_PARTNERS = INSIDE - PARTNERS
CONVENOR = KEEPERS | {"convenor"}

# What somebody who does not keep the record sees: of a meeting shared with partners, of one that is not, and what its
# being public adds. The record keepers see all.
SEES = {
    # thing         shared              unshared  public adds
    "meeting": (MEMBERS | PARTNERS, MEMBERS, EVERYBODY),
    "invitation": (MEMBERS | PARTNERS, MEMBERS, set()),  # who is asked whether they come
    "record": (set(), set(), set()),  # what only the record keepers know of
    "draft agenda": (set(), set(), set()),
    "agenda": (MEMBERS | PARTNERS, MEMBERS, set()),
    "draft": (set(), set(), set()),
    "circulated": (MEMBERS | PARTNERS, MEMBERS, set()),
    "confirmed": (MEMBERS | PARTNERS, MEMBERS, EVERYBODY),
}

# The convenor of the cast convenes all groups, the member has a place in each.
THINGS = {
    "group shared": INSIDE,
    "group members": NOT_PARTNERS,
    "group private": KEEPERS | MEMBERS,
    "group finished": INSIDE,
    "group adopted": INSIDE,
}
STATES = {"group finished", "group adopted"}
AT_WORK = ("group shared", "group members", "group private")
KEPT = dict.fromkeys(AT_WORK, CONVENOR) | {"group finished": KEEPERS, "group adopted": set()}
WORKING = dict.fromkeys(AT_WORK, CONVENOR) | {"group finished": set(), "group adopted": set()}
JOINED = dict.fromkeys(AT_WORK, INSIDE - {"convenor"}) | {"group finished": set(), "group adopted": set()}

WORKERS = CONVENOR | {"member"}
WORKED = dict.fromkeys(AT_WORK, WORKERS) | {"group finished": KEEPERS, "group adopted": set()}
READ = dict.fromkeys(THINGS, EVERYBODY)

PAGES = {
    "taskgroups:work": READ,
    "taskgroups:write_to_group": KEPT,
    "taskgroups:say_progress": WORKING,
    **{f"taskgroups:add_group_{kind}": WORKED for kind in ("meeting", "paper", "action")},
    "taskgroups:group": dict.fromkeys(THINGS, EVERYBODY),
    **{f"taskgroups:{page}": KEPT for page in ("edit_group", "step", "remove_member", "final_report")},
    **{f"taskgroups:{verb}_milestone": KEPT for verb in ("add", "edit", "finish", "remove")},
    **{f"taskgroups:{page}": WORKING for page in ("move_date", "add_member", "bring_report")},
    "taskgroups:join": JOINED,
    "taskgroups:leave": JOINED,
}
POST_ONLY = {"taskgroups:finish_milestone", "taskgroups:join", "taskgroups:leave"}
