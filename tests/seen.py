"""What a reader gets from a page of HTML: its landmarks, headings, links, controls, and the text in each language."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
HIDDEN = {"script", "style", "template", "noscript"}
SPOKEN = ("aria-label", "alt", "title", "placeholder")
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "aria-errormessage")
CONTROLS = {"select", "textarea", "input"}
PRESSED = {"a", "button", "summary"}
# Welsh days are small inside a sentence; a line or a cell begins with a capital.
SMALL_DAY = re.compile(r"\s*dydd (?:Llun|Mawrth|Mercher|Iau|Gwener|Sadwrn|Sul)\b")


@dataclass
class Open:
    """An element that is not closed yet."""

    tag: str
    lang: str
    hidden: bool
    named: list | None = None


@dataclass
class Control:
    """Something to fill in, and whether words stand beside it."""

    name: str
    id: str
    labelled: bool


@dataclass
class Seen:
    """One page; `texts` are (language, text) of every piece of text and of every text for screen readers."""

    lang: str = ""
    tags: dict = field(default_factory=dict)
    texts: list = field(default_factory=list)
    links: list = field(default_factory=list)
    ids: list = field(default_factory=list)
    references: list = field(default_factory=list)
    controls: list = field(default_factory=list)
    label_for: set = field(default_factory=set)
    named: list = field(default_factory=list)

    def count(self, tag):
        return self.tags.get(tag, 0)

    def in_language(self, lang):
        """Return the pieces of text in a language, white space made single."""
        return [" ".join(text.split()) for language, text in self.texts if language == lang and text.strip()]

    def unlabelled(self):
        """Return the names of controls without a label."""
        return [control.name for control in self.controls if not control.labelled and control.id not in self.label_for]

    def otherwise_named(self):
        """Return (words seen, name read) of what is pressed by a name that does not hold its words (WCAG 2.5.3)."""
        pairs = [(_words("".join(words)), name) for name, words in self.named]
        return [(seen, name) for seen, name in pairs if seen not in _words(name)]

    def faults(self, lang):
        """Return what is wrong with the page as a page: landmarks, heading, ids, labels, references."""
        found = [f"{self.count(tag)} of <{tag}>" for tag in ("h1", "main", "title") if self.count(tag) != 1]
        found += [f"no <{tag}>" for tag in ("header", "nav", "footer") if not self.count(tag)]
        found += [f"language is {self.lang!r}"] if self.lang != lang else []
        found += [f"id {one} twice" for one in sorted({one for one in self.ids if self.ids.count(one) > 1})]
        found += [f"no label for {name}" for name in self.unlabelled()]
        found += [f"“{seen}” is read as “{name}”" for seen, name in self.otherwise_named()]
        found += [f"a small letter begins {text.strip()!r}" for _lang, text in self.texts if SMALL_DAY.match(text)]
        return found + [f"refers to {one}, which is not there" for one in self.references if one not in self.ids]


def _words(text):
    return " ".join(re.findall(r"\w+", text.casefold()))


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen, self.stack = Seen(), [Open("", "", False)]

    def handle_starttag(self, tag, attributes):
        values, above, seen = {name: value or "" for name, value in attributes}, self.stack[-1], self.seen
        lang = values.get("lang", above.lang)
        seen.lang = lang if tag == "html" else seen.lang
        in_svg = any(one.tag == "svg" for one in self.stack)
        if not (in_svg and tag == "title"):
            seen.tags[tag] = seen.count(tag) + 1
        seen.texts += [(lang, values[name]) for name in SPOKEN if values.get(name)]
        seen.links += [values["href"]] if tag == "a" and "href" in values else []
        seen.ids += [values["id"]] if "id" in values else []
        seen.references += [one for name in REFERENCES for one in values.get(name, "").split()]
        seen.label_for |= {values["for"]} if tag == "label" and "for" in values else set()
        if tag in CONTROLS and values.get("type") not in ("hidden", "submit", "button"):
            named = any(one.tag == "label" for one in self.stack) or bool(
                values.get("aria-label") or values.get("aria-labelledby")
            )
            seen.controls.append(Control(values.get("name", tag), values.get("id", ""), named))
        named = above.named
        if tag in PRESSED and values.get("aria-label"):
            named = []
            seen.named.append((values["aria-label"], named))
        if tag not in VOID:
            self.stack.append(Open(tag, lang, above.hidden or tag in HIDDEN, named))

    def handle_endtag(self, tag):
        while len(self.stack) > 1 and tag not in VOID and any(one.tag == tag for one in self.stack):
            if self.stack.pop().tag == tag:
                break

    def handle_data(self, text):
        if self.stack[-1].named is not None:
            self.stack[-1].named.append(text)
        if text.strip() and not self.stack[-1].hidden:
            self.seen.texts.append((self.stack[-1].lang, text))


def see(html):
    """Return what there is to see on a page."""
    reader = _Reader()
    reader.feed(html if isinstance(html, str) else html.decode())
    return reader.seen
