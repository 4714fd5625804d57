"""Finds the strings that are marked for translation in Python, templates and scripts, without gettext's own tools."""

import ast
import io
import re
import tokenize
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

# What each function takes: "c" a context, "s" a string, "p" its plural.
CALLS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), "s"),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), "sp"),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), "cs"),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), "csp"),
}
SCRIPT_CALL = re.compile(
    r"""\b(gettext|ngettext|pgettext|npgettext)\(((?:\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*,?)+)"""
)
SCRIPT_STRING = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""")
IGNORED = {"migrations", "tests", "node_modules", "locale"}


@dataclass
class String:
    """A string to translate: its context and plural, if it has them, and the files that it stands in."""

    text: str
    context: str | None = None
    plural: str | None = None
    places: set[str] = field(default_factory=set)

    @property
    def key(self):
        return (self.context, self.text)


def strings_in(folders, root, suffixes=(".py", ".html", ".txt")):
    """Return the strings of all files in these folders (or files), by key; places are told from `root`."""
    found = {}
    for path in sorted(_files(folders, suffixes)):
        for string in _strings_of(path):
            known = found.setdefault(string.key, string)
            known.plural = known.plural or string.plural
            known.places.add(path.relative_to(root).as_posix())
    return found


def _files(folders, suffixes):
    for folder in folders:
        for path in [folder] if folder.is_file() else folder.rglob("*"):
            if path.suffix in suffixes and not IGNORED.intersection(path.relative_to(folder).parts):
                yield path


def _strings_of(path: Path):
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        return _in_script(source)
    if path.suffix != ".py":
        source = templatize(source, origin=str(path)).replace("\n", " ").strip()
    return _in_python(source)


def _in_python(source):
    """Yield the strings that calls of gettext's family hold; a call with anything but plain strings is left out."""
    tokens = [token for token in tokenize.generate_tokens(io.StringIO(source).readline) if token.type not in SILENT]
    for position, token in enumerate(tokens[:-1]):
        is_call = token.type == tokenize.NAME and token.string in CALLS and tokens[position + 1].string == "("
        if is_call and (position == 0 or tokens[position - 1].string != "def"):
            yield from _string(CALLS[token.string], _arguments(tokens[position + 2 :]))


SILENT = (tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT)


def _arguments(tokens):
    """Return the plain strings at the start of a call's arguments; strings side by side are one."""
    arguments, parts = [], []
    for token in tokens:
        if token.type == tokenize.STRING:
            value = ast.literal_eval(token.string) if not token.string.lower().startswith(("f", "rf", "fr")) else None
            parts.append(value)
        elif token.string in (",", ")") and parts and all(isinstance(part, str) for part in parts):
            arguments.append("".join(parts))
            parts = []
            if token.string == ")":
                return arguments
        else:
            return arguments if not parts else arguments[:0]
    return arguments


def _in_script(source):
    """Yield the strings of a script's calls."""
    for name, arguments in SCRIPT_CALL.findall(source):
        yield from _string(CALLS[name], [ast.literal_eval(text) for text in SCRIPT_STRING.findall(arguments)])


def _string(kinds, arguments):
    if len(arguments) >= len(kinds):
        said = dict(zip(kinds, arguments, strict=False))
        if said["s"]:
            yield String(said["s"], said.get("c"), said.get("p"))
