"""Who gets what answer from the pages of talks and case studies, as `tests/access_table.py` reads it."""

from tests.access_groups import EVERYBODY, INSIDE, KEEPERS, NOT_PARTNERS

LOGIN, GONE, NO = 302, 404, 403  # the answers to who does not get the page
CONVENOR = KEEPERS | {"convenor"}  # who gave the talks of the cast

TALKS = {
    "talk public": EVERYBODY,
    "talk shared": INSIDE,
    "talk members": NOT_PARTNERS,
    "talk unshown": KEEPERS | {"convenor"},  # who gave it
    "talk offered": KEEPERS | {"convenor"},
    "study public": EVERYBODY,
    "study shared": INSIDE,
    "study members": NOT_PARTNERS,
    "study unshown": KEEPERS,
    "picture": NOT_PARTNERS,  # of the study among members
}
SPOKEN = [name for name in TALKS if name.startswith("talk")]
STUDIES = [name for name in TALKS if name.startswith("study")]

TALK_PAGES = {
    "library:talk": dict.fromkeys(SPOKEN, EVERYBODY),
    "library:edit_talk": dict.fromkeys(SPOKEN, KEEPERS) | {"talk offered": CONVENOR},
    "library:keep_talk": dict.fromkeys(SPOKEN, KEEPERS),
    "library:agree": dict.fromkeys(SPOKEN, CONVENOR),
    "library:study": dict.fromkeys(STUDIES, EVERYBODY),
    "library:edit_study": dict.fromkeys(STUDIES, KEEPERS),
    "library:add_picture": dict.fromkeys(STUDIES, KEEPERS),
    "library:edit_picture": {"picture": KEEPERS},
    "library:remove_picture": {"picture": KEEPERS},
}

TALK_LISTS = {
    "library:talks": (200, 200, 200, 200, 200, 200, 200),
    "library:offer_talk": (LOGIN, 200, 200, 200, 200, 200, NO),
    "library:studies": (200, 200, 200, 200, 200, 200, 200),
    "library:add_study": (LOGIN, 200, 200, NO, NO, NO, NO),
}
