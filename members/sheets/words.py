"""What an import says of its rows, in the language of who reads it now."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.both_languages import reading_language
from members.models import Interest, Organisation, Person
from members.sheets.columns import CHOICES, heading, label


def reasons(rows) -> list:
    """Return rows with a reason, each as {line, name, why}; of imports of before in the language they were made in."""
    language = reading_language()
    return [row | {"why": row["why"].get(language, "") if isinstance(row["why"], dict) else row["why"]} for row in rows]


def told(run, rows) -> list:
    """Return rows that do something, each as {line, name, what, changes}; a change is (name,
    text before, text after).
    """
    words = _Words(run, rows)
    return [
        {"line": row["line"], "name": row["name"], "what": row["what"], "changes": words.changes(row)} for row in rows
    ]


class _Words:
    """What keys stand for, read once for all rows of a page."""

    def __init__(self, run, rows) -> None:
        self.kind = run.kind
        facts = [part for row in rows for part in (row["facts"], row.get("was", {}))]
        bodies = {part["organisation_id"] for part in facts if part.get("organisation_id")}
        self.bodies = Organisation.objects.in_bulk(bodies) if bodies else {}
        people = {
            one["facts"]["person_id"] for row in rows for one in row.get("given", []) if one["what"] == "representative"
        }
        self.people = Person.objects.in_bulk(people) if people else {}
        self.interests = Interest.objects.in_bulk() if any("interests" in part for part in facts) else {}

    def changes(self, row):
        """Return [(name, text before, text after)] of one row."""
        was = row.get("was", {})
        found = [
            (self.name(name), self.text(name, was.get(name)), self.text(name, value))
            for name, value in row["facts"].items()
            if value != row["name"]
        ]
        if row.get("new_body") and "organisation_id" not in row["facts"]:
            found.append(
                (self.name("organisation"), self.text("organisation_id", was.get("organisation_id")), row["new_body"])
            )
        return found + [self.given(one["what"], one["facts"]) for one in row.get("given", [])]

    def name(self, name):
        return heading(self.kind, name.removesuffix("_id"))

    def text(self, name, value):
        if name == "organisation_id":
            return str(self.bodies.get(value, ""))
        if name == "interests":
            return "; ".join(str(self.interests[key]) for key in value or [] if key in self.interests)
        return label(name, value) if name in CHOICES else str(value or "")

    def given(self, what, facts):
        if what == "standing":
            days = [
                date_format(datetime.date.fromisoformat(facts[name]), "j F Y")
                for name in ("starts_on", "ends_on")
                if facts[name]
            ]
            return (_("standing"), "", f"{label('capacity', facts['capacity'])}, {' – '.join(days)}")
        return (
            _("votes for it") if facts["is_voting"] else _("represents it"),
            "",
            str(self.people.get(facts["person_id"], "")),
        )
