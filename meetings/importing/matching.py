"""The names on the lists of past minutes as people of this site, and whose its actions will be."""

import re
from dataclasses import dataclass

from meetings.importing.owners import Owners
from meetings.phrases.offers import offers_of
from meetings.phrases.sheet import LISTS, Sheet
from members.models import Organisation, Person

GUEST, TEXT = "guest", "text"  # what a name becomes that is no person of ours
TITLES = re.compile(
    r"(?i)^(?:dr|mr|mrs|ms|miss|prof|professor|cllr|councillor|rev|sir|dame|y cyng|y cynghorydd|yr athro|y parch)\.? "
)


@dataclass(frozen=True)
class Task:
    """An action as it will be made: its text, its columns (one an owner), and whether it is one that was ticked."""

    text: str
    columns: list

    @property
    def owners(self):
        """Return the people and organisations whose it will be."""
        return [row.get("owner") or row.get("owner_organisation") for row in self.columns]

    @property
    def due_on(self):
        """Return when it is due, None if its text does not say so."""
        return self.columns[0]["due_on"] if self.columns else None


def names_of(sheet) -> list:
    """Return [(list, Attender)] of all that are on the lists of a sheet."""
    return [(name, one) for name in LISTS for one in getattr(sheet, name)]


def _plain(name) -> str:
    return " ".join(TITLES.sub("", name).replace(".", " ").casefold().split())


def suggested(sheet, people):
    """Return {name: key of a person, or GUEST}: whole names first, then initials with a surname that only one has."""
    by_name, by_initial, found = {}, {}, {}
    for person in people:
        words = _plain(person.name).split()
        by_name.setdefault(" ".join(words), []).append(person)
        by_initial.setdefault((words[0][:1], words[-1]), []).append(person)
    for _list, one in names_of(sheet):
        words = _plain(one.name).split() or [""]
        same = by_name.get(" ".join(words), [])
        if not same and len(words) > 1 and all(len(word) == 1 for word in words[:-1]):
            same = by_initial.get((words[0][:1], words[-1]), [])
        free = [person for person in same if str(person.pk) not in found.values()]
        found[one.name] = str(free[0].pk) if len(free) == 1 else GUEST
    return found


def owners_of(sheet, who) -> Owners:
    """Return the Owners that actions of a sheet may have; `who` says which person each name on its lists is."""
    people = {str(person.pk): person for person in Person.objects.all()}
    there = {one.name: people.get(who.get(one.name)) for _list, one in names_of(sheet)}
    return Owners(sheet, there, people.values(), Organisation.objects.all())


def tasks_of(sheet, who, chosen=None, meeting=None) -> list:
    """Return the Tasks of a sheet; `chosen` is {text: key of a person} for those that say nobody who is known."""
    blocks = [block for section in sheet.sections for block in section.blocks]
    texts = [text for block in blocks for kind, text in block.entries if kind == "action"]
    if not texts:
        return []
    owners, people = owners_of(sheet, who), Person.objects.in_bulk(_keys((chosen or {}).values()))
    return [Task(text, columns_of(text, owners, people, chosen or {}, meeting)) for text in texts]


def columns_of(text, owners, people, chosen, meeting):
    """Return the columns of the actions that a text makes: for who was chosen, else for whom it names."""
    person = people.get(int(chosen[text])) if chosen.get(text, "").isdecimal() else None
    return [{"owner": person, "due_on": owners.due(text, meeting)}] if person else owners.of(text, meeting)


def _keys(values) -> list:
    return [int(value) for value in values if value.isdecimal()]


def with_taken(sheet, taken, meeting=None):
    """Return a sheet with those of its offers as decisions and actions whose keys were ticked."""
    if not taken:
        return sheet
    wanted = set(taken)
    for one in offers_of(sheet, meeting):
        if one.key in wanted:
            sheet.sections[one.section].blocks[one.block].entries.append((one.kind, one.text))
    return Sheet(sheet.present, sheet.in_attendance, sheet.apologies, sheet.sections)
