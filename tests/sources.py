"""The project's own source files, as the tests that read them need them: apps, modules and templates."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
ORDER = ("common", "members", "meetings", "taskgroups", "library", "exchange", "forum_site")
ROOMS = {  # inside the big apps: the ground (files of the app itself) lies below, what gathers them stands above
    "meetings": (
        "agenda",
        "proposing",
        "day",
        "declaring",
        "minutes",
        "papers",
        "bringing",
        "letter_budget",
        "digest",
        "balloting",
        "calendars",
        "telling",
        "planning",
        "desk",
        "phrases",
        "unpacking",
        "deciphering",
        "importing",
    ),
    "members": (
        "people",
        "networks",
        "letters",
        "inbox",
        "account",
        "standing",
        "enquiries",
        "data",
        "sheets",
        "translating",
    ),
    "taskgroups": ("joining", "milestones", "at_work", "talking", "reporting", "steering"),
    "library": ("talks", "resources", "governing", "consulting", "outcomes", "links"),
    "exchange": ("attaching", "posting", "talking", "ideas", "reporting"),
    "forum_site": (
        "migrating",
        "running",
        "backups",
        "watching",
        "translating",
        "looking_back",
        "handing_over",
        "pages",
    ),
}
ABOVE_ROOMS = {
    "meetings": {
        "reading",
        "asked",
        "kept",
        "urls",
        "overview",
        "jobs",
        "admin",
        "admin_asking",
        "admin_papers",
        "sample",
        "sample_following",
        "finding",
        "citing",
        "closing",
        "forgetting",
        "retention",
        "waiting",
        "waiting_office",
        "year",
        "figures",
        "figures_of_people",
        "texts",
    },
    "members": {
        "urls",
        "year",
        "overview",
        "owned",
        "jobs",
        "admin",
        "admin_account",
        "admin_standing",
        "sample",
        "sample_around",
        "finding",
        "figures",
        "waiting",
        "texts",
    },
    "taskgroups": {
        "views",
        "views_undoing",
        "urls",
        "overview",
        "jobs",
        "admin",
        "sample",
        "finding",
        "forgetting",
        "waiting",
        "texts",
    },
    "library": {
        "views",
        "views_frameworks",
        "urls",
        "overview",
        "jobs",
        "admin",
        "sample",
        "sample_consulting",
        "sample_talks",
        "sample_resources",
        "sample_outcomes",
        "texts",
    },
    "exchange": {"views", "urls", "overview", "jobs", "admin", "sample", "finding", "forgetting", "texts"},
    "forum_site": {"settings", "urls", "jobs", "wsgi", "admin", "apps"},
}
TAG = re.compile(r"{%\s*(url|include|extends|load)\s+(.*?)\s*%}")


def app_of(name):
    """Return the app that a dotted name, a path or "namespace:name" begins with, or None if it is none of ours."""
    first = re.split(r"[.:/]", str(name), maxsplit=1)[0]
    return first if first in ORDER else None


def floor_of(name):
    """Return (app, height) of a dotted name or a path: 0 the ground of its app, then its rooms in their order,
    then what stands above them; None for what is in none of the apps that have rooms.
    """
    parts = re.split(r"[./]", str(name).removesuffix(".py"))
    rooms = ROOMS.get(parts[0])
    if rooms is None or len(parts) < 2:
        return None
    if parts[1] in rooms:
        return parts[0], 1 + rooms.index(parts[1])
    is_above = parts[1] in ABOVE_ROOMS[parts[0]] or parts[1] == "management"
    return parts[0], len(rooms) + 1 if is_above else 0


def modules(*, migrations=False):
    """Return the Python files of our apps, by path from the root."""
    files = [path.relative_to(ROOT) for app in ORDER for path in sorted((ROOT / app).rglob("*.py"))]
    return [path for path in files if migrations or "migrations" not in path.parts]


def programs_of_tests():
    """Return the files of the tests that `make test` runs, but for the one that waits for all others, by path."""
    files = (path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*.py"))
    return sorted(path for path in files if path.parts[1] not in ("durability", "waiting.py"))


def templates():
    """Return the templates, by path from `templates/` as a template names them."""
    return sorted(path.relative_to(TEMPLATES) for path in TEMPLATES.rglob("*") if path.is_file())


@cache
def tree(path):
    """Return the syntax tree of a file."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def imports(path):
    """Return the dotted names that a file imports, wherever in it; `from a import b` gives "a.b"."""
    names = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*path.parts[: -node.level], node.module or ""]).strip(".") if node.level else node.module
            names += [f"{base}.{alias.name}" for alias in node.names]
    return names


def lines(path):
    """Return how many lines a file has, by its path from the root or a whole one."""
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


def strings(path):
    """Return the string constants of a file, docstrings included."""
    return [
        node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def called(node):
    """Return the names of what is called in a part of a file, such as "time.sleep"."""
    return {ast.unparse(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)}


def functions(path):
    """Return the functions and methods of a file as (name, number of lines without decorators and docstring)."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            said = node.body[0].end_lineno - node.body[0].lineno + 1 if ast.get_docstring(node) else 0
            found.append((node.name, node.end_lineno - node.lineno + 1 - said))
    return found


def template_tags(path):
    """Return the {% url %}, {% include %}, {% extends %} and {% load %} of a template as (tag, [words])."""
    text = (TEMPLATES / path).read_text(encoding="utf-8")
    return [(tag, [word.strip("'\"") for word in words.split()]) for tag, words in TAG.findall(text)]
