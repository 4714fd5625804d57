"""What a meeting is cited by: its month, with a letter where the month has more than one; in the name of every file."""

import datetime
import email
from email import policy

import pytest
from django.db import IntegrityError
from django.utils import timezone

from common.steps import take
from meetings.minutes import writing
from meetings.models import Meeting
from meetings.planning import lifecycle, scheduling
from tests.cast import a_meeting, an_item, minutes_of
from tests.files import read_out
from tests.letters import sent


def at(text):
    return timezone.make_aware(datetime.datetime.fromisoformat(text))


def on(day, **facts):
    return a_meeting(starts_at=at(f"{day} 10:00"), ends_at=at(f"{day} 12:00"), **facts)


def move(meeting, day):
    scheduling.move_meeting(meeting=meeting, starts_at=at(f"{day} 14:00"), ends_at=at(f"{day} 16:00"))
    return Meeting.objects.get(pk=meeting.pk).reference


@pytest.mark.django_db
def test_each_meeting_has_its_own_from_the_first():
    first, second, other = on("2031-11-20"), on("2031-11-04"), on("2031-12-01")
    assert [row.reference for row in (first, second, other)] == ["2031-11", "2031-11b", "2031-12"]
    edge = a_meeting(
        starts_at=datetime.datetime(2031, 6, 30, 23, 30, tzinfo=datetime.UTC), ends_at=at("2031-07-01 02:00")
    )
    assert edge.reference == "2031-07"  # by the clock in Wales


@pytest.mark.django_db
def test_it_follows_the_month_until_there_are_minutes(cast):
    first, second = on("2031-11-04"), on("2031-11-20")
    assert move(second, "2031-11-27") == "2031-11b"
    assert move(second, "2031-12-04") == "2031-12"
    assert on("2031-11-21").reference == "2031-11b"
    writing.begin(meeting=first)
    assert move(first, "2031-12-11") == "2031-11"
    assert Meeting.objects.get(pk=first.pk).version == first.version + 1  # the date, and no more


@pytest.mark.django_db
def test_a_month_may_have_many():
    rows = [Meeting(title_en="M", starts_at=at("2031-11-04 10:00"), ends_at=at("2031-11-04 11:00")) for _n in range(54)]
    Meeting.objects.bulk_create(rows)
    found = [row.reference.removeprefix("2031-11") for row in rows]
    assert (found[:3], found[25:29], found[52:]) == (["", "b", "c"], ["z", "aa", "ab", "ac"], ["ba", "bb"])
    with pytest.raises(IntegrityError):
        Meeting.objects.filter(pk=rows[0].pk).update(kept_reference="2031-11b")


@pytest.mark.django_db
def test_files_of_two_meetings_of_one_day_have_names_of_their_own(as_person, cast):
    morning = a_meeting(state="held", days=-400, is_public=True)
    evening = a_meeting(
        state="held", is_public=True,
        starts_at=morning.ends_at + datetime.timedelta(hours=1), ends_at=morning.ends_at + datetime.timedelta(hours=2),
    )  # fmt: skip
    month = f"{timezone.localtime(morning.starts_at):%Y-%m}"
    for meeting, reference in ((morning, month), (evening, f"{month}b")):
        an_item(meeting)
        minutes_of(meeting, "circulated")
        for language, words in (
            ("en", ("meeting", "agenda-and-papers", "agenda", "agenda", "minutes", "minutes")),
            ("cy", ("cyfarfod", "agenda-a-phapurau", "agenda", "agenda", "cofnodion", "cofnodion")),
        ):
            client = as_person("member")
            client.post("/i18n/setlang/", {"language": language})
            names = []
            for path in ("calendar.ics", "pack/", "agenda.pdf", "agenda.docx", "minutes.pdf", "minutes.docx"):
                answer = client.get(f"/meetings/{meeting.pk}/{path}")
                read_out(answer)
                names.append(answer["Content-Disposition"].partition("filename=")[2].strip('"'))
            ends = ("ics", "pdf", "pdf", "docx", "pdf", "docx")
            assert names == [f"{word}-{reference}.{end}" for word, end in zip(words, ends, strict=True)]


@pytest.mark.django_db
def test_so_have_the_calendar_files_of_letters(cast):
    cast.member.language = "cy"
    cast.member.save(update_fields=["language"])
    on("2031-11-04")
    meeting = on("2031-11-20")
    an_item(meeting)
    take(meeting, lifecycle.PUBLISH)
    names = set()
    for letter in sent():
        message = email.message_from_bytes(letter.message().as_bytes(), policy=policy.default)
        names |= {part.get_filename() for part in message.iter_attachments()}
    assert names == {"meeting-2031-11b.ics", "cyfarfod-2031-11b.ics"}


def test_the_upgrade_gives_what_is_missing_and_counts_it_as_no_change(brought_to):
    old = brought_to("0025_calendar_stamps").get_model("meetings", "Meeting")
    days = ("2031-11-20", "2031-11-04", "2031-11-11", "2031-12-01")
    rows = [
        old.objects.create(
            title_en=day,
            starts_at=at(f"{day} 10:00"),
            ends_at=at(f"{day} 12:00"),
            kept_reference=kept,
            calendar_uid=day,
        )
        for day, kept in zip(days, ("2031-11", "", "", ""), strict=True)
    ]
    apps = brought_to("0026_references")
    now = {row.pk: row for row in apps.get_model("meetings", "Meeting").objects.all()}
    assert [now[row.pk].kept_reference for row in rows] == ["2031-11", "2031-11b", "2031-11c", "2031-12"]
    assert {(row.version, row.revision) for row in now.values()} == {(1, 0)}
    assert apps.get_model("meetings", "MeetingEvent").objects.count() == len(rows)
