"""Taking in past minutes: names become people,
a sheet becomes a meeting with its register and draft minutes, in one transaction.
"""

import datetime
import re
from collections import Counter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.both_languages import LANGUAGES
from common.editing import IllegalChange, locked
from meetings.agenda import building
from meetings.day import attendance
from meetings.importing.facts import words_of
from meetings.importing.owners import Owners
from meetings.importing.reading import read
from meetings.importing.rich import html_of
from meetings.importing.sheet import LISTS, sheet_of, sides, written
from meetings.minutes import writing
from meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    Decision,
    ItemKind,
    Meeting,
    Minutes,
    MinutesImport,
    Paragraph,
)
from members.models import Organisation, Person, Term

GUEST, TEXT = "guest", "text"  # what a name becomes that is no person of ours
LONG_AGO = datetime.timedelta(days=365)  # actions of minutes so old are taken to be done with, unless told
LONGEST, LONGEST_ENTRY, LONGEST_TITLE = 20_000, 5_000, 200
TITLES = re.compile(
    r"(?i)^(?:dr|mr|mrs|ms|miss|prof|professor|cllr|councillor|rev|sir|dame|y cyng|y cynghorydd|yr athro|y parch)\.? "
)
FLAGS = {
    "is_chair": "in the chair chairman chairwoman chairperson cadeirydd",
    "is_online": "online on line via zoom teams by phone telephone ar lein dros y ffôn",
}
KINDS = {
    ItemKind.CASE_STUDY: r"(?i)case stud|astudiaeth",
    ItemKind.PRESENTATION: r"(?i)presentation|speaker|talk\b|cyflwyniad|siaradwr|sgwrs",
    ItemKind.BLUE_SKY: r"(?i)blue sky|awyr las",
    ItemKind.DISCUSSION: r"(?i)discussion|trafodaeth|workshop|gweithdy",
}


def begin(*, source, language, by, source_name=""):
    """Read a text and keep it with what was understood; return the MinutesImport."""
    reading = read(source, language)
    facts = {key: value for key, value in reading.facts.items() if key not in ("title", "place")}
    for name in ("title", "place"):
        said = sides(reading.facts.get(name, ""), "en" if language == MinutesImport.Language.BOTH else language)
        facts |= {f"{name}_{side}": text for side, text in said.items()}
    facts["are_closed"] = facts.get("date", "9") < str(timezone.localdate() - LONG_AGO)
    return MinutesImport.objects.create(
        language=language,
        source=source,
        source_name=source_name,
        text=written(reading.sheet),
        facts=facts,
        not_understood=reading.not_understood,
        marks=reading.marks,
        made_by=by,
    )


def _plain(name):
    return " ".join(TITLES.sub("", name).replace(".", " ").casefold().split())


def names_of(sheet):
    """Return [(list, Attender)] of all that are on the lists of a sheet."""
    return [(name, one) for name in LISTS for one in getattr(sheet, name)]


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


def kind_of(title):
    """Return the kind of item that a title sounds like."""
    return next((kind for kind, pattern in KINDS.items() if re.search(pattern, title)), ItemKind.BUSINESS)


def missing_words(draft, sheet, facts):
    """Return the words of the source that stand nowhere in what would be made of it, in their order."""
    parts = [*draft.marks, *(str(value) for value in facts.values())]
    for _list, one in names_of(sheet):
        parts += [one.name, one.organisation, *(words for flag, words in FLAGS.items() if getattr(one, flag))]
    for place, section in enumerate(sheet.sections, start=1):
        parts += [str(place), section.title]
        for second, block in enumerate(section.blocks, start=1):
            parts += [f"{place}.{second}", block.text, *(text for _kind, text in block.entries)]
    left = Counter(words_of(draft.source)) - Counter(words_of("\n".join(parts)))
    return [word for word in dict.fromkeys(words_of(draft.source)) if left[word]]


def make(*, draft, facts, choices):
    """Make the meeting, its register and its minutes as a draft, and return the meeting; a second press finds it made.

    `facts` are the meeting's ("meeting" is one that is there already), `choices` say who is who and of which kind the
    items are.
    """
    with transaction.atomic():
        draft = locked(draft, "meeting")
        if draft.meeting_id:
            return draft.meeting
        maker = _Maker(sheet_of(draft.text), draft.language, choices, facts)
        draft.meeting = maker.made()
        draft.source = draft.source_name = draft.text = ""
        draft.facts, draft.choices, draft.not_understood, draft.marks = {}, {}, [], []
        draft.save()
        return draft.meeting


def owners_of(sheet, who):
    """Return the Owners that actions of a sheet may have; `who` says which person each name on its lists is."""
    people = {str(person.pk): person for person in Person.objects.all()}
    there = {one.name: people.get(who.get(one.name)) for _list, one in names_of(sheet)}
    there = {name: person for name, person in there.items() if person}
    return Owners(there, people.values(), Organisation.objects.all())


def actions_of(sheet, who):
    """Return [(text, whose it will be or None, when it is due or None)] of the actions of a sheet."""
    texts = [
        text
        for section in sheet.sections
        for block in section.blocks
        for kind, text in block.entries
        if kind == "action"
    ]
    owners = owners_of(sheet, who) if texts else None
    found = [(text, owners.of(text) or {}) for text in texts]
    return [(text, row.get("owner") or row.get("owner_organisation"), row.get("due_on")) for text, row in found]


def misfit(sheet, meeting):
    """Return why a sheet cannot be the other language of minutes that are there; "" if it can, or if there are none."""
    rows = _rows(meeting)
    if not any(paragraphs for _item, paragraphs in rows):
        return ""
    if len(rows) != len(sheet.sections):
        facts = {"there": len(rows), "here": len(sheet.sections)}
        return (
            _("The minutes of that meeting have %(there)s items, this text has %(here)s. Make them the same first.")
            % facts
        )
    for (item, paragraphs), section in zip(rows, sheet.sections, strict=True):
        if len(paragraphs) != len(section.blocks):
            facts = {"item": item.position, "there": len(paragraphs), "here": len(section.blocks)}
            return (
                _("Item %(item)s has %(there)s paragraphs there and %(here)s in this text. Make them the same first.")
                % facts
            )
    return ""


def _rows(meeting):
    """Return [(item, paragraphs)] of a meeting's minutes."""
    items = meeting.items.prefetch_related("paragraphs__decisions", "paragraphs__actions").order_by("position")
    return [(item, sorted(item.paragraphs.all(), key=lambda row: row.position)) for item in items]


class _Maker:
    """Makes the rows of one import; all of it inside one transaction."""

    def __init__(self, sheet, language, choices, facts):
        self.sheet, self.facts = sheet, dict(facts)
        self.language = "en" if language == MinutesImport.Language.BOTH else language
        self.kinds = choices.get("kinds", {})
        self.people = Person.objects.in_bulk([int(pk) for pk in choices.get("people", {}).values() if pk.isdecimal()])
        self.who = choices.get("people", {})
        self.is_closed = self.facts.pop("are_closed", False)

    def made(self):
        meeting = self.facts.pop("meeting", None)
        if meeting and any(paragraphs for _item, paragraphs in _rows(meeting)):
            return self._other_side(meeting)
        self.meeting = self._meeting(meeting)
        self._register()
        writing.begin(meeting=self.meeting)
        for section in self.sheet.sections:
            self._section(section)
        return self.meeting

    def _meeting(self, meeting):
        """Return the meeting, locked if it is there already; one that is new was held, and has no agenda of its own."""
        if meeting is None:
            return Meeting.objects.create(
                state=Meeting.State.HELD, **self.facts | {"chair": self.facts.get("chair") or self._chair()}
            )
        return locked(meeting)

    def _chair(self):
        chairs = [self._person(one) for _list, one in names_of(self.sheet) if one.is_chair]
        return chairs[0] if chairs else None

    def _person(self, one):
        pk = self.who.get(one.name, GUEST)
        return self.people.get(int(pk)) if pk.isdecimal() else None

    def _register(self):
        day = timezone.localtime(self.meeting.starts_at).date()
        officers = set(Term.objects.current(day).values_list("person", flat=True))
        held = {person.pk: capacity for person, capacity in attendance.capacities_on(day).items()}
        there = {row.person_id: row for row in self.meeting.attendance.all() if row.person_id}
        for name, one in names_of(self.sheet):
            if self.who.get(one.name) != TEXT:
                person = self._person(one)
                row = there.get(person.pk) if person else None
                row = row or Attendance(person=person, name="" if person else one.name)
                row.organisation = one.organisation or str((person and person.organisation) or "")
                row.mode = self._mode(name, one)
                row.capacity = self._capacity(name, person, held, officers)
                attendance.add_attendance(meeting=self.meeting, row=row)

    @staticmethod
    def _mode(name, one):
        modes = Attendance.Mode
        return modes.APOLOGIES if name == "apologies" else modes.ONLINE if one.is_online else modes.IN_PERSON

    @staticmethod
    def _capacity(name, person, held, officers):
        """Return in what capacity somebody was there: the list they were written on counts,
        then what they were that day.
        """
        capacities, theirs = Attendance.Capacity, held.get(person.pk) if person else None
        if name == "present" or (name == "apologies" and theirs == capacities.MEMBER):
            return capacities.MEMBER
        if theirs in (capacities.PARTNER, capacities.ASSOCIATE, capacities.REPRESENTATIVE):
            return theirs
        return capacities.OFFICER if person and person.pk in officers else capacities.GUEST

    def _section(self, section):
        title = sides(section.title, self.language) if section.title else _untitled()
        item = self._item(title)
        texts = self._left_as_text() if item.position == 1 else []
        texts += [text for text in (section.title,) if any(len(side) > LONGEST_TITLE for side in title.values())]
        blocks = list(section.blocks)
        for text in texts:
            self._paragraph(item, sides(text, self.language))
        for block in blocks:
            self._block(item, block)

    def _left_as_text(self):
        """Return a line for each list with the names on it that were to stay text."""
        lines = []
        for name, head in LISTS.items():
            names = [str(one) for one in getattr(self.sheet, name) if self.who.get(one.name) == TEXT]
            lines += [f"{head.capitalize()}: {'; '.join(names)}"] if names else []
        return lines

    def _item(self, title):
        """Return the item of that title that the meeting has already, else a new one."""
        for item in self.meeting.items.all():
            if any(
                text and text.casefold() in (item.title_en.casefold(), item.title_cy.casefold())
                for text in title.values()
            ):
                return item
        short = {f"title_{side}": text[:LONGEST_TITLE] for side, text in title.items()}
        whole = " ".join(title.values())
        kind = self.kinds.get(" || ".join(filter(None, title.values()))) or kind_of(whole)
        return building.add_item(meeting=self.meeting, item=AgendaItem(kind=kind, **short))

    def _block(self, item, block):
        """Write a paragraph with its decisions and actions; what cannot be one of these is kept as text."""
        entries, kept = [], [block.text] if block.text else []
        for kind, text in block.entries:
            row = self._entry(kind, text)
            if row is None:
                kept.append(f"{kind.upper()}: {text}")
            else:
                entries.append((row, text))
        paragraph = self._paragraph(item, self._together(kept or [entries[0][1]]))
        for row, _text in entries:
            verb, name = (
                (writing.add_decision, "decision") if isinstance(row, Decision) else (writing.add_action, "action")
            )
            verb(paragraph=paragraph, **{name: row})

    def _together(self, texts):
        """Return both sides of several texts, each on a line."""
        both = [sides(text, self.language) for text in texts]
        return {side: "\n".join(one[side] for one in both if one[side]) for side in LANGUAGES}

    def _paragraph(self, item, text):
        """Write a paragraph, as several if it is longer than one may be; return the last."""
        chunks = {side: _chunks(one) for side, one in text.items()}
        for place in range(max(len(one) for one in chunks.values())):
            said = {f"text_{side}": html_of(one[place]) if place < len(one) else "" for side, one in chunks.items()}
            paragraph = writing.add_paragraph(item=item, paragraph=Paragraph(**said))
        return paragraph

    def _entry(self, kind, text):
        """Return the Decision or Action of a text, not saved; None if it is too long or nobody can be its owner."""
        said = {f"text_{side}": one for side, one in sides(text, self.language).items()}
        if not 0 < max(map(len, said.values())) <= LONGEST_ENTRY:
            return None
        if kind == "decision":
            return Decision(**said)
        owner = self._owners().of(text)
        if owner is None:
            return None
        closed = {"status": Action.Status.DONE, "closed_at": self.meeting.ends_at} if self.is_closed else {}
        return Action(**said, **owner, **closed)

    def _owners(self):
        if not hasattr(self, "owners"):
            self.owners = owners_of(self.sheet, self.who)
        return self.owners

    def _other_side(self, meeting):
        """Write the texts as the other language of minutes that are there, paragraph by paragraph,
        where that side is empty.
        """
        if misfit(self.sheet, meeting):
            raise IllegalChange(misfit(self.sheet, meeting))
        if not Minutes.objects.select_for_update().filter(meeting=meeting, state=Minutes.State.DRAFT).exists():
            raise IllegalChange(_("These minutes are no longer a draft. Make them a draft again first."))
        for (item, paragraphs), section in zip(_rows(meeting), self.sheet.sections, strict=True):
            _fill(item, "title", sides(section.title, self.language))
            for paragraph, block in zip(paragraphs, section.blocks, strict=True):
                self._fill_block(paragraph, block)
        return meeting

    def _fill_block(self, paragraph, block):
        """Write the other side of a paragraph and of its decisions and actions;
        what has no counterpart goes to its text.
        """
        waiting = {"decision": list(paragraph.decisions.all()), "action": list(paragraph.actions.all())}
        kept = [block.text] if block.text else []
        for kind, text in block.entries:
            if not (waiting[kind] and _fill(waiting[kind].pop(0), "text", sides(text, self.language))):
                kept.append(f"{kind.upper()}: {text}")
        _fill(paragraph, "text", {side: html_of(text) for side, text in self._together(kept).items()})


def _fill(row, name, text):
    """Write those sides of a text that are empty; return whether any was written."""
    empty = {f"{name}_{side}": one for side, one in text.items() if one and not getattr(row, f"{name}_{side}")}
    for column, one in empty.items():
        setattr(row, column, one)
    if empty:
        row.save(update_fields=list(empty))
    return bool(empty)


def _chunks(text):
    """Return a text in pieces that each fit into a paragraph, divided between words."""
    pieces = [""]
    for word in re.split(r"(\s+)", text) if len(text) > LONGEST else [text]:
        if len(pieces[-1]) + len(word) > LONGEST:
            pieces.append("")
        pieces[-1] += word[:LONGEST]
    return pieces


def _untitled():
    """Return the title, in both languages, of what stands under no item."""
    titles = {}
    for language in LANGUAGES:
        with override(language):
            titles[language] = _("Minutes")
    return titles


def usual_end(starts):
    """Return when a meeting ends of which only the beginning is known: two hours later, on the same day."""
    moment = datetime.datetime.combine(datetime.date(2000, 1, 1), starts) + datetime.timedelta(hours=2)
    return moment.time() if moment.day == 1 else datetime.time(23, 59)
