"""What importing one row of a spreadsheet would do, told before anything is done."""

import re
from dataclasses import dataclass, field
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from common.text import tidy_line
from members.models import ImportRun, Organisation, Person
from members.models.people import ERASED
from members.sheets.columns import CHOICES, LONG, as_choice, check_cells
from members.sheets.periods import represent, stand

PERSONAL = ("name", "role_there", "area", "language", "phone", *LONG)
# A telephone number that a spreadsheet took for a sum.
ZERO_LOST, PLUS_LOST, AS_A_SUM = (re.compile(form) for form in (r"[1-9]\d{9}", r"44\d{10}", r"\d+([.,]\d+)?E\+\d+"))


@dataclass
class Plan:
    """One row: what it would do ("create", "update", "same"), to whom, and with which facts; or `why` it cannot be
    imported.

    `given` are the rows beside it that it would make, each with what it is ("standing", "representative") and its
    facts;
    `why` is said in each language.
    """

    line: int
    cells: dict
    name: str = ""
    what: str = ""
    key: str = ""
    pk: int | None = None
    facts: dict = field(default_factory=dict)
    was: dict = field(default_factory=dict)
    new_body: str = ""
    given: list = field(default_factory=list)
    mark: str = ""
    why: dict = field(default_factory=dict)

    def give(self, what, facts) -> None:
        """Note a row beside it that importing would make."""
        self.given.append({"what": what, "facts": facts})

    def kept(self):
        """Return what the import keeps of it."""
        names = ("line", "cells", "name", "what", "pk", "facts", "was", "new_body", "given", "mark")
        return {name: getattr(self, name) for name in names}


def plan(kind, known, line, cells) -> Plan:
    """Return the Plan of one row."""
    one = Plan(
        line, cells, name=cells.get("name") or cells.get("name_en") or cells.get("name_cy") or cells.get("email", "")
    )
    try:
        check_cells(cells)
        (_person if kind == ImportRun.Kind.PEOPLE else _body)(known, one)
    except ValidationError as wrong:
        one.why = in_each_language(partial(_said, wrong))
    return one


def in_each_language(say) -> dict:
    """Return {language: what the function says then}."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found[language] = str(say())
    return found


def _said(wrong) -> str:
    """Return what is wrong, with the name of the column where Django knows it."""
    if not hasattr(wrong, "error_dict"):
        return " ".join(wrong.messages)
    said = wrong.message_dict.items()
    return " ".join(
        f"{_named(name)}: {one}" if name != "__all__" else one for name, messages in said for one in messages
    )


def _named(name):
    model = Person if hasattr(Person, name) else Organisation
    return model._meta.get_field(name).verbose_name


def _facts(cells, names) -> dict:
    """Return the facts in a row's cells; a cell that is empty says nothing."""
    return {name: as_choice(name, cells[name]) if name in CHOICES else cells[name] for name in names if name in cells}


def _once(known, key, line) -> None:
    if key in known.passed:
        said = _("this stands in line %(line)s already, which counts. Please keep one of the two.")
        raise ValidationError(said, params={"line": known.passed[key]})
    known.passed[key] = line


def _person(known, one) -> None:
    email = one.cells.get("email", "").lower().removeprefix("mailto:")
    if not email:
        raise ValidationError(_("an e-mail address is needed."))
    validate_email(email)
    if email.endswith(ERASED):
        raise ValidationError(_("this person has been erased."))
    person = known.people.get(email)
    one.key = person.email.lower() if person else email
    facts = _facts(one.cells, PERSONAL)
    if person is None and "name" not in facts:
        raise ValidationError(_("a name is needed for somebody we do not know yet."))
    if "phone" in facts and not (person and person.phone == facts["phone"]):
        facts["phone"] = _telephone(facts["phone"])
    Person(**{"name": "x", "email": email} | facts).clean_fields(exclude=["password", "organisation"])
    _organisation(known, one, facts)
    _interests(known, one, facts)
    stand(known, one, known.standings.get(person.pk, []) if person else [])
    _settle(one, person, facts)
    _refuse(known, one, person)
    _refuse_another(known, person, facts)
    _once(known, one.key, one.line)


def _refuse_another(known, person, facts) -> None:
    """Raise ValidationError where a row seems to be about somebody else than whom its address belongs to."""
    name = facts.get("name", "")
    if person is not None and name and name.split()[0].casefold() != person.name.split()[0].casefold():
        raise ValidationError(
            _("this address belongs to %(name)s. Two people need two addresses; a new name belongs on their page."),
            params={"name": person.name},
        )
    twin = known.by_telephone.get((name.casefold(), facts.get("phone"))) if person is None else None
    if twin is not None:
        raise ValidationError(
            _("%(name)s is here with this telephone number and another address (%(email)s). Please use that one."),
            params={"name": twin.name, "email": twin.email},
        )


def _telephone(text) -> str:
    """Return telephone numbers with the sign or the nought that a spreadsheet took off; raises ValidationError."""
    if " / " in text:
        return " / ".join(map(_telephone, text.split(" / ")))
    if AS_A_SUM.fullmatch(text):
        raise ValidationError(
            _("“%(text)s” is a telephone number that the spreadsheet has cut short. Please write it again as text."),
            params={"text": text},
        )
    sign = "0" if ZERO_LOST.fullmatch(text) else "+" if PLUS_LOST.fullmatch(text) else ""
    return f"{sign}{text}"


def _refuse(known, one, person) -> None:
    """Raise ValidationError where a row would change somebody whom no spreadsheet changes."""
    if person is None or one.what == "same":
        return
    if person.pk in known.guarded:
        raise ValidationError(
            _("has rights of administration, so that no spreadsheet changes them. Please do it on their own page.")
        )
    if not person.is_active:
        raise ValidationError(_("this account is closed. Please give the standing again on their own page first."))


def _organisation(known, one, facts) -> None:
    name = one.cells.get("organisation")
    if not name:
        return
    body = known.bodies.get(name.casefold())
    if body is None:
        Organisation(name_en=name).clean_fields()
        one.new_body = name
    else:
        facts["organisation_id"] = body.pk


def _interests(known, one, facts) -> None:
    if "interests" not in one.cells:
        return
    names = [name.strip() for name in one.cells["interests"].split(";") if name.strip()]
    for name in names:
        if name.casefold() not in known.interests:
            raise ValidationError(
                _("“%(text)s” is no interest on our list; several stand with “;” between them."),
                params={"text": name[:60]},
            )
    facts["interests"] = sorted({known.interests[name.casefold()] for name in names})


def _body(known, one) -> None:
    facts = _facts(one.cells, ("name_en", "name_cy", "kind", "area", "website"))
    names = [facts[name].casefold() for name in ("name_en", "name_cy") if name in facts]
    if not names:
        raise ValidationError(_("a name is needed."))
    if "website" in facts and "://" not in facts["website"]:
        facts["website"] = f"https://{facts['website']}"
    Organisation(**facts).clean_fields()
    found = {known.bodies[name].pk: known.bodies[name] for name in names if name in known.bodies}
    if len(found) > 1:
        raise ValidationError(_("the English and the Welsh name belong to two organisations that we know."))
    body = next(iter(found.values()), None)
    stand(known, one, known.body_standings.get(body.pk, []) if body else [])
    represent(known, one, body)
    for name in dict.fromkeys(names):
        _once(known, name, one.line)
    _settle(one, body, facts)


def read(row, name):
    """Return what a row has as a fact: a column's value, or the keys of somebody's interests."""
    return sorted(interest.pk for interest in row.interests.all()) if name == "interests" else getattr(row, name)


def _settle(one, row, facts) -> None:
    """Write into a plan what is new, compared with the row that is there."""
    if row is None:
        one.what, one.facts = "create", facts
        return
    one.pk, one.name = row.pk, str(row)
    one.facts = {name: value for name, value in facts.items() if not _is_same(name, read(row, name), value)}
    one.was = {name: read(row, name) for name in one.facts}
    if one.new_body:
        one.was["organisation_id"] = row.organisation_id
    one.what = "update" if one.facts or one.given or one.new_body else "same"


def _is_same(name, was, value) -> bool:
    return tidy_line(was) == tidy_line(value) if name in LONG else was == value
