"""Texts on a sheet of Word: rich text, plain text of several paragraphs, numbers that hang out before the words."""

from docx.shared import Cm

HANGING = Cm(0.6)


class Prose:
    """Rich text, nested data as `rich_tree.tree` makes it, as paragraphs of a sheet."""

    LOOKS = {"strong": "bold", "em": "italic"}
    STYLES = {"h3": "Heading 3", "h4": "Heading 3", "blockquote": "Quote"}

    def __init__(self, sheet, lang) -> None:
        self.sheet, self.lang, self.depth = sheet, lang, 0

    def add(self, nodes, style=None) -> None:
        """Add blocks of text; words that stand in no block get a paragraph of their own."""
        loose = None
        for node in nodes:
            if isinstance(node, dict) and node["tag"] in ("p", "h3", "h4", "blockquote", "ul", "ol", "li"):
                loose = None
                self._block(node, style)
            else:
                loose = loose or self.sheet.file.add_paragraph(style=style)
                self._words([node], loose, node["lang"] if isinstance(node, dict) and node["lang"] else self.lang, {})

    def _block(self, node, style) -> None:
        if node["tag"] in ("ul", "ol"):
            self.depth += 1
            for place, child in enumerate(child for child in node["children"] if isinstance(child, dict)):
                self._entry(child, f"{place + 1}." if node["tag"] == "ol" else "")
            self.depth -= 1
        elif node["tag"] in ("blockquote", "li"):
            self.add(node["children"], self.STYLES.get(node["tag"], style))
        else:
            paragraph = self.sheet.file.add_paragraph(style=self.STYLES.get(node["tag"], style))
            self._words(node["children"], paragraph, node["lang"] or self.lang, {})

    def _entry(self, node, number):
        """Add an entry of a list; numbers are written out, because Word would go on counting from the list before."""
        if not number:
            return self.add(node["children"], "List Bullet" if self.depth == 1 else "List Bullet 2")
        before = len(self.sheet.file.paragraphs)
        self.add(node["children"], "List Continue")
        added = self.sheet.file.paragraphs[before:]
        for one in added:
            one.paragraph_format.left_indent = one.paragraph_format.left_indent or self.depth * HANGING
        if added:
            hang(self.sheet, added[0], number, HANGING)
        return None

    def _words(self, nodes, paragraph, lang, looks) -> None:
        for node in nodes:
            if isinstance(node, str):
                self.sheet.say(paragraph, node, lang, **looks)
            elif node["tag"] == "br":
                paragraph.add_run().add_break()
            elif node["tag"] == "a" and node["href"]:
                self.sheet.link(paragraph, node["href"], _plain(node["children"]), node["lang"] or lang)
            else:
                more = {self.LOOKS[node["tag"]]: True} if node["tag"] in self.LOOKS else {}
                self._words(node["children"], paragraph, node["lang"] or lang, looks | more)


def _plain(nodes) -> str:
    return "".join(node if isinstance(node, str) else _plain(node["children"]) for node in nodes)


def hang(sheet, paragraph, number, width) -> None:
    """Set a number before the first words of a paragraph, hanging out by its width."""
    look = paragraph.paragraph_format
    look.first_line_indent = -width
    look.tab_stops.add_tab_stop(look.left_indent)
    _before_words(paragraph, sheet.say(paragraph, f"{number}\t"))


def _before_words(paragraph, run) -> None:
    """Move a run that was added last before the others."""
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, run._r)


def blocks(sheet, text) -> None:
    """Add the paragraphs of a plain text."""
    for lines in text["blocks"]:
        paragraph = sheet.file.add_paragraph()
        run = sheet.say(paragraph, lines[0], text["lang"])
        for line in lines[1:]:
            run.add_break()
            run.add_text(line)
