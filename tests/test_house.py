"""The house's rules: who may import whom, what files are called, and how long they may grow."""

import ast
import re

import pytest
from django.apps import apps
from django.template import engines
from django.urls import URLPattern, get_resolver

from tests.sources import (
    ORDER,
    ROOT,
    TEMPLATES,
    app_of,
    called,
    functions,
    imports,
    lines,
    modules,
    programs_of_tests,
    strings,
    template_tags,
    templates,
    tree,
)

# Each is twice what the house asks for: beyond it a file must be split.
FILE, FUNCTION, TEMPLATE, BASE, TEST_FILE, SETTINGS = 500, 30, 50, 160, 300, 400
VIEW, WIDE = 25, 160
RECEPTION = {"reading", "health", "mailbox", "searching", "own_data", "history", "erasure"}  # views by another name
FORBIDDEN_NAMES = {"services", "utils", "helpers", "signals", "misc", "tools"}
NAMED = re.compile(rf"^(?:admin:)?({'|'.join(ORDER)})[:/._]\w+[\w./:]*$")
DURATIONS = {"time.monotonic", "time.perf_counter"}
INLINE = {
    "style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.I),
    "event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.I),
    "script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")[^>]*>", re.I),
    "style element": re.compile(r"<style[\s>]", re.I),
    "javascript address": re.compile(r"javascript:", re.I),
}


def is_above(name, app):
    """Whether a name belongs to an app that stands to the right of `app`, and so is none of its business."""
    other = app_of(name)
    return other is not None and ORDER.index(other) > ORDER.index(app)


def test_each_app_imports_only_what_stands_to_its_left():
    wrong = [
        (str(path), name)
        for path in modules(migrations=True)
        for name in imports(path)
        if is_above(name, path.parts[0])
    ]
    assert wrong == []


def test_no_name_in_a_string_points_to_an_app_above():
    """Addresses, templates and models that code names by a string."""
    wrong = []
    for path in modules(migrations=True):
        for text in strings(path):
            named = NAMED.match(text)
            if named and is_above(named[1], path.parts[0]):
                wrong.append((str(path), text))
    assert wrong == []


def test_models_are_related_only_to_the_left():
    wrong = []
    for model in apps.get_models():
        app = app_of(model.__module__)
        for field in [*model._meta.fields, *model._meta.many_to_many] if app else []:
            targets = [field.related_model, getattr(getattr(field, "remote_field", None), "through", None)]
            wrong += [(model, field.name) for target in targets if target and is_above(target.__module__, app)]
    assert wrong == []


def owner_of_address(name):
    """Return the app whose page an address name leads to, or None if it is not ours."""
    if ":" in name:
        return app_of(name.removeprefix("admin:").replace("_", ":", 1) if name.startswith("admin:") else name)
    ours = {
        one.name: app_of(one.callback.__module__) for one in get_resolver().url_patterns if isinstance(one, URLPattern)
    }
    return ours.get(name)


def names_in(path):
    """Return the apps that a template leans on, with the words that say so."""
    libraries = engines["django"].engine.libraries
    found = []
    for tag, words in template_tags(path):
        if tag == "url":
            found.append((owner_of_address(words[0]), words[0]))
        elif tag == "load":
            found += [(app_of(libraries.get(word, "")), word) for word in words]
        else:
            found.append((app_of(words[0]), words[0]))
    return found


@pytest.mark.parametrize("app", ORDER)
def test_templates_name_only_what_stands_to_their_left(app):
    wrong = [
        (str(path), name)
        for path in templates()
        if path.parts[0] == app
        for owner, name in names_in(path)
        if owner and ORDER.index(owner) > ORDER.index(app)
    ]
    assert wrong == []


def test_shared_partials_know_no_app():
    wrong = [
        (str(p), name)
        for p in templates()
        if p.parts[0] in ("partials", "django")
        for owner, name in names_in(p)
        if owner not in (None, "common")
    ]
    assert wrong == []


def test_the_roof_asks_overviews_and_verbs_and_not_models_forms_or_views():
    kinds = re.compile(r"(?:models|admin|(?:forms|views)\w*|\w+_(?:forms|views))$")
    wrong = [
        (str(path), name)
        for path in modules()
        if path.parts[0] == "forum_site"
        for name in imports(path)
        if app_of(name) in ORDER[1:-1] and any(kinds.match(part) for part in name.split(".")[1:])
    ]
    assert wrong == []


def test_every_module_says_what_it_is_for():
    files = [*modules(), *(path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*.py"))]
    silent = [str(path) for path in files if tree(path).body and not ast.get_docstring(tree(path))]
    assert silent == []


def test_the_seams_say_what_comes_out_of_them():
    """Public functions of the ground floor, of `access.py`, of overviews and of the list of doors."""
    seams = [p for p in modules() if p.parts[0] == "common" or p.name in ("access.py", "overview.py", "doors.py")]
    nodes = [(str(p), node) for p in seams for node in tree(p).body if isinstance(node, ast.FunctionDef)]
    assert [(path, n.name) for path, n in nodes if n.returns is None and n.name[0] != "_"] == []


def test_no_file_has_a_name_that_says_nothing():
    assert [str(path) for path in modules() if path.stem in FORBIDDEN_NAMES] == []


def test_no_signals_no_generic_keys_and_no_get_or_do_functions():
    bad = ("django.dispatch", "django.db.models.signals", "django.contrib.contenttypes.fields")
    assert [(str(p), name) for p in modules() for name in imports(p) if name.startswith(bad)] == []
    named = [(str(p), node.name) for p in modules() for node in tree(p).body if isinstance(node, ast.FunctionDef)]
    assert [(path, name) for path, name in named if name.startswith(("get_", "do_"))] == []


def test_no_messages_of_a_field_are_replaced_as_a_whole():
    """Django's own would be gone with them, and the next error of another kind a fault."""
    wrong = [
        (str(path), node.lineno)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assign) and any(getattr(one, "attr", "") == "error_messages" for one in node.targets)
    ]
    assert wrong == []


def test_files_and_functions_are_short():
    long = [(str(p), lines(p)) for p in modules() if lines(p) >= (SETTINGS if p.name == "settings.py" else FILE)]
    long += [(str(p), name, size) for p in modules() for name, size in functions(p) if size >= FUNCTION]
    long += [(str(p), lines(p)) for p in (ROOT / "tests").rglob("*.py") if lines(p) >= TEST_FILE]
    assert long == []


def test_no_row_is_saved_whole_that_is_there_already():
    """What a verb, a job or an admin saves is new (force_insert), or it names its columns (update_fields)."""
    said = {"update_fields", "force_insert", "commit", "form"}
    bare = [
        (str(path), node.lineno)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "save"
        if not node.args and not said & {keyword.arg for keyword in node.keywords} and not saves_a_form(node)
    ]
    assert bare == []


def saves_a_form(call):
    """Whether a call saves what a form makes: those over rows that are there are VersionedForms, which know columns."""
    owner = call.func.value
    is_super = isinstance(owner, ast.Call) and isinstance(owner.func, ast.Name) and owner.func.id == "super"
    return is_super or (isinstance(owner, ast.Name) and (owner.id == "self" or owner.id.endswith("form")))


def test_views_are_short():
    views = [
        path for path in modules() if "views" in path.parts or path.stem in RECEPTION or path.stem.startswith("views")
    ]
    assert [(str(path), name, size) for path in views for name, size in functions(path) if size > VIEW] == []


def test_templates_are_short():
    sizes = {
        str(path): lines(TEMPLATES / path) for path in templates() if path.parts[0] in (*ORDER, "partials", "base.html")
    }
    assert {path: size for path, size in sizes.items() if size >= (BASE if path == "base.html" else TEMPLATE)} == {}


def test_no_line_of_a_template_is_too_long_to_read():
    wide = {
        str(path) for path in templates() for line in (TEMPLATES / path).read_text().splitlines() if len(line) > WIDE
    }
    assert wide == set()


def test_nothing_stands_inline_in_a_template():
    wrong = []
    for path in templates():
        text = (TEMPLATES / path).read_text(encoding="utf-8") if path.suffix == ".html" else ""
        text = re.sub(r"{%.*?%}|{#.*?#}|{{.*?}}", "", text, flags=re.S)
        wrong += [(str(path), name, found.findall(text)) for name, found in INLINE.items() if found.search(text)]
    assert wrong == []


def test_no_test_asks_a_clock_how_long_something_took():
    wrong = [
        f"{path}:{node.lineno}" for path in programs_of_tests() for node in ast.walk(tree(path)) if takes_time(node)
    ]
    assert wrong == [], "count what is waited for, or see tests/waiting.py"


def takes_time(node):
    """Whether a moment of a clock is compared, or an earlier one taken from it."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
        return not DURATIONS.isdisjoint(called(node.left))
    return isinstance(node, ast.Compare) and not (DURATIONS | {"time.time"}).isdisjoint(called(node))
