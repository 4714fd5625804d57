"""How well past minutes are read: what is found and what is made up, fact by fact, against right answers beside them.

Each text (.txt or .docx) has a .toml of the same name with what somebody who reads it finds.
"""

import datetime
import re
import tomllib
from dataclasses import dataclass

from meetings.deciphering.reading import read
from meetings.phrases.known import TITLE, Known
from meetings.phrases.offers import offers_of
from meetings.phrases.outcomes import due_in, votes_in
from meetings.phrases.sheet import LISTS, SIDES
from meetings.phrases.tasks import doers
from meetings.unpacking.word import read_word

ONES = ("date", "starts", "ends", "place")  # facts of which a meeting has one
NUMBER = re.compile(r"^[\w()./]*\d[\w()./]*\.? ")


@dataclass
class Score:
    """How many of a fact there are, how many were found, and how many were said."""

    there: int = 0
    found: int = 0
    said: int = 0
    right: int = 0

    @property
    def recall(self):
        """Return which share of what is there was found."""
        return self.found / self.there if self.there else 1.0

    @property
    def precision(self):
        """Return which share of what was said is there."""
        return self.right / self.said if self.said else 1.0

    def add(self, wanted, got, is_same):
        """Count what was wanted and what was got; return (what was missed, what was made up)."""
        missed = [one for one in wanted if not any(is_same(one, other) for other in got)]
        made_up = [other for other in got if not any(is_same(one, other) for one in wanted)]
        self.there, self.found = self.there + len(wanted), self.found + len(wanted) - len(missed)
        self.said, self.right = self.said + len(got), self.right + len(got) - len(made_up)
        return missed, made_up


def plain(name):
    """Return a name or a title as it is compared: no titles, no marks, in small letters."""
    return re.sub(r"\W", "", TITLE.sub("", TITLE.sub("", name)).casefold())


def answers_in(folder):
    """Yield (path of a text, its right answers) of a folder, in order."""
    for path in sorted(folder.glob("*.toml")):
        text = next(
            (path.with_suffix(suffix) for suffix in (".txt", ".docx") if path.with_suffix(suffix).exists()), None
        )
        if text:
            yield text, tomllib.loads(path.read_text(encoding="utf-8"))


def text_of(path):
    """Return the text of minutes in a file."""
    if path.suffix == ".docx":
        with path.open("rb") as file:
            return "\n".join(read_word(file).lines)
    return path.read_text(encoding="utf-8")


def measured(folders) -> tuple:
    """Return ({fact: Score}, [(name of the text, fact, what was missed, what was made up)]) of all texts in folders."""
    scores, faults = {}, []
    for path, wanted in (one for folder in folders for one in answers_in(folder)):
        got = _got(text_of(path), wanted["language"])
        for fact, is_same in SAME.items():
            if fact in wanted:
                want = wanted[fact] if isinstance(wanted[fact], list) else [wanted[fact]] * bool(wanted[fact])
                missed, made_up = scores.setdefault(fact, Score()).add(want, got[fact], is_same)
                faults += [(path.stem, fact, missed, made_up)] if missed or made_up else []
    return scores, faults


def _got(text, language) -> dict:
    """Return {fact: all that reading a text finds or offers of it}."""
    reading = read(text, language)
    sheet, date = reading.sheet, reading.facts.get("date", "")
    day = datetime.date.fromisoformat(date) if date else None
    offers = offers_of(sheet, day)
    people = [one for name in LISTS for one in getattr(sheet, name)]
    marked = [entry for section in sheet.sections for block in section.blocks for entry in block.entries]
    decisions = [text for kind, text in marked if kind == "decision"]
    known = Known(people)
    actions = [_action(text, known, day) for kind, text in marked if kind == "action"]
    return {
        **{name: [one.name for one in getattr(sheet, name)] for name in LISTS},
        **{name: [reading.facts[name]] * bool(reading.facts.get(name)) for name in ONES if name in reading.facts},
        **{name: [] for name in ONES if name not in reading.facts},
        "chair": [one.name for one in people if one.is_chair],
        "items": [section.title for section in sheet.sections if section.title],
        "decisions": decisions + [one.text for one in offers if one.kind == "decision"],
        "votes": decisions + [one.text for one in offers if one.kind == "decision"],  # of those that say them
        "actions": actions + [(one.offer.owners, one.text, one.offer.due_on) for one in offers if one.kind == "action"],
    }


def _action(text, known, day) -> tuple:
    english = text.split(SIDES)[0]
    return doers(english, known), text, due_in(english, day)


def _is_title(one, other) -> bool:
    return plain(NUMBER.sub("", one)) == plain(NUMBER.sub("", other))


def _is_place(one, other) -> bool:
    return plain(one) in plain(other) and len(other) < len(one) + 45


def _holds(one, other) -> bool:
    return " ".join(one.split()) in " ".join(other.split())


def _is_action(one, other) -> bool:
    owner, said, due = one
    owners, text, due_on = other
    return _holds(said, text) and plain(owner) in map(plain, owners) and (not due or due == str(due_on))


def _is_vote(one, other) -> bool:
    said, votes_for, votes_against = one
    votes = votes_in(other)
    return _holds(said, other) and (votes.get("votes_for"), votes.get("votes_against") or 0) == (
        votes_for,
        votes_against,
    )


SAME = {
    **dict.fromkeys((*LISTS, "chair"), lambda one, other: plain(one) == plain(other)),
    **dict.fromkeys(("date", "starts", "ends"), lambda one, other: one == other),
    "place": _is_place,
    "items": _is_title,
    "decisions": _holds,
    "votes": _is_vote,
    "actions": _is_action,
}


def table(scores) -> list:
    """Return the lines of a table of scores in Markdown."""
    lines = ["| Fact | There | Found | Recall | Said | Right | Precision |", "|---|--:|--:|--:|--:|--:|--:|"]
    for fact, one in scores.items():
        said = "| – | – | –" if fact == "votes" else f"| {one.said} | {one.right} | {one.precision:.0%}"
        lines.append(f"| {fact.replace('_', ' ')} | {one.there} | {one.found} | {one.recall:.0%} {said} |")
    return lines
