"""The columns of spreadsheets of people and organisations: what they are called, and how a cell becomes a fact.

Who may see a person's address or telephone number is theirs to say: spreadsheets neither hold it nor change it.
"""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from common.languages import sides
from common.text import LOST, refuse_formula, tidy_line
from members.models import ImportRun, Language, Organisation, Standing, areas
from members.sheets.headings import field_of, headings_in
from members.sheets.spreadsheets import ASTRAY

# field: the headings it is known by, the first two as exports write it in English and in Welsh
PERIOD = {
    "capacity": ("Standing", "Statws", "capacity"),
    "starts_on": ("From", "O", "since", "ers"),
    "ends_on": ("To", "Hyd", "until", "i"),
}
PEOPLE = {
    "email": (
        *("E-mail", "E-bost", "email", "ebost", "e-mail address", "email address"),
        *("cyfeiriad e-bost", "cyfeiriad ebost"),
    ),
    "name": (
        *("Name", "Enw", "full name", "your name", "member name", "contact name"),
        *("enw llawn", "eich enw", "enw’r aelod", "enw'r aelod", "enw cyswllt"),
    ),
    "organisation": (
        *("Organisation", "Sefydliad", "organization", "organisation name", "company"),
        *("enw’r sefydliad", "enw'r sefydliad", "mudiad", "corff", "cwmni"),
    ),
    "role_there": ("Role", "Rôl", "role there", "job title", "position", "swydd", "teitl swydd", "teitl y swydd"),
    "area": ("Area", "Ardal", "area of wales"),
    "language": (
        *("Language", "Iaith", "preferred language", "language preference"),
        *("dewis iaith", "iaith ddewisol", "iaith a ffefrir"),
    ),
    "phone": (
        *("Telephone", "Ffôn", "phone", "tel", "tel no", "telephone number", "phone number", "landline"),
        *("ffon", "rhif ffôn", "rhif ffon"),
    ),
    **PERIOD,
    "interests": ("Interests", "Diddordebau"),
    "about_en": ("About (English)", "Amdanynt (Saesneg)", "about", "about_en"),
    "about_cy": ("About (Welsh)", "Amdanynt (Cymraeg)", "amdanynt", "about_cy"),
}
ORGANISATIONS = {
    "name_en": ("Name (English)", "Enw (Saesneg)", "name", "name_en", "organisation", "organisation name"),
    "name_cy": ("Name (Welsh)", "Enw (Cymraeg)", "enw", "name_cy", "sefydliad", "enw’r sefydliad", "enw'r sefydliad"),
    "kind": ("Kind", "Math"),
    "area": ("Area", "Ardal", "area of wales"),
    "website": ("Website", "Gwefan", "web site", "url"),
    **PERIOD,
    "voter": ("Votes for it", "Yn pleidleisio drosto", "voting representative"),
    "representatives": ("Other representatives", "Cynrychiolwyr eraill", "representatives", "cynrychiolwyr"),
}
ELSEWHERE = {
    "first_name": ("First name", "Enw cyntaf", "forename", "given name", "enw bedydd"),
    "surname": ("Surname", "Cyfenw", "last name", "family name"),
    "joined": ("Joined", "Ymunodd", "date joined", "dyddiad ymuno", "member since", "aelod ers"),
    "mobile": ("Mobile", "Ffôn symudol", "mobile number", "mobile phone", "symudol", "rhif symudol"),
}  # columns of other lists, which become facts of ours
COLUMNS = {ImportRun.Kind.PEOPLE: PEOPLE, ImportRun.Kind.ORGANISATIONS: ORGANISATIONS}
NEEDED = {ImportRun.Kind.PEOPLE: ("email",), ImportRun.Kind.ORGANISATIONS: ()}
CHOICES = {  # by column: what returns (value, label in the reader's language) of each
    "area": areas.choices,
    "language": lambda: Language.choices,
    "capacity": lambda: Standing.Capacity.choices,
    "kind": lambda: Organisation.Kind.choices,
}
ALSO = {"cymraeg": "cy", "saesneg": "en", "welsh": "cy", "english": "en"}
BROKEN = {
    "#N/A",
    "#REF!",
    "#NAME?",
    "#VALUE!",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "Err:508",
}  # what a failed formula leaves behind
LONG = ("about_en", "about_cy")  # texts of several lines
NAMES = ("name", "name_en", "name_cy", "organisation")
# A letter that the file's encoding did not know; in a text of several lines a question mark may end a word.
LOST_IN_TEXT = re.compile(r"\ufffd|\w\?\w|(?<!\S)\?\w")
# One address, bare or as mail programs copy it: "mair@b.example <mair@b.example>", "Mair Jones <mair@b.example>".
ADDRESS = re.compile(
    r'(?:mailto:)?([^\s<>;,"@]++@[^\s<>;,"@]++)(?:\s*<\1>)?'
    r'|"?(?P<name>[^<>";@]*+)(?:"\s*)?<(?P<named>[^\s<>;,"@]++@[^\s<>;,"@]++)>',
    re.I,
)
SURNAME_FIRST = re.compile(r"([^,]+), ([^,]+)")
NO_FIRST_NAME = re.compile(r"(?:MBE|OBE|CBE|BEM|JP|MP|MS|AS|PhD|Cllr|Dr)\.?")
MOSTLY = 0.8  # of the names of a list have their surnames first, so that all are read so
BEYOND = ""  # the key of what stands beyond the last heading


def in_use(kind) -> list:
    """Return the columns that an export has: no area where the Forum has none, and no side that it does not use."""
    has_areas = bool(areas.areas())
    return [name for name in sides.columns_in_use(COLUMNS[kind]) if has_areas or name != "area"]


def headings(kind) -> list:
    """Return the first row of an export, in the reader's language."""
    return [heading(kind, name) for name in in_use(kind)]


def _taken_over(cells) -> dict:
    """Return the cells with a name of two columns made one, the day that somebody joined as a member's, two telephones
    as one, and of "Mair Jones <mair@menter.example>" the address, and the name where there is no other. A cell that
    holds more than one address, or a remark beside it, stays as it is: nobody can tell which is meant.
    """
    first, last, joined, mobile = (cells.pop(name, "") for name in ELSEWHERE)
    name = " ".join(part for part in (first, last) if part)
    theirs = {"name": name} if name else {}
    theirs |= {"capacity": "member", "starts_on": joined} if joined else {}
    if mobile:
        cells["phone"] = " / ".join(dict.fromkeys(filter(None, (cells.get("phone"), mobile))))
    if found := ADDRESS.fullmatch(cells.get("email", "").strip(" ;,")):
        cells["email"] = found[1] or found["named"]
        beside = (found["name"] or "").strip()
        theirs = ({"name": beside} if beside else {}) | theirs
    return theirs | cells


def heading(kind, field) -> str:
    """Return what a column is called, in the reader's language; a side that is the only one says no language."""
    return sides.headed(COLUMNS[kind][field][get_language() == "cy"], field)


def named_cells(kind, rows) -> tuple:
    """Return ([(line number, {field: text})], [(line number,
    heading we do not know)]) of a spreadsheet; raises ValidationError.
    """
    head, begin = headings_in(rows, _by_name(kind), _wanted(kind))
    fields = _fields(kind, head)
    width = max(number for number, cell in enumerate(head) if cell) + 1
    found = [
        (number, _named(fields, row, width)) for number, row in enumerate(rows[begin:], start=begin + 1) if any(row)
    ]
    if not found:
        raise ValidationError(_("This spreadsheet has headings and no rows."))
    _turn_names(found)
    return found, [(begin, cell) for number, cell in enumerate(head) if cell and number not in fields]


def _turn_names(found) -> None:
    """Write "Jones, Mair" as people are called, in a list whose names are nearly all so."""
    names = [cells["name"] for _line, cells in found if "name" in cells]
    turned = {name: parts for name in names if (parts := SURNAME_FIRST.fullmatch(name)) and _is_first_name(parts[2])}
    sure = [parts for parts in turned.values() if " " not in parts[1]]  # "Mair Jones, Treasurer" is something else
    if len([name for name in names if name in turned]) < MOSTLY * len(names) or len(sure) * 2 < len(turned):
        return
    for _line, cells in found:
        if cells.get("name") in turned:
            cells["name"] = "{1} {0}".format(*turned[cells["name"]].groups())


def _is_first_name(text) -> bool:
    return len(text.split()) <= 2 and not NO_FIRST_NAME.fullmatch(text)


def _wanted(kind) -> tuple:
    return NEEDED[kind] or ("name_en", "name_cy")


def _by_name(kind) -> dict:
    read = COLUMNS[kind] | (ELSEWHERE if kind == ImportRun.Kind.PEOPLE else {})
    if not areas.areas():  # then a column of areas is one that we do not know
        del read["area"]
    told = {name.casefold(): field for field, names in read.items() for name in names}
    return told | {heading(kind, field).casefold(): field for field in in_use(kind)}


def _fields(kind, row) -> dict:
    """Return {position: field} for a row of headings; raises ValidationError."""
    by_name = _by_name(kind)
    fields = {number: field for number, cell in enumerate(row) if (field := field_of(by_name, cell))}
    if not set(fields.values()).intersection(_wanted(kind)):
        facts = {"names": ", ".join(headings(kind))}
        raise ValidationError(_("The first row must hold the headings, such as: %(names)s.") % facts)
    if len(set(fields.values())) < len(fields):
        raise ValidationError(_("Two columns have the same heading. Please rename or remove one."))
    return fields


def _named(fields, row, width) -> dict:
    cells = {field: row[number] for number, field in fields.items() if number < len(row) and row[number]}
    cells = {field: text if field in LONG else tidy_line(text) for field, text in cells.items()}
    cells = _taken_over(cells)
    beyond = " ".join(cell for cell in row[width:] if cell)
    return cells | {BEYOND: beyond} if beyond else cells


def label(field, value) -> str:
    """Return a choice as an export writes it, in the reader's language."""
    return str(dict(CHOICES[field]()).get(value, value or ""))


def as_choice(field, text):
    """Return the value of a choice from what a cell says, in either language; raises ValidationError."""
    said = ALSO.get(text.casefold(), text.casefold()) if field == "language" else text.casefold()
    for language, _name in settings.LANGUAGES:
        with override(language):
            for value, label_there in CHOICES[field]():
                if said in {value, value.replace("_", " "), str(label_there).casefold()}:
                    return value
    raise ValidationError(
        _("“%(text)s” is none of: %(choices)s."), params={"text": text[:60], "choices": _Listed(field)}
    )


class _Listed:
    """The labels of a column's choices, in the language in which they are read."""

    def __init__(self, field) -> None:
        self.field = field

    def __str__(self):
        return ", ".join(str(label) for _value, label in CHOICES[self.field]())


def check_cells(cells) -> None:
    """Raise ValidationError for cells that a spreadsheet program has spoilt, or that stand where no heading is."""
    if any(text.startswith(ASTRAY) for text in cells.values()):
        raise ValidationError(_("a quotation mark in this line is not closed. Please close it, or take it out."))
    if BEYOND in cells:
        raise ValidationError(
            _(
                "there is more in this row than there are headings (“%(text)s”): a comma too many, perhaps. Please "
                "check its columns."
            ),
            params={"text": cells[BEYOND][:40]},
        )
    for text in cells.values():
        if text in BROKEN:
            raise ValidationError(
                _("a formula failed here (%(text)s). Please write its result."), params={"text": text}
            )
    _check_letters(cells)
    for name in NAMES:
        refuse_formula(cells.get(name, ""))


def _check_letters(cells) -> None:
    """Raise ValidationError where a letter was lost; of texts alone: an address may hold a question mark."""
    for name in (*NAMES, "role_there", "interests", *LONG):
        text = cells.get(name, "")
        if (LOST_IN_TEXT if name in LONG else LOST).search(text):
            raise ValidationError(
                _(
                    "a letter was lost in “%(text)s” when the file was saved. Please write it again, and save as “CSV "
                    "UTF-8”."
                ),
                params={"text": text[:60]},
            )
