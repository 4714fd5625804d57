"""How many letters people get unasked, from one meeting to the next: four are enough; what can be left out then is.

Counted is what comes to everybody of the meetings and of what members decide. What answers somebody's own doing, what
concerns their account or is a promotional letter they have chosen is not. The digest between meetings counts, chosen or
not. A change to a meeting counts and must come: with a ballot in the same cycle it can be the fifth.
"""

import datetime
from collections import Counter
from dataclasses import dataclass
from statistics import median

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from meetings.day import feedback
from meetings.models import Meeting, Minutes
from members.letters import letters
from members.models import Letter

MOST = 4  # letters to one person in a cycle (brief.md: three or four)
NOTICE, CHANGE, REMINDER, MINUTES = "meetings.notice", "meetings.change", "meetings.reminder", "meetings.minutes_out"
# A room or an app to the right puts its own letters here.
COUNTED = [NOTICE, CHANGE, REMINDER, MINUTES, feedback.LETTER]
SHOWN = 5  # cycles on the page
LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def past_meetings() -> QuerySet:
    """Return the meetings that are over and took place, the last one first: each ends a cycle."""
    rows = Meeting.objects.filter(state__in=Meeting.TAKES_PLACE, ends_at__lte=timezone.now())
    return rows.order_by("-ends_at", "-pk")


def counted() -> QuerySet:
    """Return the letters that count, of those that were sent or are on their way to people."""
    on_its_way = [Letter.State.SENT, Letter.State.WAITING]
    return Letter.objects.filter(kind__in=COUNTED, state__in=on_its_way, person__isnull=False)


def with_count(people) -> QuerySet:
    """Return People with `letters_had`, how many letters that count they have had since the last meeting ended."""
    began = Coalesce(Subquery(past_meetings().values("ends_at")[:1]), LONG_AGO)
    theirs = counted().filter(person=OuterRef("pk"), created_at__gt=began).order_by().values("person")
    return people.annotate(letters_had=Coalesce(Subquery(theirs.annotate(number=Count("pk")).values("number")), 0))


def most_with(readers) -> int:
    """Return which number the next letter is at most to one of these readers (`with_count`) in this cycle."""
    return 1 + max((reader.letters_had for reader in readers), default=0)


def has_room(letter, *, spare=0) -> bool:
    """Whether a letter that can be left out may be sent: its reader has not had so many that, with what must come yet
    before the next meeting (minutes, the agenda) and a `spare` number besides, there would be too many. Guests get few
    as it is.
    """
    if letter.person is None:
        return True
    last = past_meetings().select_related("minutes").first()
    others = counted().filter(person=letter.person, created_at__gt=last.ends_at if last else LONG_AGO)
    before = Q(state=Letter.State.SENT) | Q(pk__lt=letter.pk or 0)
    return others.exclude(pk=letter.pk).filter(before).count() + _to_come(last) + spare < MOST


def _to_come(last) -> int:
    """Return how many letters must come yet before the next meeting."""
    minutes = last.minutes_or_none if last else None
    waits = last is not None and (minutes is None or minutes.state == Minutes.State.DRAFT)
    coming = Meeting.objects.filter(starts_at__gt=timezone.now(), state__in=Meeting.TAKES_PLACE)
    return waits + (not coming.filter(state=Meeting.State.PUBLISHED).exists())


@dataclass(frozen=True)
class Cycle:
    """The letters of one cycle, from the end of one meeting (None: from the first letter) to that of the next (None:
    until now): the most and the usual number to one person, how many of each kind, and who had more than MOST.
    """

    after: Meeting | None
    until: Meeting | None
    most: int
    usual: int
    kinds: list[tuple[str, int]]
    too_many: list[str]


def cycles() -> list[Cycle]:
    """Return the last cycles, the present one first; two queries."""
    ends = list(past_meetings()[:SHOWN])
    since = ends[-1].ends_at if len(ends) == SHOWN else LONG_AGO
    rows = list(counted().filter(created_at__gt=since).values_list("kind", "person_id", "person__name", "created_at"))
    bounds = zip([*ends, None], [None, *ends], strict=True)
    return [_cycle(after, until, rows) for after, until in bounds][:SHOWN]


def _cycle(after, until, rows) -> Cycle:
    first, last = after.ends_at if after else LONG_AGO, until.ends_at if until else timezone.now()
    theirs = [row for row in rows if first < row[3] <= last]
    people, kinds = Counter((pk, name) for _kind, pk, name, _when in theirs), Counter(row[0] for row in theirs)
    return Cycle(
        after=after,
        until=until,
        most=max(people.values(), default=0),
        usual=round(median(people.values())) if people else 0,
        kinds=[(str(letters.NAMES.get(kind, kind)), kinds[kind]) for kind in COUNTED if kinds[kind]],
        too_many=[name for (_pk, name), number in people.items() if number > MOST],
    )
