"""The register of outcomes: saving one, which are shown, what each came of, and the register as a spreadsheet."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.db import transaction
from django.db.models import Model, Q
from django.db.models.functions import ExtractYear
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.doors.overview import Line
from common.filing import files, stored
from common.languages.sides import columns_in_use, headed
from common.rich_text import plain_text
from library import access
from library.models import CaseStudy, Consultation, Outcome, OutcomeField, Talk
from library.outcomes import own
from taskgroups.models import TaskGroup


class Through(NamedTuple):
    """A kind of thing through which something can change, and what it is called."""

    model: type[Model]
    label: str


class Entry(NamedTuple):
    """An outcome as a list shows it, with what it came through."""

    outcome: Outcome
    ties: list[Line]


THROUGH: Mapping[str, Through] = {
    "group": Through(TaskGroup, gettext_lazy("Task and Finish Group")),
    "talk": Through(Talk, gettext_lazy("Talk")),
    "study": Through(CaseStudy, gettext_lazy("Case study")),
    "consultation": Through(Consultation, gettext_lazy("Consultation")),
}
NOTHING = "none"  # through none of these


@transaction.atomic
def save(*, form, by) -> bool:
    """Save the form of an outcome with its file; return whether it was current. Raises common.filing.stored.NoRoom.

    Who keeps the library has looked at it by saving it; of anybody else a new one is suggested.
    """
    row, before = form.instance, form.instance.source_file.name
    also = [*_looked_at(row, by), *_filed(row, form)]
    is_saved = form.save_if_current(also=also)
    if is_saved and form.changes_file:
        stored.set_aside(before)
    return is_saved


def _filed(row, form) -> list:
    if not form.changes_file:
        return []
    file = form.cleaned_data["file"]
    row.source_file, row.source_name = (file, files.clean_name(file.name)) if file else ("", "")
    return ["source_file", "source_name"]


def _looked_at(row, by) -> list:
    """Set who suggested a new outcome, or when it was looked at and first shown; return the columns that were set."""
    if not access.may_keep_library(by):
        row.suggested_by = by if row._state.adding else row.suggested_by
        return []
    now, news = timezone.now(), []
    if row.waits:
        row.settled_at = now
        news.append("settled_at")
    if row.shown_at is None and not row.is_unshown:
        row.shown_at = now
        news.append("shown_at")
    return news


def outcomes(reader, *, year=None, through="", sureness=""):
    """Return the outcomes that a reader may see, the last ones first: of a year, through a kind of thing that they may
    see, and so sure, where it is asked for.
    """
    rows = Outcome.objects.visible_to(reader).dated()
    rows = rows.filter(day__year=year) if year else rows
    rows = rows.filter(sureness=sureness) if sureness else rows
    if through == NOTHING:
        return rows.filter(~Q(*(_seen(reader, key) for key in THROUGH), _connector=Q.OR))
    return rows.filter(_seen(reader, through)) if through in THROUGH else rows


def _seen(reader, key) -> Q:
    """Return the condition that an outcome came through a thing of this kind that a reader may see."""
    keys = THROUGH[key].model._default_manager.visible_to(reader).order_by().values("pk")
    return Q(**{f"{key}__isnull": False, f"{key}__in": keys})


def years(reader) -> list[int]:
    """Return the years to which the outcomes that a reader may see belong, the last one first."""
    rows = Outcome.objects.visible_to(reader).dated().annotate(year=ExtractYear("day"))
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def ties(rows, seen: Callable) -> dict[int, list[Line]]:
    """Return {key of an outcome: what it came through, as Lines} for all of `rows`, by one query a kind at most; `seen`
    gives of a model's manager the rows that its reader may see.
    """
    found: dict[int, list[Line]] = {row.pk: [] for row in rows}
    for key, kind in THROUGH.items():
        keys = {getattr(row, f"{key}_id") for row in rows} - {None}
        things = {one.pk: one for one in seen(kind.model._default_manager).filter(pk__in=keys)} if keys else {}
        for row in rows:
            if thing := things.get(getattr(row, f"{key}_id")):
                title = thing.title if hasattr(thing, "title_en") else thing.name
                found[row.pk].append(Line(title, thing.get_absolute_url(), str(kind.label), row.pk))
    return found


def entries(rows, reader) -> list[Entry]:
    """Return outcomes with what they came through, as far as a reader may see it."""
    rows = list(rows)
    found = ties(rows, lambda manager: manager.visible_to(reader))
    return [Entry(row, found[row.pk]) for row in rows]


def sheet(rows, reader) -> list[list]:
    """Return outcomes as the rows of a spreadsheet, headings first, with all fields of our own."""
    fields = list(OutcomeField.objects.all())
    columns = [
        *("title_en", "title_cy", "changed_en", "changed_cy", "for_whom_en", "for_whom_cy", "happened_on", "until"),
        *("how_known_en", "how_known_cy", "source_en", "source_cy", "source_link", "source_name"),
    ]
    columns = columns_in_use(columns)
    heads = [capfirst(headed(Outcome._meta.get_field(name).verbose_name, name)) for name in columns]
    more = [_("How sure we are"), _("Through"), _("Who may see it")]
    first = [*heads, *more, *(field.label for field in fields)]
    return [first, *(_line(entry, columns, fields) for entry in entries(rows, reader))]


def _line(entry, columns, fields) -> list:
    row = entry.outcome
    facts = [_fact(row, name) for name in columns]
    through = "; ".join(line.title for line in entry.ties)
    own_facts = [_own(field, row) for field in fields]
    return [*facts, row.get_sureness_display(), through, row.get_audience_display(), *own_facts]


def _fact(row, name):
    value = getattr(row, name)
    return plain_text(value) if name.startswith("changed") else value or ""


def _own(field, row) -> str:
    value = row.own.get(str(field.pk))
    return "" if value is None else value if field.kind == own.Kind.NUMBER else own.in_words(field, value)
