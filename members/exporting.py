"""Exports of people and organisations, with the columns that an import reads."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from members.columns import headings
from members.importing_plan import ERASED
from members.models import ImportRun, Organisation, Person, Standing
from members.spreadsheets import written


def exported(*, kind, suffix, by):
    """Return the bytes of a spreadsheet with everything of a kind that this reader may see; who took it is kept in the log."""
    rows = list((_people if kind == ImportRun.Kind.PEOPLE else _organisations)(by))
    model = Person if kind == ImportRun.Kind.PEOPLE else Organisation
    said = f"Exported {len(rows)} rows as {suffix}"
    LogEntry.objects.create(
        user=by, content_type=ContentType.objects.get_for_model(model), object_repr=str(kind), action_flag=CHANGE, change_message=said
    )
    return written([headings(kind), *rows], suffix)


def _people(reader):
    standing = {row.person_id: row for row in Standing.objects.current()}
    rows = Person.objects.visible_to(reader).exclude(email__endswith=ERASED).select_related("organisation")
    for row in rows:
        body, held = row.organisation, standing.get(row.pk)
        place = (body.name_en or body.name_cy) if body else ""
        yield [
            *(row.email, row.name, place, row.role_there, row.area, row.language, row.phone),
            *((held.capacity, held.starts_on.isoformat()) if held else ("", "")),
        ]


def _organisations(reader):
    for row in Organisation.objects.visible_to(reader):
        yield [row.name_en, row.name_cy, row.kind, row.area, row.website]
