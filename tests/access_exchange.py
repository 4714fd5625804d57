"""Who gets what answer from the pages of the exchange, as `tests/access_table.py` reads it."""

from tests.access_groups import EVERYBODY, KEEPERS

AUTHOR = {"member"}
OTHERS = EVERYBODY - AUTHOR

POST_PAGES = {
    "exchange:post": {"post shared": EVERYBODY, "post members": EVERYBODY, "post removed": EVERYBODY},
    "exchange:edit_post": {"post shared": AUTHOR, "post members": AUTHOR, "post removed": set()},
    "exchange:attach_to_post": {"post shared": AUTHOR, "post members": AUTHOR, "post removed": set()},
    "exchange:attach_to_comment": {"comment shared": AUTHOR, "comment members": AUTHOR, "comment removed": set()},
    "exchange:ask_for_agenda": {"post shared": EVERYBODY, "post members": EVERYBODY, "post removed": set()},
    "exchange:follow_post": {"post shared": EVERYBODY, "post members": EVERYBODY, "post removed": EVERYBODY},
    "exchange:report_post": {"post shared": OTHERS, "post members": OTHERS, "post removed": set()},
    "exchange:report_comment": {"comment shared": OTHERS, "comment members": OTHERS, "comment removed": set()},
    "exchange:back_idea": {"post shared": EVERYBODY, "post members": EVERYBODY, "post removed": set()},
    "exchange:settle_idea": {"post shared": KEEPERS, "post members": KEEPERS, "post removed": set()},
    "exchange:remove_post": {"post shared": KEEPERS | AUTHOR, "post members": KEEPERS | AUTHOR, "post removed": set()},
    "exchange:put_back_post": {"post shared": set(), "post members": set(), "post removed": KEEPERS},
    "exchange:edit_comment": {"comment shared": AUTHOR, "comment members": AUTHOR, "comment removed": set()},
    "exchange:remove_comment": {
        "comment shared": KEEPERS | AUTHOR,
        "comment members": KEEPERS | AUTHOR,
        "comment removed": set(),
    },
    "exchange:put_back_comment": {"comment shared": set(), "comment members": set(), "comment removed": KEEPERS},
}
POSTED = {"exchange:ask_for_agenda", "exchange:back_idea", "exchange:follow_post"} | {
    f"exchange:{verb}_{thing}" for verb in ("remove", "put_back") for thing in ("post", "comment")
}
