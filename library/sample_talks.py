"""The talks and case studies of the sample Forum: what was kept of its meetings, and two offers that wait."""

import datetime
from pathlib import Path

from django.utils import timezone

from library.models import CaseStudy, Talk
from library.talks import shelf
from meetings.models import AgendaItem
from members.models import Interest
from members.sample import read

DATA = Path(__file__).parent / "sample_data"


def make(meetings, people) -> str:
    """Add talks that were heard at `meetings`, offers by `people` and case studies; return what was made, in words."""
    shown = read(DATA, "talks")
    talks = [_talk(row, meetings, people) for row in shown["talk"]]
    for row in shown["offer"]:
        _offer(row, people)
    for row in shown["study"]:
        _study(row, talks)
    return f"{len(talks)} talks, {len(shown['study'])} case studies"


def _evening(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(17, 30)))


def _talk(row, meetings, people):
    """Keep a talk that was heard at a meeting, by the title of its item, with what its speaker agreed to."""
    item = AgendaItem.objects.get(meeting=meetings[row.pop("at")], title_en=row.pop("item"))
    talk = shelf.keep_heard(item=item, by=people["administrator"])
    consent = row.pop("consent", None)
    if consent:
        shelf.agree(talk=talk, consent=consent, how=row.pop("how", ""))
        row |= {"audience": consent, "shown_at": _evening(talk.given_on)}
    Talk.objects.filter(pk=talk.pk).update(topic=Interest.objects.get(name_en=row.pop("topic")), **row)
    return talk


def _offer(row, people):
    """Offer a talk as one of the people of the sample."""
    days, topic = datetime.timedelta(days=row.pop("days_ago")), Interest.objects.get(name_en=row.pop("topic"))
    by = people[row.pop("by")]
    shelf.offer(talk=Talk(topic=topic, offered_at=timezone.now() - days, **row), by=by)


def _study(row, talks):
    """Add a case study, with the talk about it where it has one."""
    about = row.pop("talk", None)
    talk = next((one for one in talks if one.title_en == about), None)
    shown = {"shown_at": _evening(datetime.date(2016, 12, 20))} if row.get("audience") else {}
    CaseStudy.objects.create(talk=talk, **row, **shown)
