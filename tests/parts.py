"""What axe can see of a page, as parts: so that it need not look again at what it has looked at in the same place."""

import hashlib
import os
from html.parser import HTMLParser
from pathlib import Path

from tests.seen import VOID

MADE_OF = {"class", "role", "type", "lang", "open", "disabled", "checked", "tabindex", "autocomplete", "scope"}
SPOKEN = {"aria-label", "aria-labelledby", "aria-describedby", "aria-controls", "alt", "title", "placeholder"}
WRITTEN = {"href", "for", "name", "required", "hidden", "style"}  # it matters whether they are there, not what they say
PRESSED = {"a", "button", "input", "select", "textarea", "summary", "label"}
LANDMARKS = {"header", "nav", "main", "aside", "footer"}
DEEP = 3


class _Reader(HTMLParser):
    """Collects elements with the three around each, what is pressed with what is beside it, headings in order."""

    def __init__(self):
        super().__init__()
        self.parts, self.landmarks, self.around, self.before, self.heading = set(), [], [], [""], ""

    def handle_starttag(self, tag, attributes):
        made = _made(tag, attributes)
        self.parts.add(("in", *self.around[-DEEP:], made))
        if tag in PRESSED:
            self.parts.add(("beside", self.before[-1], made))
            self.before[-1] = made
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.parts.add(("heading", self.heading, tag))
            self.heading = tag
        if tag in LANDMARKS:
            self.landmarks.append((tag, dict(attributes).get("aria-label")))
        if tag not in VOID:
            self.around.append(made)
            self.before.append("")

    def handle_endtag(self, tag):
        while any(made.split(" ")[0] == tag for made in self.around):
            self.before.pop()
            if self.around.pop().split(" ")[0] == tag:
                break


def _made(tag, attributes):
    """Return an element without its words and addresses."""
    kept = [f"{name}={value}" for name, value in attributes if name in MADE_OF or _is_state(name)]
    kept += [name for name, _value in attributes if name in SPOKEN | WRITTEN]
    return " ".join([tag, *sorted(kept)])


def _is_state(name):
    return name.startswith("aria-") and name not in SPOKEN


def parts_of(html):
    """Return the parts of a page; its landmarks with their names are one, because each must differ from the others."""
    reader = _Reader()
    reader.feed(html)
    return reader.parts | {("landmarks", *reader.landmarks)}


def fewest(pages, *where):
    """Return the numbers of so few of these pages, each its parts, as hold together every part that has not been looked
    at yet under the same circumstances by any worker; from now on all have.
    """
    left, chosen = _new(set().union(*pages), where), set()
    while left:
        pages = [parts & left for parts in pages]
        fullest = max(range(len(pages)), key=lambda number: len(pages[number]))
        chosen.add(fullest)
        left -= pages[fullest]
    return chosen


def any_is_new(parts, *where):
    """Whether a part has not been looked at yet, under the same circumstances, by any worker; from now on all have."""
    return bool(_new(parts, where))


def _new(parts, where):
    folder = Path(os.environ["FORUM_VAR"]) / "axe"
    folder.mkdir(exist_ok=True)
    return {part for part in parts if _is_first(folder / hashlib.sha256(repr((part, where)).encode()).hexdigest())}


def _is_first(mark):
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
