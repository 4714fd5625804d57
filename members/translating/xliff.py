"""Texts to be translated as XLIFF 1.2, which translators' programs read: markup is held in protected codes.

Each tag of a rich text is a numbered code. What comes back names the numbers alone, and the tags are taken from the
text as the site holds it, so that no address and no tag can come from outside.
"""

import html
from collections.abc import Iterator
from itertools import groupby

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.both_languages import other
from common.rich_text import clean_html
from common.text import CONTROL
from members.translating.sending import Unit

SPACE = "urn:oasis:names:tc:xliff:document:1.2"
CONTENT_TYPE = "application/xliff+xml"
LARGEST, DEEPEST = 10_000_000, 60  # bytes; tags in tags
KINDS = {"strong": "bold", "em": "italic", "a": "link", "br": "lb"}


def _tag(name) -> str:
    return f"{{{SPACE}}}{name}"


def as_xliff(units: list[Unit]) -> bytes:
    """Return the units as an XLIFF document, with a part for each language they are written in."""
    from lxml import etree  # large, and seldom wanted

    root = etree.Element(_tag("xliff"), version="1.2", nsmap={None: SPACE})
    for into, those in groupby(sorted(units, key=lambda unit: unit.into), key=lambda unit: unit.into):
        facts = {"original": f"forum-{into}", "source-language": other(into), "target-language": into}
        part = etree.SubElement(root, _tag("file"), facts | {"datatype": "html"})
        body = etree.SubElement(part, _tag("body"))
        for unit in those:
            _add(etree, body, unit)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False)


def _add(etree, body, unit) -> None:
    """Add one text: its source, what stands on the other side so far, and what it is."""
    held = etree.SubElement(body, _tag("trans-unit"), id=unit.key)
    held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    source = etree.SubElement(held, _tag("source"))
    target = etree.SubElement(held, _tag("target"))
    target.set("state", "needs-review-translation" if unit.target else "needs-translation")
    for element, text in ((source, unit.source), (target, unit.target)):
        if unit.is_rich:
            _encode(etree, element, _fragment(text), [0])
        else:
            element.text = CONTROL.sub("", text)
    etree.SubElement(held, _tag("note")).text = CONTROL.sub("", unit.about)


def _fragment(text):
    """Return rich text as a tree below one element."""
    from lxml.html import fragment_fromstring

    return fragment_fromstring(CONTROL.sub("", clean_html(text)), create_parent="div")


def _encode(etree, element, tree, counted) -> None:
    """Put the children of a tree into an element, each tag as a code with its number."""
    element.text = tree.text
    for child in tree:
        counted[0] += 1
        kind = KINDS.get(child.tag, f"x-html-{child.tag}")
        code = etree.SubElement(element, _tag("x" if child.tag == "br" else "g"), id=str(counted[0]), ctype=kind)
        if child.tag != "br":
            _encode(etree, code, child, counted)
        code.tail = child.tail


def read(file) -> Iterator[tuple[int, str, object]]:
    """Yield (line, key, the target as an element) of a document that came back; raises ValidationError."""
    from lxml import etree

    if file.size > LARGEST:
        raise ValidationError(_("This file is too large: at most %(size)s MB. Please split it.") % {"size": 10})
    file.seek(0)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(file.read(), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise ValidationError(_("This file cannot be read as XLIFF. Please export it again.")) from None
    if root.getroottree().docinfo.doctype or root.tag != _tag("xliff"):
        raise ValidationError(_("This file cannot be read as XLIFF. Please export it again."))
    for held in root.iter(_tag("trans-unit")):
        target = held.find(_tag("target"))
        yield held.sourceline or 0, held.get("id", ""), target


def decoded(target, source: str, is_rich: bool) -> str:
    """Return the text of a target, its codes turned into the tags that the source has under their numbers.

    Raises ValidationError for a code that the source has not.
    """
    if target is None:
        return ""
    if not is_rich:
        return "".join(target.itertext())
    return _decode(target, [None, *_fragment(source).iterdescendants()], DEEPEST)


def _decode(element, tags, depth) -> str:
    if not depth:
        raise ValidationError(_("The tags of this text stand too deep in one another."))
    said = html.escape(element.text or "", quote=False)
    for child in element:
        inside = _decode(child, tags, depth - 1) if isinstance(child.tag, str) else ""
        is_code = child.tag in (_tag("g"), _tag("x"))
        said += _in_tag(child, tags, inside) if is_code else inside
        said += html.escape(child.tail or "", quote=False)
    return said


def _in_tag(code, tags, inside) -> str:
    """Return what stands inside a code within the tag that it stands for."""
    number = code.get("id", "")
    if not number.isdecimal() or len(number) > 6 or not 0 < int(number) < len(tags):
        raise ValidationError(_("This text has a code (%(code)s) that the original has not.") % {"code": number[:20]})
    tag = tags[int(number)]
    if tag.tag == "br":
        return "<br>"
    attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in tag.attrib.items())
    return f"<{tag.tag}{attributes}>{inside}</{tag.tag}>"
