"""The plan of the house: which rooms its apps have, in which order they stand, and how large they may grow."""

import re
from collections import Counter

import pytest

from tests.sources import ORDER, ROOMS, ROOT, floor_of, imports, lines, modules

ROOM = 2_000
COMMON = {  # its rooms with what lies beside them (""): how many files at most, and below how many lines
    "": (16, 1_750),
    "printing": (8, 600),
    "languages": (6, 450),
    "bare": (6, 500),
    "versions": (5, 450),
    "finding": (8, 1_000),
    "queries": (3, 300),
    "filing": (2, 450),
    "doors": (2, 450),
}
LARGER = {("meetings", "models"): 3_100, ("meetings", "above"): 3_200, ("members", "models"): 2_450}  # and no larger


def test_rooms_of_an_app_import_only_what_stands_to_their_left():
    wrong = [
        (str(path), name)
        for path in modules()
        for name in imports(path)
        if (here := floor_of(path)) and (there := floor_of(name)) and here[0] == there[0] and there[1] > here[1]
    ]
    assert wrong == []


def sizes_of(app):
    """Return the lines of each room of an app, of its models, and of what lies below its rooms and above them."""
    sizes = Counter()
    for path in modules():
        if path.parts[0] == app:
            floor = floor_of(path)[1]
            beside = "above" if floor > len(ROOMS[app]) else "models" if path.parts[1] == "models" else "ground"
            sizes[path.parts[1] if path.parts[1] in ROOMS[app] else beside] += lines(path)
    return sizes


def test_every_folder_of_an_app_is_a_room_or_known():
    beside = {"models", "management", "templatetags", "formats", "pages", "clauses"}
    folders = {path.parts[:2] for path in modules() if path.parts[0] != "common" and len(path.parts) > 2}
    assert set(ROOMS) == set(ORDER[1:])
    assert {(app, name) for app, name in folders if name not in {*ROOMS[app], *beside}} == set()


@pytest.mark.parametrize("app", ROOMS)
def test_no_room_is_larger_than_a_reader_can_hold(app):
    sizes = sizes_of(app)
    assert {room: size for room, size in sizes.items() if size >= LARGER.get((app, room), ROOM)} == {}


@pytest.mark.parametrize("app", ROOMS)
def test_the_plan_of_the_house_says_what_each_room_holds(app):
    plan = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert [room for room in ROOMS[app] if f"| `{app}/{room}` |" not in plan] == []
    order = re.search(rf"^    {app}: .*?(?=^(?:    \w+:|$))", plan, re.S | re.M)[0]
    assert tuple(word for word in re.split(r"[\s<,]+", order) if word in ROOMS[app]) == ROOMS[app]


def test_the_lowest_room_stays_small():
    files = [path for path in modules() if path.parts[0] == "common" and path.stem != "__init__"]
    found = {room: [path for path in files if room in path.parts] for room in COMMON if room}
    found[""] = [path for path in files if not {*path.parts} & {*found}]
    over = {
        room: (len(found[room]), sum(lines(path) for path in found[room]))
        for room, (most, longest) in COMMON.items()
        if len(found[room]) > most or sum(lines(path) for path in found[room]) >= longest
    }
    assert over == {}
    assert {path.parts[1] for path in files if len(path.parts) > 2} == {*COMMON} - {""} | {"templatetags"}


def test_folders_of_apps_are_two_deep_at_most():
    standard = {"management", "commands", "migrations", "formats"}
    assert [
        str(path) for path in modules() if len([part for part in path.parts[:-1] if part not in standard]) > 2
    ] == []
