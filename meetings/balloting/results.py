"""What came of a proposal: the answers counted, and the rounds of choices, as pages, letters and agendas say it."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from common.languages.ordering import InOrder
from meetings.balloting import counting
from meetings.minutes.wording import in_figures
from meetings.models import Ballot, Option, Preference, Vote

Choice, Outcome, Kind = Vote.Choice, Ballot.Outcome, Ballot.Kind
ANSWERS = {  # what can be answered besides naming choices, or at all
    True: [Choice.CHOSEN, Choice.ABSTAIN, Choice.DISCUSS],
    False: [Choice.YES, Choice.NO, Choice.ABSTAIN, Choice.DISCUSS],
}


@dataclass(frozen=True)
class Row:
    """One choice in a table of rounds: its papers in each round, None once it is out, and how long its bar is, in per
    cent of the longest, by the last round it was in.
    """

    title: str
    cells: tuple[int | None, ...]
    is_won: bool
    percent: int


@dataclass(frozen=True)
class Answer:
    """What one member answered in an open ballot, in words, and why."""

    name: str
    said: str
    reason: str


def by_name(ballot) -> list[Answer]:
    """Return who answered what in an open ballot that is over, in the order of names; nothing of a secret one, and
    nothing before; two queries.
    """
    if ballot.is_secret or ballot.is_open:
        return []
    chosen = Prefetch("preferences", Preference.objects.select_related("option").order_by("rank", "option__position"))
    rows = ballot.votes.select_related("person").prefetch_related(chosen).order_by(InOrder("person__name"), "pk")
    return [Answer(row.person.name if row.person else "–", _in_words(row, ballot.kind), row.reason) for row in rows]


def _in_words(vote, kind) -> str:
    """Return what somebody answered: what they chose, numbered where they put it in order."""
    titles = [str(one.option.title) for one in vote.preferences.all()]
    if kind == Kind.RANKED:
        titles = [f"{place}. {title}" for place, title in enumerate(titles, 1)]
    return "; ".join(titles) or vote.get_choice_display()


class Result:
    """The answers to a ballot as they are now, in two queries; of one with choices in four."""

    def __init__(self, ballot) -> None:
        self.ballot = ballot

    @cached_property
    def answers(self) -> dict:
        """{answer: number}, in the order in which they are offered."""
        given = Counter(self.ballot.votes.values_list("choice", flat=True))
        return {choice: given.get(choice.value, 0) for choice in ANSWERS[self.ballot.has_options]}

    @property
    def given(self) -> int:
        """How many have answered."""
        return sum(self.answers.values())

    @cached_property
    def options(self) -> dict[int, Option]:
        """The choices by their keys, in the order in which they are asked."""
        return {option.pk: option for option in self.ballot.options.all()} if self.ballot.has_options else {}

    @cached_property
    def count(self) -> counting.Count | None:
        """The papers counted by the rule of their kind; None of a yes or no."""
        papers = self._papers() if self.ballot.has_options else None
        if self.ballot.kind == Kind.RANKED:
            return counting.in_rounds(papers, self.options, {key: one.lot for key, one in self.options.items()})
        if self.ballot.kind == Kind.APPROVE:
            return counting.most_approved(papers, self.options)
        return counting.first_past_half(papers, self.options) if self.ballot.has_options else None

    def _papers(self) -> list[tuple[int, ...]]:
        named: dict[int, list] = {}
        rows = Preference.objects.filter(vote__ballot=self.ballot).order_by("vote", "rank")
        for vote, option in rows.values_list("vote", "option"):
            named.setdefault(vote, []).append(option)
        return [tuple(keys) for keys in named.values()]

    @property
    def won(self) -> Option | None:
        """The choice that is chosen, if one is."""
        return self.options.get(self.count.won) if self.count else None

    @property
    def outcome(self):
        """One who asks to discuss it takes it to a meeting; fewer answers than are needed decide nothing; else more yes
        than no carries it, or that a choice is chosen.
        """
        if self.answers[Choice.DISCUSS]:
            return Outcome.DISCUSS
        if self.given < self.ballot.needed:
            return Outcome.NO_QUORUM
        if self.ballot.has_options:
            return Outcome.CARRIED if self.won else Outcome.NOT_CARRIED
        return Outcome.CARRIED if self.answers[Choice.YES] > self.answers[Choice.NO] else Outcome.NOT_CARRIED

    @property
    def figures(self) -> str:
        """The figures in words, in the reader's language: "9 for, 2 against, 1 abstained", or "Bangor 5, Wrexham 3; …";
        of choices in order those of the last round.
        """
        if not self.count:
            return in_figures(self.answers)
        papers = self.count.rounds[-1].papers
        named = ", ".join(f"{self.options[key].title} {number}" for key, number in papers.items())
        return f"{named}; {in_figures(self.answers)}"

    @property
    def rows(self) -> list[Row]:
        """The choices as they stood in each round."""
        rounds = self.count.rounds
        cells = {key: tuple(one.papers.get(key) for one in rounds) for key in self.options}
        last = {key: next(number for number in reversed(row) if number is not None) for key, row in cells.items()}
        most = max(last.values()) or 1
        return [
            Row(self.options[key].title, row, key == self.count.won, round(100 * last[key] / most))
            for key, row in cells.items()
        ]

    @property
    def spent(self) -> list[int]:
        """How many papers named none of what was left, in each round; [] where none did in any."""
        numbers = [one.spent for one in self.count.rounds]
        return numbers if any(numbers) else []

    @property
    def goings(self) -> list[str]:
        """What went out after each round, in sentences, and why where several had the fewest."""
        ends = {
            "": _("After round %(number)s goes out: %(choice)s."),
            counting.EARLIER: _(
                "After round %(number)s goes out: %(choice)s. Others had as few, and more in an earlier round."
            ),
            counting.LOT: _(
                "After round %(number)s goes out: %(choice)s. Others were level with it in every round, and the lot "
                "decided that was drawn when members were asked."
            ),
        }
        rounds = enumerate(self.count.rounds, 1)
        return [
            ends[one.why] % {"number": number, "choice": self.options[one.out].title}
            for number, one in rounds
            if one.out
        ]
