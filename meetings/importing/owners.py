"""Who an action of past minutes belongs to, and until when it was to be done, as far as its words say so."""

import re

from meetings.importing.facts import date_in

LEADS = re.compile(r"^(.{2,60}?)(?:\s+(?:to|will|should|i|agreed to)\s|\s*[:–]|\s+-\s|,\s)", re.DOTALL)
ENDS = re.compile(r"(?:\(([^()]{2,60})\)|[–-]\s*([^–()-]{2,40}))\s*\.?\s*$")


class Owners:
    """The people and organisations that actions may belong to: those who were there by first name or initials too."""

    def __init__(self, known, people, organisations):
        self.found = {}
        for organisation in organisations:
            for name in (organisation.name_en, organisation.name_cy):
                self._add(name, organisation=organisation)
        for person in people:
            self._add(person.name, person=person)
        first, initials = {}, {}
        for name, person in known.items():
            self._add(name, person=person)
            first.setdefault(person.name.split()[0], []).append(person)
            initials.setdefault("".join(word[0] for word in person.name.split()), []).append(person)
        for names in (first, initials):
            for name, people_of in names.items():
                if len(set(people_of)) == 1 and name.casefold() not in self.found:
                    self._add(name, person=people_of[0])

    def _add(self, name, *, person=None, organisation=None):
        if name:
            self.found[name.casefold()] = {"owner": person} if person else {"owner_organisation": organisation}

    def of(self, text):
        """Return the columns of an action that say whose it is and by when; None if nobody is found."""
        leads, ends = LEADS.match(text), ENDS.search(text)
        wishes = [leads[1] if leads else "", text, *(ends.groups() if ends else ())]
        owner = next((self.found[one] for one in map(_plain, wishes) if one in self.found), None)
        return None if owner is None else owner | {"due_on": date_in(text)[0]}


def _plain(text):
    return (text or "").strip(" .,:[]").casefold()
