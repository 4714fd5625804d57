"""What stands beside a proposal: its paper, checked as every file is, and its last day in calendars."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from meetings.closing import closing_days
from meetings.models import Ballot, BallotPaper
from meetings.models.grounds import PAPER_STANDS
from members.access import Circle
from tests.cast import a_meeting, an_item
from tests.letters import deliver_to_roles
from tests.meetings.balloting.test_ballots import a_ballot, url


def asked(as_person, **files):
    day = timezone.localdate() + datetime.timedelta(days=7)
    facts = {"text_en": "To join.", "kind": "yes_no", "closes_on": day}
    return as_person("administrator").post(url("ask_ballot"), facts | files)


def test_a_paper_is_attached_in_each_language_and_read_by_members_alone(as_person, cast):
    files = {f"file_{side}": SimpleUploadedFile(f"{side}.txt", side.encode(), "text/plain") for side in ("en", "cy")}
    asked(as_person, **files)
    ballot = Ballot.objects.get()
    assert "cy.txt" in as_person("member").get(ballot.get_absolute_url()).text
    page = url("ballot_paper", ballot.pk, "cy")
    assert b"".join(as_person("member").get(page).streaming_content) == b"cy"
    assert [as_person(role).get(page).status_code for role in ("partner", "lapsed")] == [404, 302]
    assert as_person("member").get(url("ballot_paper", ballot.pk, "fr")).status_code == 404


def test_a_file_that_is_not_what_its_name_says_is_refused_and_nobody_is_asked(as_person, cast):
    answer = asked(as_person, file_en=SimpleUploadedFile("paper.pdf", b"MZ no PDF", "application/pdf"))
    assert answer.context["form"].errors.keys() == {"file_en"} and not Ballot.objects.exists()


def test_a_paper_stands_as_it_was_asked_with(as_person, cast):
    asked(as_person, file_en=SimpleUploadedFile("paper.txt", b"Words", "text/plain"))
    with pytest.raises(DatabaseError, match=PAPER_STANDS), transaction.atomic():
        BallotPaper.objects.update(name="other.txt")


@pytest.mark.django_db
def test_the_last_day_stands_in_calendars_of_members(cast):
    ballot = a_ballot(cast)
    (day,) = closing_days(Circle.MEMBER)
    assert (day.on, day.path, ballot.number in day.title) == (ballot.closes_on, ballot.get_absolute_url(), True)
    assert closing_days(Circle.PARTNER) == []


def test_a_proposal_names_the_agenda_item_it_is_about_and_its_letters_lead_there(as_person, cast):
    out, draft = an_item(a_meeting(state="published")), an_item(a_meeting(days=40), title_en="Still a draft")
    form = as_person("administrator").get(url("ask_ballot")).context["form"]
    assert list(form.fields["item"].queryset) == [out]
    assert asked(as_person, item=draft.pk).context["form"].errors.keys() == {"item"}
    asked(as_person, item=out.pk, link="https://example.org/why")
    ballot, there = Ballot.objects.get(), f"{out.meeting.get_absolute_url()}#item-{out.number}"
    assert f'href="{there}"' in as_person("member").get(ballot.get_absolute_url()).text
    letter = deliver_to_roles()["member"].body
    assert there in letter and "https://example.org/why" in letter
