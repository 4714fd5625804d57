"""Exports of people and organisations, with the columns that an import reads."""

from collections import defaultdict

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_noop

from members.models import ImportRun, Organisation, OrganisationStanding, Person, Representative, Standing
from members.models.people import ERASED
from members.sheets.columns import COLUMNS, headings, in_use, label
from members.sheets.spreadsheets import written

EXPORTED = gettext_noop("Exported to a spreadsheet")  # the log of the admin says it in its reader's language


def exported(*, kind, suffix, by):
    """Return the bytes of a spreadsheet with everything of a kind that this reader may see;
    who took it is kept in the log.
    """
    names, wanted = list(COLUMNS[kind]), set(in_use(kind))
    whole = list((_people if kind == ImportRun.Kind.PEOPLE else _organisations)(by))
    rows = [[cell for name, cell in zip(names, row, strict=True) if name in wanted] for row in whole]
    model = Person if kind == ImportRun.Kind.PEOPLE else Organisation
    taken, table = f"{len(rows)} × {suffix}", ContentType.objects.get_for_model(model)
    LogEntry.objects.create(user=by, content_type=table, object_repr=taken, action_flag=CHANGE, change_message=EXPORTED)
    return written([headings(kind), *rows], suffix)


def _people(reader):
    standing = _latest(Standing, "person_id")
    rows = (
        Person.objects.visible_to(reader)
        .exclude(email__endswith=ERASED)
        .select_related("organisation")
        .prefetch_related("interests")
    )
    for row in rows:
        yield [
            *(row.email, row.name, str(row.organisation or ""), row.role_there, label("area", row.area)),
            *(label("language", row.language), row.phone, *_period(standing.get(row.pk))),
            *("; ".join(str(interest) for interest in row.interests.all()), row.about_en, row.about_cy),
        ]


def _organisations(reader):
    standing, voters, others = _latest(OrganisationStanding, "organisation_id"), defaultdict(list), defaultdict(list)
    for row in (
        Representative.objects.not_over()
        .filter(person__is_active=True)
        .select_related("person")
        .order_by("person__email")
    ):
        (voters if row.is_voting else others)[row.organisation_id].append(row.person.email)
    for row in Organisation.objects.visible_to(reader):
        represented = (", ".join(voters[row.pk]), ", ".join(others[row.pk]))
        facts = (row.name_en, row.name_cy, label("kind", row.kind), label("area", row.area), row.website)
        yield [*facts, *_period(standing.get(row.pk)), *represented]


def _latest(model, key) -> dict:
    """Return {person or organisation: the standing that began last}."""
    return {getattr(row, key): row for row in model.objects.order_by("starts_on", "pk")}


def _period(row) -> list:
    if row is None:
        return ["", "", ""]
    return [label("capacity", row.capacity), row.starts_on.isoformat(), row.ends_on.isoformat() if row.ends_on else ""]
