"""Minutes on their way in, as plain data and as a text that people can edit;
each is made from the other without loss.
"""

import re
from dataclasses import dataclass, field

SIDES = " || "  # between the English and the Welsh of one text
LISTS = {"present": "PRESENT", "in_attendance": "IN ATTENDANCE", "apologies": "APOLOGIES"}
ENTRIES = {"decision": "DECISION", "action": "ACTION"}
LIST_HEADS = {**{head: name for name, head in LISTS.items()}, "YN BRESENNOL": "present",
    "HEFYD YN BRESENNOL": "in_attendance",
              "YMDDIHEURIADAU": "apologies"}  # fmt: skip
ENTRY = re.compile(r"(DECISION|ACTION|PENDERFYNIAD|CAM GWEITHREDU): *(.*)", re.DOTALL)
CHAIR = re.compile(
    r"\b(?:in the chair|vice[- ]chair|chair(?:man|woman|person)?|cadeirydd|is-gadeirydd)\b", re.IGNORECASE
)
ONLINE = re.compile(
    r"(?:online|on-line|via zoom|via teams|zoom|teams|by phone|by telephone|ar-?lein|dros y ffôn)", re.IGNORECASE
)
BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")


@dataclass(frozen=True)
class Attender:
    """Somebody on one of the lists of a meeting, as they were written down."""

    name: str
    organisation: str = ""
    is_chair: bool = False
    is_online: bool = False

    def __str__(self):
        marks = [*(["Chair"] if self.is_chair else []), *([self.organisation] if self.organisation else [])]
        marks += ["online"] if self.is_online else []
        return f"{self.name} ({'; '.join(marks)})" if marks else self.name


@dataclass
class Block:
    """A paragraph, with the decisions and actions below it: (kind, text); `number` is the one it had in the source."""

    text: str
    entries: list = field(default_factory=list)
    number: str = ""


@dataclass
class Section:
    """An item with its paragraphs; `number` is the one it had in the source."""

    title: str
    blocks: list = field(default_factory=list)
    number: str = ""


@dataclass
class Sheet:
    """Who was there, and the items."""

    present: list = field(default_factory=list)
    in_attendance: list = field(default_factory=list)
    apologies: list = field(default_factory=list)
    sections: list = field(default_factory=list)


def attender(text):
    """Return the Attender that a line says: "Mair Jones (Chair; Cartrefi; online)", "Mair Jones, Cartrefi", "Mair Jones
    – Cartrefi".
    """
    marks = [part.strip() for found in BRACKETS.findall(text) for part in re.split(r";", found[0] or found[1])]
    name = " ".join(BRACKETS.sub(" ", text.replace("\t", " | ")).split())
    name, *more = re.split(r"\s*(?:,|;|\s[–—-]\s|\s\|\s)\s*", name.replace(" ,", ","))
    marks = [part for part in [*marks, *more] if part.strip(" .,")]
    parts = [part.strip(" .") for mark in marks for part in (mark.split(",") if CHAIR.search(mark) else [mark])]
    rest = [part for part in parts if not CHAIR.fullmatch(part) and not ONLINE.fullmatch(part)]
    return Attender(
        name.strip(" .,:"),
        "; ".join(rest),
        is_chair=any(CHAIR.fullmatch(part) and not part.lower().startswith(("vice", "is-")) for part in parts),
        is_online=any(ONLINE.fullmatch(part) for part in parts),
    )


def written(sheet):
    """Return a sheet as text to be edited: lists of names, "# " before an item, an empty line between paragraphs."""
    parts = []
    for name, head in LISTS.items():
        if getattr(sheet, name):
            parts.append("\n".join([head, *map(str, getattr(sheet, name))]))
    for section in sheet.sections:
        parts.append(f"# {section.title}")
        for block in section.blocks:
            parts += [block.text] if block.text else []
            parts += [f"{ENTRIES[kind]}: {text}" for kind, text in block.entries]
    return "\n\n".join(parts) + "\n"


def sheet_of(text):
    """Return the sheet that an edited text says; what stands before the first
    item goes into an item without a title.
    """
    sheet, list_name = Sheet(), ""
    for part in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        if lines and lines[0].rstrip(":").upper() in LIST_HEADS:
            list_name = LIST_HEADS[lines.pop(0).rstrip(":").upper()]
            getattr(sheet, list_name).extend(attender(line) for line in lines)
        elif lines:
            _add(sheet, lines)
    return sheet


def _add(sheet, lines):
    """Add a part of several lines: headings, or a paragraph, or a decision or action."""
    while lines and lines[0].startswith("#"):
        sheet.sections.append(Section(lines.pop(0).lstrip("# ").strip()))
    if not lines:
        return
    if not sheet.sections:
        sheet.sections.append(Section(""))
    blocks, text = sheet.sections[-1].blocks, "\n".join(lines)
    entry = ENTRY.fullmatch(text)
    if not entry:
        blocks.append(Block(text))
        return
    if not blocks:
        blocks.append(Block(""))
    kind = "decision" if entry[1] in ("DECISION", "PENDERFYNIAD") else "action"
    blocks[-1].entries.append((kind, entry[2]))


def sides(text, language):
    """Return {"en": …, "cy": …} of a text; one that is not divided is in the language given."""
    if SIDES.strip() in text:
        english, _mark, welsh = text.partition(SIDES.strip())
        return {"en": english.strip(), "cy": welsh.strip()}
    return {"en": "", "cy": "", language: text.strip()}
