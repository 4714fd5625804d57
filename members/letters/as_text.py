"""A letter as plain text, made from its HTML: what a reader sees without pictures, with every address written out."""

import re
from html.parser import HTMLParser

from django.utils.translation import gettext as _

BLOCKS = {"p", "div", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4"}
LINES = {"br", "li", "tr"}
QUIET = {"head", "style", "h1"}  # the heading is the subject once more
DRAWN = {"role": "banner", "aria-hidden": "true"}  # what only the page shows
VOID = {"br", "meta", "img", "hr"}


def subject_of(page: str) -> str:
    """Return the subject of a letter: the text of its <title>, on one line."""
    reader = _Title()
    reader.feed(page)
    return " ".join("".join(reader.said).split())


def text_of(page: str) -> str:
    """Return the letter's body as text: blocks parted by blank lines, addresses on lines of their own,
    and what is in the other language marked as such.
    """
    reader = _Body()
    reader.feed(page)
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in "".join(reader.said).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def named(language: str) -> str:
    """Return the mark before words in a language that is not that of the letter, such as "[English]"."""
    return {"en": _("[English]"), "cy": _("[Welsh]")}.get(language, "")


class _Title(HTMLParser):
    """Collects what stands in <title>."""

    def __init__(self) -> None:
        super().__init__()
        self.said, self.is_inside = [], False

    def handle_starttag(self, tag, attrs) -> None:
        self.is_inside = tag == "title"

    def handle_endtag(self, tag) -> None:
        self.is_inside = False

    def handle_data(self, data) -> None:
        if self.is_inside:
            self.said.append(data)


class _Body(HTMLParser):
    """Writes down the body, tag by tag."""

    def __init__(self) -> None:
        super().__init__()
        self.said, self.open, self.language, self.link = [], [], "", None
        self.quiet = []  # how many elements were open when each began that is not written down

    def handle_starttag(self, tag, attrs) -> None:
        attrs = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
            if tag in QUIET or any(attrs.get(name) == value for name, value in DRAWN.items()):
                self.quiet.append(len(self.open))
        if self.quiet:
            return
        if tag == "html":
            self.language = attrs.get("lang") or ""
        elif tag in BLOCKS:
            self._break("\n\n")
        elif tag in LINES:
            self._break("\n")
        if tag == "li":
            self.said.append("- ")
        elif tag == "td" and self.said and not self.said[-1].endswith("\n"):
            self.said.append(" ")
        elif tag == "a":
            self.link = (attrs.get("href") or "", len(self.said))
        if tag != "html" and attrs.get("lang") not in (None, "", self.language):
            self.said.append(f"{named(attrs['lang'])} ".lstrip())

    def handle_endtag(self, tag) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        was_quiet, self.quiet = bool(self.quiet), [depth for depth in self.quiet if depth <= len(self.open)]
        if was_quiet:
            return
        if tag == "a" and self.link:
            self._write_address(*self.link)
            self.link = None
        if tag in BLOCKS:
            self._break("\n\n")

    def _write_address(self, address, start) -> None:
        """Put the address of a link on a line of its own, unless it is the very text of the link."""
        shown = "".join(self.said[start:]).strip()
        if shown == address:
            before = "".join(self.said[:start])
            self.said[start:] = ["" if not before or before.endswith("\n") else "\n", address]
        else:
            self.said.append(f":\n{address}" if not shown.endswith((":", "?")) else f"\n{address}")

    def handle_data(self, data) -> None:
        if not self.quiet:
            text = re.sub(r"\s+", " ", data)
            if text != " " or (self.said and not self.said[-1].endswith(("\n", " "))):
                self.said.append(text)

    def _break(self, lines) -> None:
        if self.said:
            self.said.append(lines)
