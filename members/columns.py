"""The columns of spreadsheets of people and organisations: what they are called, and how a cell becomes a fact."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.models import Area, ImportRun, Language, Organisation, Standing

# field: the headings it is known by, the first as exports write it
PEOPLE = {
    "email": ("E-mail", "email", "e-mail address", "e-bost", "cyfeiriad e-bost"),
    "name": ("Name", "enw"),
    "organisation": ("Organisation", "sefydliad"),
    "role_there": ("Role", "role there", "rôl", "swydd"),
    "area": ("Area", "area of wales", "ardal"),
    "language": ("Language", "iaith"),
    "phone": ("Telephone", "phone", "ffôn", "rhif ffôn"),
    "capacity": ("Standing", "capacity", "statws"),
    "starts_on": ("From", "since", "o", "ers"),
}
ORGANISATIONS = {
    "name_en": ("Name (English)", "name", "name_en", "enw (saesneg)"),
    "name_cy": ("Name (Welsh)", "name_cy", "enw (cymraeg)", "enw"),
    "kind": ("Kind", "math"),
    "area": ("Area", "area of wales", "ardal"),
    "website": ("Website", "gwefan"),
}
COLUMNS = {ImportRun.Kind.PEOPLE: PEOPLE, ImportRun.Kind.ORGANISATIONS: ORGANISATIONS}
NEEDED = {ImportRun.Kind.PEOPLE: ("email",), ImportRun.Kind.ORGANISATIONS: ()}
CHOICES = {"area": Area, "language": Language, "capacity": Standing.Capacity, "kind": Organisation.Kind}
WELSH = {  # what a Welsh spreadsheet says, for who reads the site in English too
    "aelod": "member", "partner": "partner", "aelod cyswllt": "associate", "cymraeg": "cy", "saesneg": "en", "welsh": "cy",
    "gogledd cymru": "north", "canolbarth cymru": "mid", "de-orllewin cymru": "south_west", "de-ddwyrain cymru": "south_east",
    "cymru gyfan": "all",
}  # fmt: skip
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")


def headings(kind):
    """Return the first row of an export."""
    return [names[0] for names in COLUMNS[kind].values()]


def named_cells(kind, rows):
    """Return [(line number, {field: text})] for the rows of a spreadsheet with headings; raises ValidationError."""
    first = next((number for number, row in enumerate(rows) if any(row)), None)
    if first is None:
        raise ValidationError(_("This spreadsheet is empty."))
    fields = _fields(kind, rows[first])
    found = [(number, _named(fields, row)) for number, row in enumerate(rows[first + 1 :], start=first + 2) if any(row)]
    if not found:
        raise ValidationError(_("This spreadsheet has headings and no rows."))
    return found


def _fields(kind, row):
    """Return {position: field} for a row of headings; raises ValidationError."""
    by_name = {name.casefold(): field for field, names in COLUMNS[kind].items() for name in names}
    fields = {number: by_name[cell.casefold()] for number, cell in enumerate(row) if cell.casefold() in by_name}
    wanted = NEEDED[kind] or ("name_en", "name_cy")
    if not set(fields.values()).intersection(wanted):
        facts = {"names": ", ".join(headings(kind))}
        raise ValidationError(_("The first row must hold the headings, such as: %(names)s.") % facts)
    if len(set(fields.values())) < len(fields):
        raise ValidationError(_("Two columns have the same heading. Please rename or remove one."))
    return fields


def _named(fields, row):
    return {field: row[number] for number, field in fields.items() if number < len(row) and row[number]}


def chosen(field, text):
    """Return the value of a choice from what a cell says, in either language; raises ValidationError."""
    values = CHOICES[field]
    said = WELSH.get(text.casefold(), text.casefold())
    for value, label in values.choices:
        if said in (value, str(label).casefold(), value.replace("_", " ")):
            return value
    facts = {"text": text[:60], "choices": ", ".join(str(label) for value, label in values.choices)}
    raise ValidationError(_("“%(text)s” is none of: %(choices)s.") % facts)


def day(text):
    """Return the date in a cell; raises ValidationError."""
    for form in DAYS:
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValidationError(_("“%(text)s” is no date; please write it as 2026-03-10 or 10/03/2026.") % {"text": text[:30]})
