"""Who gets what answer from which page: the brief's and the safeguards' rules as tables, read by
`tests/test_access.py`.

Rules turn the tables into answers: who does not see a thing is told that it is not there (404; a visitor is sent to
log in, 302); who sees but may not change it is refused (403; a visitor is sent to log in); the others get the page
(200), or the reason why not as long as the thing is in a state that does not let anybody do it (409).
"""

from tests import access_groups
from tests.access_exchange import POST_PAGES, POSTED
from tests.access_groups import EVERYBODY, INSIDE, KEEPERS, MEMBERS, NOT_PARTNERS, PARTNERS, SEES
from tests.access_talks import GONE, LOGIN, NO, TALK_LISTS, TALK_PAGES, TALKS

# The states in which the record may be written: not after confirmation, and not of a meeting that does not take place.
ALWAYS = {"planned", "published", "held", "cancelled", "postponed", "draft", "circulated", "confirmed"}
OPEN = ALWAYS - {"confirmed"}
TAKES_PLACE = OPEN - {"cancelled", "postponed"}
TO_COME = {"planned", "published", "cancelled", "postponed"}
MINUTED = {"draft", "circulated"}

# Pages about one meeting: what must be seen, who may open the page, and while the meeting is in which state.
MEETING_PAGES = {
    # page                          sees       who may      while
    "meetings:meeting": ("meeting", EVERYBODY, ALWAYS),
    "meetings:minutes": ("minutes", EVERYBODY, ALWAYS),
    "meetings:edit_meeting": ("meeting", KEEPERS, ALWAYS),
    "meetings:step": ("meeting", KEEPERS, ALWAYS),
    "meetings:publish": ("meeting", KEEPERS, {"planned"}),
    "meetings:build_agenda": ("meeting", KEEPERS, OPEN),
    "meetings:add_item": ("meeting", KEEPERS, OPEN),
    "meetings:edit_item": ("agenda", KEEPERS, OPEN),
    "meetings:move_item": ("agenda", KEEPERS, OPEN),
    "meetings:remove_item": ("agenda", KEEPERS, OPEN),
    "meetings:answer": ("invitation", INSIDE, {"planned", "published"}),
    "meetings:answer_at_once": ("invitation", INSIDE, {"planned", "published"}),
    "meetings:remind": ("meeting", KEEPERS, {"published"}),
    "meetings:history": ("record", KEEPERS, ALWAYS),
    "meetings:corrections": ("minutes", EVERYBODY - {"visitor"}, ALWAYS),
    "meetings:add_note": ("minutes", KEEPERS, {"confirmed"}),
    "meetings:quick_item": ("meeting", KEEPERS, OPEN),
    "meetings:add_standing_items": ("meeting", KEEPERS, OPEN),
    "meetings:papers": ("meeting", KEEPERS, OPEN),
    "meetings:replies": ("meeting", KEEPERS, ALWAYS),
    "meetings:replies_sheet": ("meeting", KEEPERS, ALWAYS),
    "meetings:tell_change": ("meeting", KEEPERS, TO_COME),
    "meetings:guests": ("meeting", KEEPERS, TO_COME),
    "meetings:invite_guests": ("meeting", KEEPERS, TO_COME),
    "meetings:calendar_file": ("meeting", EVERYBODY, ALWAYS),
    "meetings:copy_meeting": ("meeting", KEEPERS, ALWAYS),
    "meetings:ask_poll": ("meeting", KEEPERS, {"planned", "published", "postponed"}),
    "meetings:register": ("meeting", KEEPERS, TAKES_PLACE),
    "meetings:add_attendance": ("meeting", KEEPERS, TAKES_PLACE),
    "meetings:remove_attendance": ("meeting", KEEPERS, TAKES_PLACE),
    "meetings:register_row": ("meeting", KEEPERS, TAKES_PLACE),
    "meetings:sign_in_sheet": ("meeting", KEEPERS, TAKES_PLACE),
    "meetings:claim": ("invitation", MEMBERS | PARTNERS, {"held", "draft", "circulated"}),
    "meetings:feedback_results": ("meeting", KEEPERS, ALWAYS),
    "meetings:declarations": ("meeting", KEEPERS, TAKES_PLACE),
    "meetings:write_minutes": ("meeting", KEEPERS, TAKES_PLACE),
    "meetings:save_paragraph": ("agenda", KEEPERS, TAKES_PLACE),
    "meetings:circulate": ("minutes", KEEPERS, MINUTED),
    "meetings:withdraw_minutes": ("minutes", KEEPERS, MINUTED),
    "meetings:confirm_minutes": ("minutes", {"chair"}, MINUTED),
    "meetings:add_decision": ("minutes", KEEPERS, MINUTED),
    "meetings:add_action": ("minutes", KEEPERS, MINUTED),
    "meetings:edit_paragraph": ("minutes", KEEPERS, MINUTED),
    "meetings:remove_paragraph": ("minutes", KEEPERS, MINUTED),
    "meetings:edit_decision": ("minutes", KEEPERS, MINUTED),
    "meetings:remove_decision": ("minutes", KEEPERS, MINUTED),
    "meetings:edit_action": ("minutes", KEEPERS, MINUTED),
    "meetings:remove_action": ("minutes", KEEPERS, MINUTED),
    "meetings:action": ("minutes", KEEPERS | {"member"}, ALWAYS),  # the member is its owner
    "meetings:give_action": ("minutes", KEEPERS, ALWAYS),
    "meetings:finish_action": ("minutes", KEEPERS | {"member"}, ALWAYS),
    "meetings:reopen_action": ("minutes", KEEPERS | {"member"}, ALWAYS),
}
POST_ONLY = {
    "meetings:save_paragraph",
    "meetings:register_row",
    "meetings:move_item",
    "meetings:add_standing_items",
    "meetings:invite_guests",
    "meetings:answer_at_once",
    "meetings:finish_action",
    "meetings:reopen_action",
}

# Which step is open to a meeting in which state (the test asks for "publish" of planned ones, and so on).
STEPS = {"publish": {"planned"}, "hold": set(), "withdraw": {"published"}, "plan": {"cancelled", "postponed"}}

COLUMNS = ["visitor", "administrator", "chair", "member", "partner", "convenor", "staff"]

# Pages that hang on no meeting: the answer to each of COLUMNS.
PAGES = {
    # page                    visitor  admin  chair  member partner convenor staff
    "home": (200, 200, 200, 200, 200, 200, 200),
    "healthz": (200, 200, 200, 200, 200, 200, 200),
    "readyz": (503, 503, 503, 503, 503, 503, 503),  # no worker runs in the tests
    "metrics": (404, 404, 404, 404, 404, 404, 404),  # no token is set in the tests
    "set_language": (302, 302, 302, 302, 302, 302, 302),  # changes on POST alone
    "keyboard": (200, 200, 200, 200, 200, 200, 200),
    "meetings:upcoming": (200, 200, 200, 200, 200, 200, 200),
    "meetings:past": (200, 200, 200, 200, 200, 200, 200),
    "meetings:past_year": (200, 200, 200, 200, 200, 200, 200),
    "meetings:my_actions": (LOGIN, 200, 200, 200, 200, 200, 200),
    "meetings:all_actions": (LOGIN, 200, 200, 200, 200, 200, GONE),
    "meetings:actions_sheet": (LOGIN, 200, 200, 200, 200, 200, GONE),
    "meetings:change_actions": (LOGIN, 200, 200, NO, NO, NO, NO),
    "meetings:proposals_mine": (LOGIN, 200, 200, 200, 200, 200, NO),
    "meetings:propose": (LOGIN, 200, 200, 200, 200, 200, NO),
    "meetings:my_attendance": (LOGIN, 200, 200, 200, 200, 200, 200),
    "meetings:drifted": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "members:interests_all": (LOGIN, 200, 200, 200, 200, 200, GONE),
    "members:my_interests": (LOGIN, 200, 200, 200, 200, 200, GONE),
    "members:record_interest": (LOGIN, 200, 200, NO, NO, NO, NO),
    "meetings:decisions": (200, 200, 200, 200, 200, 200, 200),
    "meetings:ballots_all": (LOGIN, 200, 200, 200, GONE, 200, GONE),
    "meetings:ask_ballot": (LOGIN, 200, 200, NO, NO, NO, NO),
    "meetings:schedule": (LOGIN, 200, 200, NO, NO, NO, NO),
    "meetings:plan_year": (LOGIN, 200, 200, NO, NO, NO, NO),
    "meetings:letters_told": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "meetings:rules": (LOGIN, 200, 200, NO, NO, NO, NO),
    "meetings:closed_days": (LOGIN, 200, 200, NO, NO, NO, NO),
    "meetings:calendar": (LOGIN, 200, 200, 200, 200, 200, NO),
    "taskgroups:groups": (LOGIN, 200, 200, 200, 200, 200, GONE),
    "taskgroups:set_up_group": (LOGIN, 200, 200, NO, NO, NO, NO),
    "taskgroups:propose_group": (LOGIN, 200, 200, 200, 200, 200, NO),
    "library:documents": (200, 200, 200, 200, 200, 200, 200),
    "library:add_document": (LOGIN, 200, 200, NO, NO, NO, NO),
    "library:consultations": (LOGIN, 200, 200, 200, 200, 200, GONE),
    "library:add_consultation": (LOGIN, 200, 200, NO, NO, NO, NO),
    "library:dead_links": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "library:frameworks": (LOGIN, 200, 200, 200, 200, 200, GONE),
    "library:add_framework": (LOGIN, 200, 200, NO, NO, NO, NO),
    **TALK_LISTS,
    "exchange:posts": (LOGIN, 200, 200, 200, 200, 200, GONE),
    "exchange:add_post": (LOGIN, 200, 200, 200, 200, 200, NO),
    "exchange:exchange_rules": (LOGIN, 200, 200, NO, NO, NO, NO),
    "exchange:reports": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "members:directory": (LOGIN, 200, 200, 200, 200, 200, GONE),
    "members:person": (LOGIN, 200, 200, 200, 200, 200, GONE),
    "members:person (of the past)": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "members:organisations": (LOGIN, 200, 200, 200, 200, 200, GONE),
    "members:organisation": (LOGIN, 200, 200, 200, 200, 200, GONE),
    "members:apply": (200, 200, 200, 200, 200, 200, 200),
    "members:applied": (200, 200, 200, 200, 200, 200, 200),
    "members:applications": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "members:invites": (LOGIN, 200, 200, NO, NO, NO, NO),
    "members:networks": (LOGIN, 200, 200, 200, 200, 200, GONE),
    "members:networks_sheet": (LOGIN, 200, 200, 200, 200, 200, GONE),
    "members:add_network": (LOGIN, 200, 200, NO, NO, NO, NO),
    "members:stakeholders": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "members:add_stakeholder": (LOGIN, 200, 200, NO, NO, NO, NO),
    "members:privacy": (200, 200, 200, 200, 200, 200, 200),
    "members:accessibility": (200, 200, 200, 200, 200, 200, 200),
    "feed": (200, 200, 200, 200, 200, 200, 200),
    "manifest": (200, 200, 200, 200, 200, 200, 200),
    "members:contact": (200, 200, 200, 200, 200, 200, 200),
    "contact": (302, 302, 302, 302, 302, 302, 302),
    "privacy": (302, 302, 302, 302, 302, 302, 302),
    "accessibility": (302, 302, 302, 302, 302, 302, 302),
    "history": (LOGIN, 200, 200, GONE, GONE, GONE, 200),
    "translations": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "translation_files": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "numbers": (200, 200, 200, 200, 200, 200, 200),
    "numbers_membership": (200, 200, 200, 200, 200, 200, 200),
    "handover": (LOGIN, 200, GONE, GONE, GONE, GONE, GONE),
    "summaries": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "search": (200, 200, 200, 200, 200, 200, 200),
    "my_data": (LOGIN, 200, 200, 200, 200, 200, 200),
    "members:enquire": (200, 200, 200, 200, 200, 200, 200),
    "members:enquired": (200, 200, 200, 200, 200, 200, 200),
    "members:enquiries": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "members:complain": (200, 200, 200, 200, 200, 200, 200),
    "members:complained": (200, 200, 200, 200, 200, 200, 200),
    "members:complaints": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "members:imports": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "members:letters": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "members:account": (LOGIN, 200, 200, 200, 200, 200, 200),
    "members:my_letters": (LOGIN, 200, 200, 200, 200, 200, 200),
    "members:keeping": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "members:mailings": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "members:add_mailing": (LOGIN, 200, 200, NO, NO, NO, NO),
    "members:lost_factors_all": (LOGIN, 200, 200, GONE, GONE, GONE, 200),
    "mailbox": (LOGIN, 200, 200, GONE, GONE, GONE, 200),
    "members:profile": (LOGIN, 200, 200, 200, 200, 200, 200),
    "members:ended": (403, 403, 403, 403, 403, 403, 403),
    "members:ways_in": (LOGIN, 200, 200, 200, 200, 200, 200),
    "members:left": (200, 200, 200, 200, 200, 200, 200),
    "members:leave": (LOGIN, GONE, 200, 200, 200, 200, GONE),
    "members:offices_all": (LOGIN, 200, 200, 200, 200, 200, GONE),
    "members:appoint": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "robots": (200,) * 7,
    "sitemap": (200,) * 7,
    "icon": (302,) * 7,
    "to_password": (302,) * 7,
    "security": (200,) * 7,
    "setup": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "members:identity": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "members:areas": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "members:membership_rules": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "members:renewals_open": (LOGIN, GONE, GONE, GONE, GONE, GONE, GONE),
    "members:end_standing": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "members:give_standing": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "members:body": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
    "members:give_body_standing": (LOGIN, 200, 200, GONE, GONE, GONE, GONE),
}

# Who sees the things of the other rooms; the member of the cast wrote all posts and comments, the convenor convenes all
# groups.
THINGS = {
    **access_groups.THINGS,
    "document public": EVERYBODY,
    "document shared": INSIDE,
    "document members": NOT_PARTNERS,
    "document draft": KEEPERS,
    "document revised": EVERYBODY,
    "consultation": INSIDE,
    "consultation members": NOT_PARTNERS,
    "answer shown": INSIDE,
    "answer draft": KEEPERS,
    "framework": INSIDE,
    "part": INSIDE,
    "part removed": KEEPERS | PARTNERS,  # the partner of the cast comes from the organisation of the framework
    **TALKS,
    "post shared": INSIDE,
    "post members": NOT_PARTNERS,
    "post removed": KEEPERS | {"member"},
    "post reported": KEEPERS | {"member"},
    "comment shared": INSIDE,
    "comment members": NOT_PARTNERS,
    "comment removed": KEEPERS | {"member"},
}
CONVENOR, BOTH_SIDES = KEEPERS | {"convenor"}, KEEPERS | PARTNERS

STATES = {
    "group finished",
    "group adopted",
    "part",
    "part removed",
    *TALK_PAGES["library:talk"],
    *TALK_PAGES["library:resource"],
}  # things that are in a state, in which some is not done
STATES |= {f"{thing} {state}" for thing in ("post", "comment") for state in ("shared", "members", "removed")}

# Pages about one of these things, and who may open each.
THING_PAGES = {
    # page                      thing: who may
    **access_groups.PAGES,
    "library:document": dict.fromkeys([name for name in THINGS if name.startswith("document")], EVERYBODY),
    "library:version": dict.fromkeys([name for name in THINGS if name.startswith("document")], EVERYBODY),
    "library:compare_versions": {"document revised": EVERYBODY},
    "library:edit_document": dict.fromkeys([name for name in THINGS if name.startswith("document")], KEEPERS),
    "library:review_document": dict.fromkeys([name for name in THINGS if name.startswith("document")], KEEPERS),
    "library:start_version": dict.fromkeys([name for name in THINGS if name.startswith("document")], KEEPERS),
    "library:edit_draft": {"document draft": KEEPERS, "document revised": KEEPERS},
    "library:adopt_draft": {"document draft": KEEPERS, "document revised": KEEPERS},
    "library:discard_draft": {"document draft": KEEPERS, "document revised": KEEPERS},
    "library:consultation": {"consultation": EVERYBODY, "consultation members": EVERYBODY},
    "library:edit_consultation": {"consultation": KEEPERS, "consultation members": KEEPERS},
    "library:answer": {"answer shown": EVERYBODY, "answer draft": EVERYBODY},
    "library:framework": {"framework": EVERYBODY},
    "library:edit_framework": {"framework": BOTH_SIDES},
    "library:add_part": {"framework": BOTH_SIDES},
    "library:edit_part": {"part": BOTH_SIDES, "part removed": set()},
    "library:move_part": {"part": BOTH_SIDES, "part removed": set()},
    "library:remove_part": {"part": BOTH_SIDES, "part removed": set()},
    "library:put_back_part": {"part": set(), "part removed": BOTH_SIDES},
    **TALK_PAGES,
    **POST_PAGES,
}
POST_ONLY |= {"library:put_back_resource", "library:start_version"} | access_groups.POST_ONLY
POST_ONLY |= {f"library:{verb}_part" for verb in ("move", "remove", "put_back")}
POST_ONLY |= POSTED


def stage(thing, scene):
    """Return the row of SEES for a thing of this meeting, or None if there is no such thing."""
    if thing == "agenda":
        return "agenda" if scene.agenda_is_out else "draft agenda"
    if thing == "minutes":
        return scene.state if scene.paragraph else None
    return thing


def sees(role, thing, scene):
    """Whether SEES says that this role sees the thing."""
    row = stage(thing, scene)
    if row is None or role in KEEPERS:
        return row is not None
    shared, unshared, public = SEES[row]
    return role in (shared if scene.shared else unshared) or (scene.public and role in public)
