"""The page on which minutes are written, as one desk: one item is open, of the others a line each."""

from dataclasses import dataclass

from meetings.minutes.forms import ParagraphForm
from meetings.minutes.showing import ReadSection


@dataclass(frozen=True)
class Sheet:
    """An item on the desk: what is minuted of it so far, and the form for the next paragraph."""

    section: ReadSection
    form: ParagraphForm
    is_open: bool

    @property
    def shows_form(self) -> bool:
        """Whether the form is open too: one writes here, or nothing is written yet."""
        return self.is_open or not self.section.paragraphs


def lay_out(sections, forms, wanted="") -> list[Sheet]:
    """Return the Sheets of these ReadSections, in order; `forms` is {item's key: its form}.

    Open is the item whose form was sent, else the one with the number `wanted`, else the one that is running, else the
    first of which nothing is written, else the first.
    """
    ways = (
        lambda section: forms[section.item.pk].is_bound,
        lambda section: section.item.number == wanted,
        lambda section: section.item.begun_at,
        lambda section: not section.paragraphs,
        lambda section: True,
    )
    opened = next((section for way in ways for section in sections if way(section)), None)
    return [Sheet(section, forms[section.item.pk], section is opened) for section in sections]
