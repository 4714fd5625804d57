"""Minutes on their way in, as plain data and as a text that people can edit; each is made from the other without
loss.
"""

import re
from dataclasses import dataclass, field

SIDES = " || "  # between the English and the Welsh of one text
LISTS = ("present", "in_attendance", "apologies")
HEADS = {  # what stands before lists and entries in the text, in the language of who reads it
    "en": {
        "present": "PRESENT",
        "in_attendance": "IN ATTENDANCE",
        "apologies": "APOLOGIES",
        "decision": "DECISION",
        "action": "ACTION",
    },
    "cy": {
        "present": "YN BRESENNOL",
        "in_attendance": "HEFYD YN BRESENNOL",
        "apologies": "YMDDIHEURIADAU",
        "decision": "PENDERFYNIAD",
        "action": "CAM GWEITHREDU",
    },
}
MEANS = {head: name for heads in HEADS.values() for name, head in heads.items()}
ENTRY = re.compile(r"(DECISION|ACTION|PENDERFYNIAD|CAM GWEITHREDU): *(.*)", re.DOTALL)
LABEL = re.compile(rf"(?m)^({'|'.join(sorted(MEANS, key=len, reverse=True))})(:|[ \t\r]*$)")
IN_CHAIR = (
    r"(?:in the chair|chair(?:man|woman|person|ing)?|cadeirydd|(?:yn )?y gadair)(?: (?:for|of) (?:the "
    r"|this )?meeting| y cyfarfod)?"
)
CHAIR = re.compile(rf"\b{IN_CHAIR}(?:\s*[/|]\s*{IN_CHAIR})?(?!\w)", re.IGNORECASE)
ONLINE = re.compile(
    r"(?:(?:joined |attend(?:ed|ing|ance) |remote(?:ly)? )*(?:online|on-line|remotely|virtually|(?:via |on "
    r"|over )?(?:ms |microsoft )?(?:zoom|teams)|by (?:tele)?phone)|remote(?: attendance)?"
    r"|ar-?lein|o bell|(?:dros|trwy) (?:zoom|teams)|dros y ffôn)",
    re.IGNORECASE,
)
AT_THE_END = re.compile(r"(?<=[^\s,–-])[\s,–-]++(?:in the chair|yn y gadair)\.?$", re.IGNORECASE)
BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")


@dataclass(frozen=True)
class Attender:
    """Somebody on one of the lists of a meeting, as they were written down."""

    name: str
    organisation: str = ""
    is_chair: bool = False
    is_online: bool = False
    initials: str = ""

    def __str__(self):
        is_chair_of = bool(CHAIR.search(self.organisation)) and not CHAIR.fullmatch(self.organisation)
        marks = [self.initials, "Chair" if self.is_chair else "", "" if is_chair_of else self.organisation]
        marks = [mark for mark in [*marks, "online" if self.is_online else ""] if mark]
        after = (
            f", {self.organisation}" if is_chair_of else ""
        )  # in brackets it would say that they were in the chair here
        return f"{self.name} ({'; '.join(marks)}){after}" if marks else f"{self.name}{after}"


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


def attender(text) -> Attender:
    """Return the Attender that a line says: "Mair Jones (MJ; Chair; Cartrefi; online)", "Mair Jones, Cartrefi",
    "Mair Jones – Cartrefi".
    """
    text, presides = AT_THE_END.sub("", text.strip()), AT_THE_END.search(text.strip())
    marks = [part.strip() for found in BRACKETS.findall(text) for part in re.split(r";", found[0] or found[1])]
    name = " ".join(BRACKETS.sub(" ", text.replace("\t", " | ")).split())
    name, *more = re.split(r"\s*(?:,|;|\s[–—-]\s|\s/\s|\s\|\s|\sfrom\s(?:the\s)?)\s*", name.replace(" ,", ","))
    name = name.strip(" .,:–|-")
    at = next((place for place, part in enumerate(more[:-1]) if CHAIR.fullmatch(part)), None)
    more = (
        more if at is None else [*more[:at], ", ".join(more[at:])]
    )  # "Chair, Young People Group" is not in the chair here
    marks = [part for part in [*marks, *more] if part.strip(" .,")]
    parts = [
        part.strip(" .")
        for mark in marks
        for part in (mark.split(",") if CHAIR.search(mark) and mark not in more else [mark])
    ]
    initials = next((part for part in parts if are_initials(part, name)), "")
    rest = [part for part in parts if not CHAIR.fullmatch(part) and not ONLINE.fullmatch(part) and part != initials]
    is_chair = bool(presides) or any(CHAIR.fullmatch(part) for part in parts)
    return Attender(name, "; ".join(rest), is_chair, any(ONLINE.fullmatch(part) for part in parts), initials)


def are_initials(text, name) -> bool:
    """Whether a mark in brackets is what a name is shortened to: "MJ", "BMcL", "Dr SA"."""
    letters = re.sub(r"^(?:Cllr|Cyng|Dr|Prof|Mrs|Mr|Ms)\.? ", "", text)
    letters = re.sub(r"['’]", "", letters)
    if not re.fullmatch(r"[A-Z][A-Za-z]{1,4}", letters) or sum(letter.isupper() for letter in letters) < 2:
        return False
    firsts = iter(
        re.findall(r"(?:^|[\s.'’-])(\w)", re.sub(r"^(?:Dr|Prof\w*|Mrs|Mr|Ms|Sir)\.? ", "", name)) + list(name.upper())
    )
    return all(letter in firsts for letter in letters if letter.isupper()) and letters[0] in re.findall(r"\b\w", name)


def written(sheet, language="en") -> str:
    """Return a sheet as text to be edited: lists of names, "# " before an item, an empty line between paragraphs.

    What stands before lists, decisions and actions is in the language given.
    """
    parts, heads = [], HEADS.get(language, HEADS["en"])
    for name in LISTS:
        if getattr(sheet, name):
            parts.append("\n".join([heads[name], *map(str, getattr(sheet, name))]))
    for section in sheet.sections:
        parts.append(f"# {section.title}")
        for block in section.blocks:
            parts += [block.text] if block.text else []
            parts += [f"{heads[kind]}: {text}" for kind, text in block.entries]
    return "\n\n".join(parts) + "\n"


def relabelled(text, language):
    """Return an edited text with what stands before its lists, decisions and actions in another language, all else
    as it is.
    """
    heads = HEADS.get(language, HEADS["en"])
    return LABEL.sub(lambda found: heads[MEANS[found[1]]] + found[2], text)


def sheet_of(text) -> Sheet:
    """Return the sheet that an edited text says; what stands before the first item goes into an item without a
    title.
    """
    sheet = Sheet()
    for part in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        name = MEANS.get(lines[0].rstrip(":").upper()) if lines else None
        if name in LISTS:
            lines.pop(0)
            getattr(sheet, name).extend(attender(line) for line in lines)
        elif lines:
            _add(sheet, lines)
    return sheet


def _add(sheet, lines) -> None:
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
    blocks[-1].entries.append((MEANS[entry[1]], entry[2]))


def sides(text, language) -> dict:
    """Return {"en": …, "cy": …} of a text; one that is not divided is in the language given."""
    if SIDES.strip() in text:
        english, _mark, welsh = text.partition(SIDES.strip())
        return {"en": english.strip(), "cy": welsh.strip()}
    return {"en": "", "cy": "", language: text.strip()}
