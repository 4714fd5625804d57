"""What comes next for a meeting, as one press, and the rest of what may be done with it as it is, in groups."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.steps import offered
from meetings import access
from meetings.desk.standing import Standing
from meetings.models import Meeting, Minutes
from meetings.planning import lifecycle

State = Meeting.State
STEPS = ("publish", "withdraw"), ("start", "hold"), ("reopen",), ("postpone", "cancel", "plan")  # by group
ICONS = {"hold": "check", "start": "arrow-right", "publish": "mail", "cancel": "x", "plan": "rotate-ccw"}


@dataclass(frozen=True)
class Link:
    """A page on which something is done."""

    label: str
    url: str
    icon: str = "arrow-right"


@dataclass(frozen=True)
class Group:
    """Links that belong to one time of a meeting's life."""

    name: str
    key: str
    links: list[Link]


@dataclass(frozen=True)
class Next:
    """What comes next: the sentence that says why, and the press that leads there (None: nothing to do)."""

    said: str
    press: Link | None = None


def _page(name, meeting, label, icon="arrow-right") -> Link:
    return Link(label, reverse(f"meetings:{name}", args=[meeting.pk]), icon)


def _step(step, meeting) -> Link:
    return Link(step.label, reverse("meetings:step", args=[meeting.pk, step.name]), ICONS.get(step.name, "arrow-right"))


def _in_words(day) -> str:
    return date_format(day, "j F Y")


def next_for(person, meeting, standing: Standing) -> Next:
    """Return what comes next for a meeting, for who keeps its record."""
    if meeting.state in (State.CANCELLED, State.POSTPONED):
        return _after_calling_off(meeting)
    if meeting.state == State.HELD:
        return _after(person, meeting, standing)
    return _on_the_day(meeting, standing) if meeting.is_recordable else _before(meeting, standing)


def telling_of(meeting, number) -> Next:
    """Return what comes first where people do not know yet how a meeting has changed: so many are to be told."""
    said = _("It has changed since everybody was told.")
    if meeting.state in (State.CANCELLED, State.POSTPONED):
        said = _("It is called off, and nobody has been told yet.")
    label = ngettext("Tell %(number)s person?", "Tell %(number)s people?", number) % {"number": number}
    return Next(said, _page("tell_change", meeting, label, "mail"))


def _after_calling_off(meeting) -> Next:
    again = _step(lifecycle.PLAN_AGAIN, meeting)
    if meeting.state == State.POSTPONED:
        return Next(_("It is postponed. Once there is a new date, plan it again."), again)
    return Next(_("It is cancelled, and nothing is left to do. It can be planned again."))


def _before(meeting, standing) -> Next:
    if meeting.state == State.PUBLISHED:
        return Next(
            _("The agenda is out. See who is coming, and what would help them."),
            _page("replies", meeting, _("See who is coming"), "users"),
        )
    due = timezone.localdate(meeting.starts_at) - datetime.timedelta(days=standing.notice_days)
    said = _("The agenda is to be published by %(date)s.")
    if due < timezone.localdate():
        said = _("The agenda was to be published by %(date)s.")
    press = _step(lifecycle.PUBLISH, meeting)
    if not standing.has_items:
        press = _page("build_agenda", meeting, _("Build the agenda"), "list-ordered")
    return Next(said % {"date": _in_words(due)}, press)


def _on_the_day(meeting, standing) -> Next:
    register = _page("register", meeting, _("Take the register"), "users")
    if not meeting.has_begun and meeting.state == State.PLANNED and standing.has_items:
        return Next(_("It is today, and its agenda is not published."), _step(lifecycle.PUBLISH, meeting))
    if meeting.is_over and standing.has_register:
        return Next(_("Its time is over, and the register is taken."), _step(lifecycle.HOLD, meeting))
    return Next(_("It is time to record who is there.") if not meeting.is_over else _("Its time is over."), register)


def _after(person, meeting, standing) -> Next:
    minutes, write = meeting.minutes_or_none, _page("write_minutes", meeting, _("Write the minutes"), "pencil")
    state = minutes.state if minutes else ""
    if state == Minutes.State.CONFIRMED:
        return Next(_("The minutes are confirmed: the record of this meeting is complete."))
    if state == Minutes.State.CIRCULATED:
        return _after_circulating(person, meeting, standing)
    due = timezone.localdate(meeting.ends_at) + datetime.timedelta(days=standing.minutes_days)
    by = {"date": _in_words(due)}
    if not minutes:
        return Next(_("The minutes are to be circulated by %(date)s.") % by, write)
    if standing.unwritten:
        said = ngettext(
            "%(number)s item has no minutes yet.", "%(number)s items have no minutes yet.", standing.unwritten
        )
        return Next(said % {"number": standing.unwritten}, write)
    circulate = _page("circulate", meeting, _("Circulate the minutes"), "mail")
    return Next(_("Every item has its minutes. They are to be circulated by %(date)s.") % by, circulate)


def _after_circulating(person, meeting, standing) -> Next:
    if standing.corrections:
        said = ngettext(
            "%(number)s correction waits for an answer.",
            "%(number)s corrections wait for an answer.",
            standing.corrections,
        )
        press = _page("corrections", meeting, _("Answer the corrections"), "messages-square")
        return Next(said % {"number": standing.corrections}, press)
    if access.may_confirm_minutes(person, meeting):
        press = _page("confirm_minutes", meeting, _("Confirm the minutes"), "check")
        return Next(_("The minutes are circulated. They are confirmed at the next meeting."), press)
    return Next(_("The minutes are circulated, and wait for the Chair to confirm them."))


def groups_for(person, meeting, following: Next) -> list[Group]:
    """Return all else that may be done with a meeting as it is, without what comes next; no group is empty."""
    names = (_("Before"), "before", _before_it), (_("On the day"), "day", _at_it), (_("Afterwards"), "after", _after_it)
    steps = {step.name: step for step in offered(lifecycle.STEPS.values(), person, meeting)}
    found = []
    for place, (name, key, links) in enumerate([*names, (_("More"), "more", _besides)]):
        taken = [_step(steps[one], meeting) for one in STEPS[place] if one in steps]
        rest = [
            link
            for link in [*links(person, meeting), *taken]
            if following.press is None or link.url != following.press.url
        ]
        found.append(Group(name, key, rest))
    return [group for group in found if group.links]


def _before_it(person, meeting) -> Iterator[Link]:
    if access.may_build_agenda(person, meeting):
        yield _page("build_agenda", meeting, _("Build the agenda"), "list-ordered")
        yield _page("papers", meeting, _("Papers"), "paperclip")
    yield _page("replies", meeting, _("Who is coming"), "users")
    if access.may_tell(person, meeting):
        yield _page("guests", meeting, _("Guests"), "contact")
        yield _page("tell_change", meeting, _("Tell everybody what has changed"), "mail")
    if access.may_ask_for_dates(person, meeting):
        yield _page("ask_poll", meeting, _("Find a date"), "check")


def _at_it(person, meeting) -> Iterator[Link]:
    if meeting.is_today:
        yield _page("today", meeting, _("Today, item by item"), "clock")
    if meeting.is_recordable and access.may_take_register(person, meeting):
        yield _page("register", meeting, _("Take the register"), "users")


def _after_it(person, meeting) -> Iterator[Link]:
    minutes = meeting.minutes_or_none
    state = minutes.state if minutes else ""
    if meeting.is_recordable and access.may_write_minutes(person, meeting):
        yield _page("write_minutes", meeting, _("Write the minutes"), "pencil")
        if state == Minutes.State.DRAFT and meeting.state == State.HELD:
            yield _page("circulate", meeting, _("Circulate the minutes"), "mail")
        if state == Minutes.State.CIRCULATED and access.may_confirm_minutes(person, meeting):
            yield _page("confirm_minutes", meeting, _("Confirm the minutes"), "check")
    if meeting.state == State.HELD:
        yield _page("feedback_results", meeting, _("What people thought"), "check")


def _besides(person, meeting) -> Iterator[Link]:
    if access.may_change_meeting(person, meeting):
        yield _page("edit_meeting", meeting, _("Change date, place or title"), "settings")
    yield _page("copy_meeting", meeting, _("Copy this meeting"), "copy")
