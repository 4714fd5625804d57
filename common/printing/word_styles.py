"""The look of a Word document: its styles, its page, and what it says about itself."""

from typing import Any

from django.utils import timezone
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

INK, SOFT, LINK = RGBColor(0x20, 0x30, 0x2C), RGBColor(0x52, 0x60, 0x5B), RGBColor(0x14, 0x54, 0x4A)
RULE = "A59E8C"
REGIONS = {"en": "en-GB", "cy": "cy-GB"}
FONT = "Georgia"
LOOKS = {  # of each style: size, space above and below, in points
    "Normal": (11, 0, 6), "Title": (22, 4, 8), "Heading 1": (15, 16, 6), "Heading 2": (12.5, 12, 2),
    "Heading 3": (11, 8, 3),
    "List Bullet": (11, 0, 3), "List Bullet 2": (11, 0, 3), "List Continue": (11, 0, 3), "Quote": (11, 0, 6),
}  # fmt: skip
BOLD = ("Title", "Heading 1", "Heading 2", "Heading 3")
MARGIN, WIDTH = Cm(2.4), Cm(16.2)
WORD_2013 = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": "15"}


def new_document(page) -> Any:
    """Return an empty document in the language of a page, with our styles, that says what the page is."""
    file = Document()
    _set_styles(file, page["lang"])
    _set_properties(file, page)
    return file


def _set_styles(file, language) -> None:
    styles = file.styles
    for name, (size, above, below) in LOOKS.items():
        style = styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
        style.font.bold = name in BOLD
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
    title = styles["Title"].element.pPr
    title.remove(title.find(qn("w:pBdr")))  # the template's blue line
    default = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in default.findall(qn("w:lang")):
        default.remove(old)
    default.append(element("lang", val=REGIONS[language], eastAsia=REGIONS[language]))


def _set_properties(file, page) -> None:
    properties, now = file.core_properties, timezone.now()
    properties.title = f"{page['labels']['heading']}: {page['title']['text']}"
    properties.author = properties.last_modified_by = page["forum"]
    properties.created = properties.modified = now.replace(tzinfo=None)
    properties.language, properties.comments = REGIONS[page["lang"]], ""
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = MARGIN
    settings = file.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is not None:  # else Word opens it as a file of 2007, "in compatibility mode"
        compat.append(element("compatSetting", **WORD_2013))


def element(tag, **values) -> Any:
    """Return an element of Word's language with its attributes."""
    made = OxmlElement(f"w:{tag}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made
