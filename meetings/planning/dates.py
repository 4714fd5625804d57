"""Dates for meetings: those of a year by a rule, and what speaks against each."""

import datetime
from collections import Counter
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.both_languages import Text, other, reading_language
from common.editing import IllegalChange
from common.turns import one_at_a_time
from meetings.models import ClosedDay, Meeting
from meetings.planning.clock import comes_twice, on_the_clock

LAST = -1
USUAL_TITLE = {"title_en": "Quarterly meeting", "title_cy": "Cyfarfod chwarterol"}

# The bank holidays of Wales, as `holidays` calls them; others (a coronation) keep their English name.
BANK_HOLIDAYS = {
    "New Year's Day": gettext_lazy("New Year’s Day"),
    "Good Friday": gettext_lazy("Good Friday"),
    "Easter Monday": gettext_lazy("Easter Monday"),
    "May Day": gettext_lazy("Early May bank holiday"),
    "Spring Bank Holiday": gettext_lazy("Spring bank holiday"),
    "Late Summer Bank Holiday": gettext_lazy("Summer bank holiday"),
    "Christmas Day": gettext_lazy("Christmas Day"),
    "Boxing Day": gettext_lazy("Boxing Day"),
}
OBSERVED = " (observed)"


# The rule of a year


@dataclass(frozen=True)
class Rule:
    """The nth weekday (0 is Monday) of some months of a year, at a time, for so many minutes, at the usual place."""

    year: int
    months: tuple = (3, 6, 9, 12)
    nth: int = 2
    weekday: int = 1
    starts: datetime.time = datetime.time(10, 30)
    minutes: int = 270
    title_en: str = USUAL_TITLE["title_en"]
    title_cy: str = USUAL_TITLE["title_cy"]
    place_en: str = ""
    place_cy: str = ""
    shared_with_partners: bool = True
    is_public: bool = False

    @property
    def title(self):
        """The title in the reader's language, else in the other."""
        return in_either(self.title_en, self.title_cy)

    @property
    def place(self):
        """The place in the reader's language, else in the other."""
        return in_either(self.place_en, self.place_cy)

    def days(self):
        """Return the days of the rule."""
        return [nth_weekday(self.year, month, self.nth, self.weekday) for month in sorted(self.months)]


def in_either(english, welsh) -> Text:
    """Return a text in the reader's language, else in the other, knowing which."""
    said = {"en": english, "cy": welsh}
    mine = reading_language()
    return Text(said[mine], mine) if said[mine] else Text(said[other(mine)], other(mine))


def nth_weekday(year, month, nth, weekday):
    """Return the nth (1 to 4, or -1 for the last) weekday of a month."""
    if nth == LAST:
        end = datetime.date(year, month, 28)
        end += datetime.timedelta(days=4)
        end -= datetime.timedelta(days=end.day)
        return end - datetime.timedelta(days=(end.weekday() - weekday) % 7)
    first = datetime.date(year, month, 1)
    return first + datetime.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def usual_rule():
    """Return the rule for the year to be planned next: as the last four quarterly meetings went, else the usual one."""
    quarterly = Meeting.objects.filter(kind=Meeting.Kind.QUARTERLY, state__in=Meeting.TAKES_PLACE)
    before = list(quarterly.order_by("-starts_at")[:4])
    rule = _rule_of(before) if before else Rule(year=timezone.localdate().year)
    taken = {
        (start.year, start.month) for start in map(timezone.localtime, quarterly.values_list("starts_at", flat=True))
    }
    for year in range(rule.year, rule.year + 20):
        rule = replace(rule, year=year)
        if any(day > timezone.localdate() and (year, day.month) not in taken for day in rule.days()):
            break
    return rule


def _rule_of(meetings) -> Rule:
    """Return the rule that meetings keep to, as most of them have it; its year is this one."""
    starts = [timezone.localtime(meeting.starts_at) for meeting in meetings]
    all_last = all((moment + datetime.timedelta(days=7)).month != moment.month for moment in starts)
    nth, weekday = _most(
        [(LAST if all_last else min((moment.day - 1) // 7 + 1, 4), moment.weekday()) for moment in starts]
    )
    title_en, title_cy = _usual([(one.title_en, one.title_cy) for one in meetings], tuple(USUAL_TITLE.values()))
    place_en, place_cy = _usual([(one.place_en, one.place_cy) for one in meetings], ("", ""))
    return Rule(
        year=timezone.localdate().year,
        months=_months_of(starts),
        nth=nth,
        weekday=weekday,
        starts=_most([moment.time() for moment in starts]),
        minutes=_most([one.length for one in meetings if one.end_is_known] or [Rule.minutes]),
        title_en=title_en,
        title_cy=title_cy,
        place_en=place_en,
        place_cy=place_cy,
        shared_with_partners=meetings[0].shared_with_partners,
        is_public=meetings[0].is_public,
    )


def _months_of(starts) -> tuple:
    """Return the months of these moments; the usual ones where the moments are some of them, and too few for a year: a
    Forum that began in November met in December alone.
    """
    found = {moment.month for moment in starts}
    is_part = len(starts) < len(Rule.months) and found <= set(Rule.months)
    return Rule.months if is_part else tuple(sorted(found))


def _most(values):
    return Counter(values).most_common(1)[0][0]


def _usual(values, otherwise):
    """Return the value that comes at least twice most often,
    since a title or place that was there once is not the usual one.
    """
    value, times = Counter(values).most_common(1)[0]
    return value if times > 1 else otherwise


def moments(day, starts, minutes) -> tuple:
    """Return when a meeting starts and ends; raises ValidationError for a time that the
    change of the clock leaves out or doubles.
    """
    if comes_twice(day, starts):
        raise ValidationError(
            _("This time comes twice on that day, because the clocks go back. Leave it out, and plan it by itself.")
        )
    start = on_the_clock(day, starts)
    return start, start + datetime.timedelta(minutes=minutes)


# What speaks against a day


@dataclass(frozen=True)
class Remark:
    """Something to know about a day: what it is, and the name of what is on it;
    `kind` is a word for pages and tests.
    """

    kind: str
    said: str
    name: str = ""


def remarks_on(slots, *, among=None, apart_from=None) -> dict:
    """Return {(start, end): [Remark]} for moments between which a meeting might be held.

    The other meetings are looked for `among` those that the reader may see (all unless told), `apart_from` the one to
    be held.
    """
    if not slots:
        return {}
    days = {slot: timezone.localdate(slot[0]) for slot in slots}
    free = bank_holidays({day.year for day in days.values()})
    closed = {row.day: row.reason for row in ClosedDay.objects.filter(day__in=days.values())}
    others = _takes_place(among, min(days.values()), max(days.values())).exclude(pk=apart_from and apart_from.pk)
    return {slot: [*_of_day(day, free, closed), *_of_others(slot, day, others)] for slot, day in days.items()}


def _of_day(day, free, closed) -> list:
    found = [Remark("past", _("This day is past."))] if day < timezone.localdate() else []
    found += [Remark("holiday", _("Bank holiday"), free[day])] if day in free else []
    found += [Remark("closed", _("The Forum does not meet on this day"), closed[day])] if day in closed else []
    return found + ([Remark("clock", _("The clocks change on this day."))] if changes_clock(day) else [])


def _takes_place(among, first, last):
    rows = Meeting.objects.all() if among is None else among
    return rows.filter(state__in=Meeting.TAKES_PLACE, starts_at__date__lte=last, ends_at__date__gte=first).order_by(
        "starts_at"
    )


def _of_others(slot, day, others) -> list:
    found = []
    for row in others:
        if row.starts_at == slot[0]:
            found.append(Remark("planned", _("Planned already"), row.title))
        elif row.starts_at < slot[1] and row.ends_at > slot[0]:
            found.append(Remark("overlap", _("At the same time"), row.title))
        elif timezone.localdate(row.starts_at) <= day <= timezone.localdate(row.ends_at):
            found.append(Remark("same_day", _("On the same day"), row.title))
    return found


def bank_holidays(years) -> dict:
    """Return {day: name} of the bank holidays of Wales, the names in the reader's language where we know them."""
    import holidays  # large, and few pages plan

    return {
        day: _holiday_name(name) for day, name in holidays.country_holidays("GB", subdiv="WLS", years=years).items()
    }


def _holiday_name(name) -> Text:
    said = BANK_HOLIDAYS.get(name.removesuffix(OBSERVED))
    if said is None:
        return Text(name, "en")
    said = _("%(day)s (substitute day)") % {"day": said} if name.endswith(OBSERVED) else str(said)
    return Text(said, reading_language())


def changes_clock(day) -> bool:
    """Whether the clocks in Wales go forward or back on a day."""
    wales = ZoneInfo(settings.TIME_ZONE)
    midnights = (
        datetime.datetime.combine(day + datetime.timedelta(days=more), datetime.time(), wales) for more in (0, 1)
    )
    before, after = (midnight.utcoffset() for midnight in midnights)
    return before != after


def overlapping(starts_at, ends_at, *, apart_from=None):
    """Return the meeting that takes place at a time, or None."""
    others = Meeting.objects.filter(state__in=Meeting.TAKES_PLACE, starts_at__lt=ends_at, ends_at__gt=starts_at)
    return others.exclude(pk=apart_from.pk if apart_from else None).first()


def take_turn() -> None:
    """Wait until nobody else makes or moves meetings, so that none of them overlap by a hair's breadth; who locks one,
    does so before.
    """
    one_at_a_time("planning meetings")


def taken_by(starts_at, ends_at, *, apart_from=None) -> str:
    """Return the sentence that says which meeting takes place at a time, or ""; it holds for who has the turn."""
    there = overlapping(starts_at, ends_at, apart_from=apart_from)
    return _("At that time there is already a meeting: %(title)s.") % {"title": there} if there else ""


def refuse_overlap(starts_at, ends_at, *, apart_from=None) -> None:
    """Raise IllegalChange if another meeting takes place at a time."""
    if sentence := taken_by(starts_at, ends_at, apart_from=apart_from):
        raise IllegalChange(sentence)
