"""What of meetings waits for who keeps the record: the work of the quarter's cycle, the task first."""

import datetime

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Func,
    OuterRef,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.both_languages import waiting_for
from common.doors.waiting import Kind, Press, Row, Waits
from meetings.agenda import coming_back
from meetings.models import (
    Action,
    AgendaItem,
    Answer,
    AttendanceClaim,
    Correction,
    DatePoll,
    Meeting,
    Minutes,
    Proposal,
    Told,
)
from meetings.telling import emails
from meetings.waiting import TITLE, in_words, moved, rule
from members.access import is_chair, keeps_the_record
from members.models import Identity, Languages, Letter

State = Meeting.State
OF_MEETING = ("meeting__title_en", "meeting__title_cy")
SILENT_AHEAD = datetime.timedelta(days=10)  # before a meeting it is said how many have not answered


def kinds(person) -> list[Kind]:
    """Return the kinds of thing in meetings that wait for who keeps the record, as far as their office may do them."""
    if not keeps_the_record(person):
        return []
    before = [_publish(), _untold(), _dates(), _proposals(), _pulled(), _one_language(), _silent(), _reviews()]
    after = [_hold(), _claims(), _write(), _circulate(), _corrections(), _overdue(), _adrift()]
    return [*before, *after, _confirm(person)]


def _upcoming(*states):
    return Meeting.objects.filter(state__in=states or Meeting.TO_COME, ends_at__gte=timezone.now())


def _said(url, said, row, *, about=None, presses=()) -> Waits:
    return Waits(said, url, row.about if about is None else about, "", presses, row.day)


def _publish() -> Kind:
    day = TruncDate(moved("starts_at", Value(0) - rule("notice_days")))
    return Kind(rows=_upcoming(State.PLANNED), about=TITLE, day=day, say=_publish_by, for_office=True)


def _publish_by(row: Row) -> Waits:
    days, date = (row.day - timezone.localdate()).days, in_words(row.day)
    if days > 0:
        said = ngettext(
            "Publish the agenda by %(date)s: %(number)s day", "Publish the agenda by %(date)s: %(number)s days", days
        ) % {"date": date, "number": days}
    elif days == 0:
        said = _("Publish the agenda today")
    else:
        said = _("Publish the agenda: it was due on %(date)s") % {"date": date}
    return _said(reverse("meetings:build_agenda", args=[row.pk]), said, row)


def _untold() -> Kind:
    """Meetings that are otherwise than everybody was told."""
    return Kind(
        rows=Told.objects.untold(),
        key="meeting_id",
        about=OF_MEETING,
        number="version",
        word=Cast("meeting__revision", TextField()),
        say=_tell,
        for_office=True,
    )


def _tell(row: Row) -> Waits:
    page, let_be = (reverse(f"meetings:{name}", args=[row.pk]) for name in ("tell_change", "let_be"))
    seen = {"version": str(row.number), "revision": row.word}
    presses = (Press(_("Tell them"), page), Press(_("Tell nobody"), let_be, seen))
    return _said(page, _("Tell everybody what has changed"), row, presses=presses)


def _dates() -> Kind:
    rows = DatePoll.objects.filter(chosen=None, meeting__state__in=Meeting.TO_COME, closes_on__lt=timezone.localdate())
    return Kind(rows=rows, key="meeting_id", about=OF_MEETING, say=_choose_date, for_office=True)


def _choose_date(row: Row) -> Waits:
    return _said(reverse("meetings:poll", args=[row.pk]), _("Choose the date: the poll is closed"), row)


def _next_meeting():
    return Subquery(_upcoming().order_by("starts_at", "pk").values("pk")[:1])


def _proposals() -> Kind:
    side = {
        language: Case(When(language=language, then=F("title")), default=Value(""), output_field=TextField())
        for language in ("en", "cy")
    }
    return Kind(
        rows=Proposal.objects.filter(answer=Proposal.Answer.WAITING),
        key=Coalesce("meeting_id", _next_meeting()),
        about=(side["en"], side["cy"]),
        together=True,
        say=_answer_proposals,
        for_office=True,
    )


def _answer_proposals(rows: list[Row]) -> Waits:
    number, pk = len(rows), next((row.pk for row in rows if row.pk), None)
    said = ngettext("Answer %(number)s proposal", "Answer %(number)s proposals", number) % {"number": number}
    page = reverse("meetings:build_agenda", args=[pk]) if pk else reverse("meetings:schedule")
    return _said(page, said, rows[0])


def _pulled() -> Kind:
    """Items that members ask to discuss, which nobody has touched since."""
    events = AgendaItem.pgh_event_models["update"].objects.filter(pgh_obj=OuterRef("pk")).exclude(pulled_by=None)
    touched = events.order_by().values("pgh_obj").annotate(number=Count("pk")).values("number")
    rows = AgendaItem.objects.filter(meeting__state=State.PUBLISHED, meeting__starts_at__gt=timezone.now())
    return Kind(
        rows=rows.exclude(pulled_by=None).annotate(touched=Subquery(touched)).filter(touched__lte=1),
        about=TITLE,
        word="pulled_by__name",
        say=_please_discuss,
        for_office=True,
    )


def _please_discuss(row: Row) -> Waits:
    said = _("Give it time on the agenda: %(name)s asks to discuss it") % {"name": row.word}
    return _said(reverse("meetings:edit_item", args=[row.pk]), said, row)


def _one_language() -> Kind:
    """Items of agendas to come that stand in one language, or of which one side is older than the other."""
    behind = waiting_for(AgendaItem, "en") | waiting_for(AgendaItem, "cy")
    in_one = Identity.objects.exclude(languages=Languages.BOTH)
    rows = AgendaItem.objects.filter(behind, ~Exists(in_one), meeting__in=_upcoming(State.PLANNED, State.PUBLISHED))
    return Kind(
        rows=rows,
        key="meeting_id",
        about=OF_MEETING,
        day=TruncDate("meeting__starts_at"),
        together=True,
        say=_translate,
        for_office=True,
    )


def _translate(rows: list[Row]) -> Waits:
    first = rows[0]
    number = sum(row.pk == first.pk for row in rows)
    said = ngettext(
        "Write %(number)s item in the other language too", "Write %(number)s items in the other language too", number
    )
    return _said(reverse("meetings:build_agenda", args=[first.pk]), said % {"number": number}, first)


def _silent() -> Kind:
    """Meetings at hand whose agenda many have got who have not answered, and of which nobody was reminded."""
    letters = Letter.objects.filter(
        thing=Concat(OuterRef("pk"), Value(":"), OuterRef("publications"), output_field=CharField())
    )
    given = Answer.objects.filter(meeting=OuterRef(OuterRef("pk")), person=OuterRef("person"))
    silent = letters.filter(~Exists(given), kind=emails.NOTICE, person__is_active=True).order_by()
    number = Subquery(silent.annotate(number=Func("pk", function="COUNT")).values("number"))
    last = timezone.localdate() + SILENT_AHEAD
    day = Concat(OuterRef("pk"), Value(":"), OuterRef("publications"), Value(":"), output_field=CharField())
    rows = Meeting.objects.filter(
        ~Exists(letters.filter(kind=emails.REMINDER)),
        ~Exists(Letter.objects.filter(kind=emails.REMINDER, thing__startswith=day)),
        state=State.PUBLISHED,
        starts_at__gt=timezone.now(),
        starts_at__date__lte=last,
    )
    return Kind(
        rows=rows.alias(silent=number).filter(silent__gt=0),
        about=TITLE,
        day=TruncDate("starts_at"),
        number="silent",
        say=_remind,
        for_office=True,
    )


def _remind(row: Row) -> Waits:
    said = ngettext("%(number)s has not answered: remind them", "%(number)s have not answered: remind them", row.number)
    page, remind = (reverse(f"meetings:{name}", args=[row.pk]) for name in ("replies", "remind"))
    return _said(page, said % {"number": row.number}, row, presses=(Press(_("Remind"), remind),))


def _reviews() -> Kind:
    """Decisions that put themselves on the next agenda."""
    rows = _upcoming().filter(pk=_next_meeting()).annotate(reviews=coming_back.number_due()).filter(reviews__gt=0)
    facts = {"about": TITLE, "day": TruncDate("starts_at"), "number": "reviews", "for_office": True}
    return Kind(rows=rows, say=_review, told=True, **facts)


def _review(row: Row) -> Waits:
    said = ngettext(
        "%(number)s decision comes back for review", "%(number)s decisions come back for review", row.number
    )
    return _said(f"{reverse('meetings:decisions')}?review=on", said % {"number": row.number}, row)


def _hold() -> Kind:
    rows = Meeting.objects.filter(state__in=(State.PLANNED, State.PUBLISHED), ends_at__lt=timezone.now())
    return Kind(rows=rows, about=TITLE, say=_record_who_came, for_office=True)


def _record_who_came(row: Row) -> Waits:
    page = reverse("meetings:meeting", args=[row.pk])
    return _said(page, _("Record who came, and mark the meeting as held"), row)


def _claims() -> Kind:
    rows = AttendanceClaim.objects.filter(answer=AttendanceClaim.Answer.WAITING, meeting__state=State.HELD)
    rows = rows.exclude(meeting__minutes__state=Minutes.State.CONFIRMED)
    return Kind(rows=rows, key="meeting_id", about=OF_MEETING, word="person__name", say=_answer_claim, for_office=True)


def _answer_claim(row: Row) -> Waits:
    said = _("Answer “I was there”: %(name)s") % {"name": row.word}
    return _said(reverse("meetings:register", args=[row.pk]), said, row)


def _minutes_due(rows, say) -> Kind:
    day = TruncDate(moved("ends_at", rule("minutes_days")))
    return Kind(rows=rows, about=TITLE, day=day, say=say, for_office=True)


def _write() -> Kind:
    return _minutes_due(Meeting.objects.filter(state=State.HELD, minutes=None), _write_by)


def _write_by(row: Row) -> Waits:
    said = _("Write the minutes: they were due on %(date)s")
    if row.day >= timezone.localdate():
        said = _("Write the minutes: they are due on %(date)s")
    return _said(reverse("meetings:write_minutes", args=[row.pk]), said % {"date": in_words(row.day)}, row)


def _circulate() -> Kind:
    rows = Meeting.objects.filter(state__in=Meeting.TAKES_PLACE, minutes__state=Minutes.State.DRAFT)
    return _minutes_due(rows, _circulate_by)


def _circulate_by(row: Row) -> Waits:
    said = _("Finish and circulate the minutes: they were due on %(date)s")
    if row.day >= timezone.localdate():
        said = _("Finish and circulate the minutes: they are due on %(date)s")
    return _said(reverse("meetings:minutes", args=[row.pk]), said % {"date": in_words(row.day)}, row)


def _corrections() -> Kind:
    rows = Correction.objects.filter(answer=Correction.Answer.WAITING)
    rows = rows.filter(paragraph__item__meeting__minutes__state=Minutes.State.CIRCULATED)
    meeting = "paragraph__item__meeting"
    return Kind(
        rows=rows,
        key=f"{meeting}_id",
        about=(f"{meeting}__title_en", f"{meeting}__title_cy"),
        together=True,
        say=_answer_corrections,
        for_office=True,
    )


def _answer_corrections(rows: list[Row]) -> Waits:
    number = len(rows)
    said = ngettext("Answer %(number)s correction", "Answer %(number)s corrections", number) % {"number": number}
    return _said(reverse("meetings:corrections", args=[rows[0].pk]), said, rows[0])


def _overdue() -> Kind:
    rows = Action.objects.filter(paragraph__item__meeting__minutes__state__in=("circulated", "confirmed"))
    return Kind(
        rows=rows.open().filter(status=Action.Status.OPEN, due_on__lt=timezone.localdate()),
        about=("text_en", "text_cy"),
        together=True,
        say=_chase,
        for_office=True,
    )


def _chase(rows: list[Row]) -> Waits:
    number = len(rows)
    said = ngettext("%(number)s action is overdue: remind", "%(number)s actions are overdue: remind", number)
    about = rows[0].about if number == 1 else ""
    return _said(f"{reverse('meetings:all_actions')}?show=overdue", said % {"number": number}, rows[0], about=about)


def _adrift() -> Kind:
    """Actions that nobody has any more who belongs to the Forum."""
    rows = Action.objects.filter(paragraph__item__meeting__minutes__state__in=("circulated", "confirmed"))
    name = Coalesce("passed_to__name", "owner__name", "owner_organisation__name_en", "owner_organisation__name_cy")
    return Kind(
        rows=rows.open().adrift(),
        about=("text_en", "text_cy"),
        day="due_on",
        word=name,
        say=_give,
        for_office=True,
    )


def _give(row: Row) -> Waits:
    said = _("Give the action to somebody else: %(name)s has left the Forum") % {"name": row.word}
    return _said(reverse("meetings:give_action", args=[row.pk]), said, row)


def _confirm(person) -> Kind:
    """Minutes that wait for the Chair: at the next meeting, or now where none is planned. Others are only told."""
    later = Meeting.objects.filter(starts_at__gt=OuterRef("starts_at"), state__in=Meeting.TAKES_PLACE)
    day = TruncDate(Subquery(later.order_by("starts_at").values("starts_at")[:1]))
    rows = Meeting.objects.filter(minutes__state=Minutes.State.CIRCULATED)
    say = _confirm_them if is_chair(person) else _wait_for_chair
    return Kind(rows=rows, about=TITLE, day=day, say=say, for_office=True, told=not is_chair(person))


def _confirm_them(row: Row) -> Waits:
    return _said(reverse("meetings:confirm_minutes", args=[row.pk]), _("Confirm the minutes"), row)


def _wait_for_chair(row: Row) -> Waits:
    return _said(reverse("meetings:minutes", args=[row.pk]), _("The minutes wait for the Chair to confirm them"), row)
