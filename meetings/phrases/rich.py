"""Bold, italics, links and lists of past minutes: as marks in the text that people edit,
and as rich text once it is made.
"""

import html
import re

LINK = re.compile(r"\[([^\[\]\n]+)\]\(((?:https?://|mailto:|tel:)[^\s()]+)\)")
STRONG = re.compile(r"\*\*(?=[^\s*])([^\n]*?[^\s*])\*\*(?!\*)")
EMPHASIS = re.compile(r"(?<![_\w])__(?=[^\s_])([^\n]*?[^\s_])__(?![_\w])")
LABELS = (
    "ACTIONS?|AGREED|RESOLVED|DECIDED|DECISION|CAM GWEITHREDU|GWEITHREDU|PENDERFYN\\w+|CYTUNWYD"
    "|Actions?|Decision|Resolution|Cam gweithredu|Gweithredu|Penderfyniad"
)
LABELLED = re.compile(rf"(\*\*|__)((?:{LABELS})\b[^\n]*?)\1")
FIRST = re.compile(r"^((?:[•·▪●–—*-]\s+)?)(\*\*|__)(\(?(?:\d[\d.]*|[a-z]|[ivx]{1,4})\)?[.):]?|[^\n*]{1,80}:)\2")
BULLET = re.compile(r"([•·▪●*–—-])\s+(\S.*)")
COUNTED = re.compile(r"(\d{1,2})[.)]\s+(\S.*)")
SURE = "•·▪●"  # a dash alone may begin a sentence; these begin an entry of a list


def marked(text, *, bold=False, italic=False, address="") -> str:
    """Return a text with the marks of how it looked, line by line, blanks left outside."""
    return "".join(_marked(part, bold, italic, address) for part in re.split(r"([\n\t]+)", text))


def _marked(text, bold, italic, address):
    core = text.strip()
    if not re.search(r"\w", core):
        return text
    said = f"[{core}]({address})" if LINK.fullmatch(f"[{core}]({address})") else core
    said = f"__{said}__" if italic else said
    said = f"**{said}**" if bold else said
    before, _core, after = text.partition(core)
    return before + said + after


def unmarked(text):
    """Return a text without marks; a link that is called otherwise than its address keeps that behind it."""
    text = EMPHASIS.sub(r"\1", STRONG.sub(r"\1", text))
    return LINK.sub(lambda found: found[1] if found[1] in found[2] else f"{found[1]} ({found[2]})", text)


def unlabelled(text):
    """Return a text whose numbers and labels ("**3.1**", "**ACTION:** …") are plain, so that they are understood."""
    for _inner in range(2):  # bold may hold italics
        text = FIRST.sub(r"\1\3", LABELLED.sub(r"\2", text))
    return text


def html_of(text) -> str:
    """Return the HTML of a text with marks: lines that begin with bullets, or count from 1, are lists;
    other numbers stay as they are.
    """
    groups = []
    for line in text.split("\n"):
        kind, said = _entry(line, groups)
        if not groups or groups[-1][0] != kind:
            groups.append((kind, []))
        groups[-1][1].append((line, said))
    return "".join(_group(kind, lines) for kind, lines in groups if any(line.strip() for line, _said in lines))


def _entry(line, groups) -> tuple:
    """Return (what a line belongs to: "ul", "ol" or "p", its words)."""
    bullet, counted = BULLET.fullmatch(line), COUNTED.fullmatch(line)
    if bullet:
        return "ul", bullet[2]
    goes_on = len(groups[-1][1]) if groups and groups[-1][0] == "ol" else 0
    return ("ol", counted[2]) if counted and int(counted[1]) == goes_on + 1 else ("p", line)


def _group(kind, lines) -> str:
    first = lines[0][0]
    if kind == "p" or (len(lines) == 1 and first[0] not in SURE):
        return "<p>" + "<br>".join(_inline(line) for line, _said in lines) + "</p>"
    return f"<{kind}>" + "".join(f"<li>{_inline(said)}</li>" for _line, said in lines) + f"</{kind}>"


def _inline(line):
    said = LINK.sub(r'<a href="\2">\1</a>', html.escape(line, quote=False).replace('"', "&quot;"))
    return EMPHASIS.sub(r"<em>\1</em>", STRONG.sub(r"<strong>\1</strong>", said))
