"""The words of a Word paragraph with how they look, as if all changes under watch were accepted."""

import re

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from meetings.phrases.rich import marked

CELL = "\t"
BOLD = 6  # the level of a short paragraph that is all bold, which is how many people write headings
NO_HEADING = re.compile(
    r"(?i)present|apologies|in attendance|action|agreed|resolved|yn bresennol|presennol|hefyd|ymddiheur|date|time|venue"
    r"|dyddiad|lleoliad"
)
CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
GONE = {
    qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:txbxContent"), f"{CHOICES}Fallback",
}  # fmt: skip
SIGNS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): CELL, qn("w:ptab"): CELL, qn("w:noBreakHyphen"): "-"}
NOTES = {qn("w:footnoteReference"): "", qn("w:endnoteReference"): "e"}  # what stands before the number of each kind
CHANGED = [qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo")]


def pieces_of(element, part, look=("", False, False)):
    """Yield (words, (address, bold, italic)) of what stands in a paragraph of a part of the document."""
    for node in element:
        if node.tag in GONE:
            continue
        if node.tag == qn("w:t"):
            yield node.text or "", look
        elif node.tag in SIGNS:
            yield SIGNS[node.tag], look
        elif node.tag in NOTES:
            yield f"[{NOTES[node.tag]}{node.get(qn('w:id'))}]", ("", False, False)
        else:
            yield from pieces_of(node, part, _look(node, part, look))


def _look(node, part, look):
    """Return how words within a node look: those of a link have its address, those of a run its own font."""
    if node.tag == qn("w:hyperlink"):
        relation = part.rels.get(node.get(qn("r:id")) or "")
        return (relation.target_ref if relation is not None and relation.is_external else "", *look[1:])
    if node.tag == qn("w:r") and node.rPr is not None:
        style = _style_of(node, part)
        font = [node.rPr.b, node.rPr.i]
        own = [None if one is None else one.val for one in font]
        from_style = [style and style.bold, style and style.italic]
        return (look[0], *(bool(one if one is not None else other) for one, other in zip(own, from_style, strict=True)))
    return look


def _style_of(node, part):
    """Return the font of the character style of a run, None without one."""
    if not node.rPr.style:
        return None
    return part.package.main_document_part.get_style(node.rPr.style, WD_STYLE_TYPE.CHARACTER).font


def text_of(pieces, *, plain) -> str:
    """Return the words of a paragraph, neighbours that look alike joined; `plain` without marks."""
    joined = []
    for words, look in pieces:
        if joined and (joined[-1][1] == look or not words.strip()):
            joined[-1][0] += words
        else:
            joined.append([words, look])
    if plain:
        return "".join(words for words, _look in joined)
    return "".join(
        marked(words, address=address, bold=bold, italic=italic) for words, (address, bold, italic) in joined
    )


def bold_level(pieces):
    """Return BOLD if a short paragraph is all bold and may be a heading, else 0."""
    said = [(words, look) for words, look in pieces if words.strip()]
    text = "".join(words for words, _look in said).strip()
    is_heading = (
        said and all(look[1] for _words, look in said) and len(text) <= 90 and not text.endswith((".", ";", ","))
    )
    return BOLD if is_heading and not NO_HEADING.match(text) else 0


def is_fallback(node) -> bool:
    """Whether something is there only for programs that cannot show its better form, which holds the same words."""
    return any(parent.tag == f"{CHOICES}Fallback" for parent in node.iterancestors())


def has_changes(element) -> bool:
    """Whether somebody's changes under watch were neither accepted nor refused."""
    return next(element.iter(*CHANGED), None) is not None
