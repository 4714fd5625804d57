"""Who an action of past minutes belongs to, and until when it was to be done, as far as its words say so."""

import re

from meetings.phrases.known import Known, plain
from meetings.phrases.outcomes import due_in
from meetings.phrases.sheet import LISTS, SIDES
from meetings.phrases.tasks import doers

LEADS = re.compile(r"^(.{2,60}?)(?:\s+\(?(?:to|will|should|i|agreed to|by|erbyn)\s|\s*[:–]|\s+-\s|,\s)", re.DOTALL)
ENDS = re.compile(r"(?:\(([^()]{2,60})\)|[–-]\s*([^–()-]{2,40}))\s*\.?\s*$")


class Owners:
    """The people and organisations that actions may belong to; who was there also by first name, initials or office.

    `who` says which person each name on the lists of the sheet is.
    """

    def __init__(self, sheet, who, people, organisations) -> None:
        self.known = Known(one for name in LISTS for one in getattr(sheet, name))
        self.who = {name: person for name, person in who.items() if person}
        self.columns = {}
        for organisation in organisations:
            for name in (organisation.name_en, organisation.name_cy):
                self._add(name, {"owner_organisation": organisation})
        firsts = {}
        for person in people:
            self._add(person.name, {"owner": person})
            firsts.setdefault(plain(person.name.split()[0]), []).append(person)
        for first, named in firsts.items():
            if len(named) == 1 and first not in self.columns:
                self._add(first, {"owner": named[0]})

    def _add(self, name, columns) -> None:
        if name:
            self.columns[plain(name)] = columns

    def of(self, text, meeting=None):
        """Return the columns of the actions that a text makes, one an owner; [] if nobody is found."""
        for side in text.split(SIDES.strip()):
            people = [self.who[name] for name in doers(side, self.known) if name in self.who]
            found = [{"owner": person} for person in dict.fromkeys(people)] or self._elsewhere(side)
            if found:
                return [columns | {"due_on": self.due(text, meeting)} for columns in found]
        return []

    def _elsewhere(self, text):
        """Return the columns of somebody who was not there, or of an organisation, by the whole name."""
        leads, ends = LEADS.match(text.strip()), ENDS.search(text)
        wishes = [leads[1] if leads else "", text[:200], *(ends.groups() if ends else ())]
        found = (self.columns.get(plain(wish)) for wish in wishes if wish)
        return [columns for columns in found if columns][:1]

    @staticmethod
    def due(text, meeting=None):
        """Return when an action is to be done by, in whichever language its text says so."""
        return next((due for side in text.split(SIDES.strip()) if (due := due_in(side, meeting))), None)
