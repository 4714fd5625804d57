"""Who gets what answer from pages of talks, studies, resources and outcomes, as `tests/access_table.py` reads it."""

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
    "resource public": EVERYBODY,
    "resource shared": INSIDE,
    "resource members": NOT_PARTNERS,
    "resource withdrawn": KEEPERS,
    "copy public": EVERYBODY,
    "copy shared": INSIDE,
    "copy members": NOT_PARTNERS,
    "copy withdrawn": KEEPERS,
    "outcome public": EVERYBODY,
    "outcome shared": INSIDE,
    "outcome members": NOT_PARTNERS,
    "outcome unshown": KEEPERS,
    "outcome suggested": KEEPERS | {"convenor"},  # who suggests it
    "own field": EVERYBODY,
}
SPOKEN = [name for name in TALKS if name.startswith("talk")]
STUDIES = [name for name in TALKS if name.startswith("study")]
RESOURCES = [name for name in TALKS if name.startswith("resource")]
COPIES = [name for name in TALKS if name.startswith("copy")]
OUTCOMES = [name for name in TALKS if name.startswith("outcome")]

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
    "library:resource": dict.fromkeys(RESOURCES, EVERYBODY),
    "library:edit_resource": dict.fromkeys(RESOURCES, KEEPERS),
    "library:add_newer_resource": dict.fromkeys(RESOURCES, KEEPERS),
    "library:withdraw_resource": dict.fromkeys(RESOURCES, KEEPERS) | {"resource withdrawn": set()},
    "library:put_back_resource": {key: set() for key in RESOURCES} | {"resource withdrawn": KEEPERS},
    "library:add_copy": dict.fromkeys(RESOURCES, KEEPERS),
    "library:edit_copy": dict.fromkeys(COPIES, KEEPERS),
    "library:remove_copy": dict.fromkeys(COPIES, KEEPERS),
    "library:outcome": dict.fromkeys(OUTCOMES, EVERYBODY),
    "library:edit_outcome": dict.fromkeys(OUTCOMES, KEEPERS) | {"outcome suggested": CONVENOR},
    "library:edit_outcome_field": {"own field": KEEPERS},
}

TALK_LISTS = {
    "library:talks": (200, 200, 200, 200, 200, 200, 200),
    "library:offer_talk": (LOGIN, 200, 200, 200, 200, 200, NO),
    "library:studies": (200, 200, 200, 200, 200, 200, 200),
    "library:add_study": (LOGIN, 200, 200, NO, NO, NO, NO),
    "library:resources": (200, 200, 200, 200, 200, 200, 200),
    "library:add_resource": (LOGIN, 200, 200, NO, NO, NO, NO),
    "library:outcomes": (200, 200, 200, 200, 200, 200, 200),
    "library:outcomes_sheet": (200, 200, 200, 200, 200, 200, 200),
    "library:add_outcome": (LOGIN, 200, 200, 200, 200, 200, NO),
    "library:outcome_fields": (LOGIN, 200, 200, NO, NO, NO, NO),
}
