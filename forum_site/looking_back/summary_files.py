"""An annual summary as a file to keep: PDF (PDF/UA-1) or Word, in one language or both, with its picture of time."""

from pathlib import Path

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from common.both_languages import other
from common.printing.rich_tree import tree
from forum_site import doors
from members.printed import Printed, Word
from members.standing import founding

PAGES = Path(__file__).parent / "typst" / "summary.typ"


def summary_file(request, pk, kind, languages) -> Printed:
    """Return a summary, which who asks may see, in these languages, one after the other."""
    reader = request.user
    sides = [_side(reader, pk, language) for language in languages]
    with override(languages[0]):
        found = doors.summary(reader, pk)
        page = {
            "lang": languages[0],
            **founding.forum_of(request).for_paper(),
            "title": sides[0]["title"],
            "sides": sides,
            "kinds": found.tiles,
            "state": _("Draft") if found.is_draft else "",
            "labels": {
                "heading": _("Annual summary"),
                "page": _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
            },
        }
        name = slugify(f"{found.titles[languages[0]] or found.title} {' '.join(languages)}", allow_unicode=True)
        return Printed(f"{name}.{kind}", page, PAGES, Word(_form, _word) if kind == "docx" else None)


def _side(reader, pk, language) -> dict:
    """Return a summary in one language, or in the other where it has no text in this one."""
    with override(language):
        found = doors.summary(reader, pk)
        said = language if found.texts[language] else other(language)
        return {
            "lang": language,
            "said": said,
            "title": {"text": str(found.title), "lang": found.title.lang},
            "text": tree(found.texts[said]),
            "bars": [[year, [list(part[:4]) for part in parts]] for year, _minutes, parts in found.bars],
            "spent": _("How the time of meetings was spent"),
            "heads": [_("Kind"), pgettext("time", "Minutes"), _("Share")],
        }


def _form() -> bytes:
    return Path(__file__).read_bytes()


def _word(page) -> bytes:
    from common.printing.word_prose import Prose  # large, and few documents are made
    from common.printing.word_sheet import Sheet

    sheet = Sheet(page, page["state"])
    sheet.letterhead(page, page["forum"])
    for side in page["sides"]:
        sheet.heading(0, side["title"]["text"], side["title"]["lang"])
        Prose(sheet, side["said"]).add(side["text"])
        if side["bars"]:
            sheet.heading(1, side["spent"], side["lang"])
        for year, parts in side["bars"]:
            sheet.heading(2, str(year))
            rows = [[(label, side["lang"]), (str(took), ""), (f"{share}%", "")] for _kind, label, took, share in parts]
            sheet.table([(head, place > 0) for place, head in enumerate(side["heads"])], (None, 2.6, 2.6), rows)
    return sheet.bytes()
