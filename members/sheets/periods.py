"""What a row of a spreadsheet says of standing and representatives, and whether it may be given by an import.

An import only adds: what somebody has is changed, ended or handed on at its own page, where it has its reasons and
letters.
"""

import re

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Standing
from members.sheets.columns import as_choice
from members.sheets.days import day

AMONG = re.compile(r"[;,\s]+")


def stand(known, one, periods) -> None:
    """Add to a Plan the standing in its cells; `periods` are those that are there already, raises ValidationError."""
    said = {name: day(one.cells[name]) for name in ("starts_on", "ends_on") if name in one.cells}
    if "capacity" not in one.cells:
        if said:
            raise ValidationError(_("there are days and no standing. Please write which standing, or empty them."))
        return
    said["capacity"] = as_choice("capacity", one.cells["capacity"])
    if _is_there(said, periods):
        return
    facts = {"starts_on": timezone.localdate(), "ends_on": None} | said
    _refuse(known, facts, periods)
    one.give("standing", {name: value and str(value) for name, value in facts.items()})


def _is_there(said, periods) -> bool:
    """Whether one of the periods says all that the row says, and if the row says no days goes on today."""
    today = timezone.localdate()
    for period in periods:
        days = "starts_on" in said or (period["starts_on"] <= today and (period["ends_on"] or today) >= today)
        if days and all(period[name] == value for name, value in said.items()):
            return True
    return False


def _refuse(known, facts, periods) -> None:
    if facts["ends_on"] and facts["ends_on"] < facts["starts_on"]:
        raise ValidationError(_("the standing ends before it begins. Please check the two days."))
    for period in periods:
        ends_before = facts["ends_on"] and facts["ends_on"] < period["starts_on"]
        if not ends_before and not (period["ends_on"] and period["ends_on"] < facts["starts_on"]):
            label = Standing.Capacity(period["capacity"]).label
            raise ValidationError(
                _("has another standing in these days (%(standing)s, from %(day)s). Please change it on its own page."),
                params={"standing": label, "day": str(period["starts_on"])},
            )
    if facts["capacity"] not in known.capacities:
        raise ValidationError(_("the Forum does not use this standing. The rules of membership say which it uses."))


def represent(known, one, body) -> None:
    """Add to an organisation's Plan the representatives in its cells who are not known yet; raises ValidationError."""
    voter, others = _people(known, one, "voter"), _people(known, one, "representatives")
    if len(voter) > 1:
        raise ValidationError(_("only one person votes for an organisation. Please leave one address."))
    if not (voter or others):
        return
    held = known.representatives.get(body.pk, {}) if body else {}
    votes = [person for person, is_voting in held.items() if is_voting]
    for person in dict.fromkeys(voter + others):
        is_voting = person in voter
        if person not in held and not (is_voting and votes):
            one.give(
                "representative",
                {"person_id": person, "is_voting": is_voting, "starts_on": str(timezone.localdate()), "ends_on": None},
            )
        elif is_voting and votes != [person]:
            raise ValidationError(
                _("somebody else votes for it, or this person without a vote. Please change it on its own page.")
            )


def _people(known, one, field) -> list:
    found = []
    for address in filter(None, AMONG.split(one.cells.get(field, "").lower())):
        person = known.people.get(address)
        if person is None or not person.is_active:
            raise ValidationError(
                _("we know nobody with the address “%(text)s”. Please import people first."),
                params={"text": address[:60]},
            )
        found.append(person.pk)
    return found
