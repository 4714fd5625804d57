"""The numbers and bullets that Word shows before paragraphs and that stand nowhere in their text."""

import re

from docx.oxml.ns import qn

ROMAN = [
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
]


class Numbers:
    """Counts through a document, paragraph by paragraph, as Word does."""

    def __init__(self, document) -> None:
        self.formats, self.lists, self.restarts = _formats(document)
        self.counts = {}

    def of(self, paragraph):
        """Return the number that Word shows before a paragraph, as "3.1 ", a bullet as "• ", else "". To be asked once
        for each.
        """
        key, level = _numbering(paragraph)
        form = self.formats.get((key, level))
        if form is None:
            return ""
        kind, pattern, start = form
        if kind == "bullet":
            return "• "
        counts = self.counts.setdefault(self.lists[key], {})  # lists of one form go on counting, unless one begins anew
        anew = self.restarts.pop((key, level), None)
        counts[level] = anew or (counts[level] + 1 if level in counts else start)
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]

        def one(found):
            at = int(found[1]) - 1
            return _shown(
                counts.get(at, self.formats.get((key, at), ("", "", 1))[2]), kind if at == level else "decimal"
            )

        shown = re.sub(r"%(\d)", one, pattern)
        return f"{shown} " if shown else ""


def _shown(number, kind):
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman") and number <= len(ROMAN):
        return ROMAN[number - 1] if kind == "lowerRoman" else ROMAN[number - 1].upper()
    return str(number)


def _numbering(paragraph) -> tuple:
    """Return (list, level) of a paragraph, from itself or its style; (None, 0) where it is in none."""
    places, style = [paragraph._p.pPr], paragraph.style
    while style is not None:
        places.append(style.element.pPr)
        style = style.base_style
    for properties in places:
        found = properties.numPr if properties is not None else None
        if found is not None and found.numId is not None:
            return found.numId.val, found.ilvl.val if found.ilvl is not None else 0
    return None, 0


def _formats(document) -> tuple:
    """Return ({(list, level): (kind, pattern, start)}, {list: its form}, {(list, level):
    where it begins anew}) of a document.
    """
    relations = [one for one in document.part.rels.values() if one.reltype.endswith("/numbering")]
    if not relations:
        return {}, {}, {}
    root, found, lists, restarts = document.part.numbering_part.element, {}, {}, {}
    abstract = {one.get(qn("w:abstractNumId")): one for one in root.findall(qn("w:abstractNum"))}
    for number in root.findall(qn("w:num")):
        key, form = int(number.get(qn("w:numId"))), number.find(qn("w:abstractNumId")).get(qn("w:val"))
        lists[key] = form
        for level in abstract[form].findall(qn("w:lvl")) if form in abstract else []:
            values = {name: level.find(qn(f"w:{name}")) for name in ("numFmt", "lvlText", "start")}
            said = {name: node.get(qn("w:val")) for name, node in values.items() if node is not None}
            at = int(level.get(qn("w:ilvl")))
            found[key, at] = (said.get("numFmt", "decimal"), said.get("lvlText", ""), int(said.get("start", 1)))
        for override in number.findall(qn("w:lvlOverride")):
            start = override.find(qn("w:startOverride"))
            if start is not None:
                restarts[key, int(override.get(qn("w:ilvl")))] = int(start.get(qn("w:val")))
    return found, lists, restarts
