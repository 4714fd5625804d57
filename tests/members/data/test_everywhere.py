"""Every relation to a person is thought of: what one's own data hold, what goes with the erased,
and why the rest does not.
"""

from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.urls import reverse

from forum_site import doors
from forum_site.doors import APPS
from forum_site.pages.erasure import everywhere, preview
from forum_site.pages.found import where
from forum_site.pages.own_data import packed
from meetings.models import MinutesImport, Vote
from meetings.papers import pack
from members.access import circle_of
from members.models import (
    Consent,
    Incoming,
    Interest,
    LostFactor,
    Person,
    Renewal,
    Representative,
    ReturnedAddress,
    Stakeholder,
)
from tests.cast import a_meeting, an_item
from tests.crawl import unpacked
from tests.meetings.balloting.test_ballots import a_ballot
from tests.members.data.test_erasure import NAME, person, tables_with  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db

# Relations by which somebody did something for the Forum, or stands in its record: not about them, and left without a
# name.
DONE_FOR_THE_FORUM = {
    *(
        "exchange.Post.removed_by",
        "exchange.Comment.removed_by",
        "library.Framework.changed_by",
        "library.Part.changed_by",
    ),
    *(
        "meetings.Meeting.chair",
        "meetings.AgendaItem.presenter",
        "meetings.Attendance.substitute_for",
    ),
    *("meetings.AttendanceClaim.answered_by", "meetings.Minutes.confirmed_by", "meetings.DecisionReview.said_by"),
    *(
        "meetings.MinutesImport.made_by",
        "meetings.Notice.written_by",
        "meetings.Answer.taken_by",
        "meetings.LaterNote.written_by",
        "meetings.Ballot.asked_by",
    ),
    *(
        "meetings.FeedbackGiven.person",
        "members.Mailing.sent_by",
        "members.ContactNote.by",
        "members.NetworkContact.by",
        "members.Complaint.closed_by",
        "members.EnquiryWord.by",
    ),
    *("members.LostFactor.opened_by", "members.LostFactor.confirmed_by", "members.LostFactor.withdrawn_by"),
    *("members.Application.decided_by", "members.Invite.invited_by"),
    *("members.ImportRun.made_by", "members.ImportRun.applied_by", "members.ImportRun.undone_by"),
}
# Those that one's own data hold, by the part that holds them.
OWN = {
    "exchange.Post.author": "posts", "exchange.Comment.author": "comments", "library.Part.contact": "framework_parts",
    "exchange.Backing.person": "interests_in_ideas",
    "exchange.Report.by": "reports", "exchange.Following.person": "followings", "exchange.Mention.person": "mentions",
    "library.Talk.speaker": "talks", "library.Talk.offered_by": "talks",
    "library.Consultation.lead": "consultations_led", "library.Remark.author": "remarks_on_answers",
    "library.Outcome.suggested_by": "outcomes_suggested",
    "library.Interested.person": "interests_in_consultations",
    "taskgroups.TaskGroup.convenor": "groups_convened", "taskgroups.TaskGroup.members": "group_places",
    "taskgroups.TaskGroup.deputy": "groups_deputised", "taskgroups.GroupRequest.person": "group_requests",
    "taskgroups.Milestone.done_by": "milestones_done", "taskgroups.GroupMessage.author": "group_messages",
    "taskgroups.GroupAction.owner": "group_actions", "taskgroups.GroupPaper.uploaded_by": "group_papers",
    "taskgroups.GroupPresence.person": "group_meetings", "taskgroups.ProgressLine.said_by": "group_progress",
    "taskgroups.GroupMember.person": "group_places", "meetings.Answer.person": "answers",
    "meetings.Attendance.person": "attendance", "meetings.AgendaItem.pulled_by": "items_pulled",
    "meetings.AttendanceClaim.person": "attendance_claims", "meetings.Action.owner": "actions",
    "meetings.Action.passed_to": "actions",
    "meetings.Decision.proposed_by": "decisions_moved", "meetings.Decision.seconded_by": "decisions_moved",
    "meetings.Declaration.person": "declarations", "meetings.Proposal.proposer": "proposals",
    "meetings.Correction.proposer": "corrections", "meetings.Vote.person": "votes",
    "meetings.PollAnswer.person": "poll_answers",
    "meetings.PaperSide.uploaded_by": "papers", "members.Standing.person": "standings", "members.Term.person": "terms",
    "members.Representative.person": "represents", "members.Renewal.person": "renewals",
    "members.Application.person": "applications",
    "members.Consent.person": "consents", "members.LetterChoice.person": "letter_choices",
    "members.LostFactor.person": "lost_factors", "members.RegisteredInterest.person": "registered_interests",
    "members.Letter.person": "letters", "members.ReturnedAddress.person": "returned",
    "members.Incoming.person": "incoming",
    "members.Network.keeper": "networks",
    "members.Answerer.person": "answers_for", "members.Enquiry.answerer": "enquiries_to_answer",
}  # fmt: skip


def relations():
    """Return every relation of our models to a person, as "app.Model.field"."""
    return {
        f"{model._meta.label}.{field.name}"
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if not hasattr(model, "pgh_tracked_model") and not model._meta.proxy
        for field in (*model._meta.concrete_fields, *model._meta.local_many_to_many)
        if field.related_model is Person
    }


def test_every_relation_to_a_person_is_in_their_own_data_or_is_told_why_not(cast):
    through = {name for name in relations() if "Person_" in name}
    assert relations() - through - DONE_FOR_THE_FORUM == set(OWN)
    assert set(OWN.values()) <= {part.key for part in doors.own_data(cast.member)}


def test_choices_factors_and_representation_are_in_the_file(cast):
    Consent.objects.create(person=cast.member, kind="digest", wording="1", language="cy")
    LostFactor.objects.create(person=cast.member, reason="zqlost", opened_by=cast.chair)
    Vote.objects.create(ballot=a_ballot(cast), person=cast.member, choice="no", reason="zqtoo dear")
    parts = {part.key: part for part in doors.own_data(cast.member)}
    assert parts["consents"].rows[0]["wording"] == "1" and parts["lost_factors"].rows[0]["reason"] == "zqlost"
    assert parts["votes"].rows[0]["reason"] == "zqtoo dear"
    assert b"data.json" in packed(cast.member).read()


def stored_texts():
    """Return what is in all kept files, PDF files as their text."""
    texts = []
    for path in (path for path in Path(default_storage.location).rglob("*") if path.is_file()):
        texts.append(unpacked(path.read_bytes()).decode(errors="ignore"))
    return texts


def test_who_is_everywhere_is_nowhere_afterwards(person, cast, as_person, django_capture_on_commit_callbacks):  # noqa: F811
    Person.objects.filter(pk=person.pk).update(about_en="zqzqabout", about_cy="zqzqamdanaf")
    person.refresh_from_db()
    person.interests.add(Interest.objects.create(name_en="Care"))
    Consent.objects.create(person=person, kind="mailing", wording="1", language="en")
    LostFactor.objects.create(person=person, reason="zqzqlost", opened_by=cast.chair)
    Renewal.objects.create(person=person, standing=person.standings.get(), due_on="2030-01-01")
    MinutesImport.objects.create(source=f"Present: {NAME}", facts={"present": NAME})
    Stakeholder.objects.create(name=NAME, email=person.email)
    ReturnedAddress.objects.create(address=person.email)
    Incoming.objects.create(validity=1, uid=1, outcome="perhaps", person=person)
    meeting = a_meeting(days=9, state="published", chair=person)
    an_item(meeting, presenter=person)
    pack.opened(pack.current(meeting, circle_of(cast.member), "en")[0]).close()
    assert any("zqzq" in text.lower() for text in stored_texts()), [text[:300] for text in stored_texts()]
    assert sum(number for _name, number in preview(person, cast.administrator)["going"]) >= 8
    with django_capture_on_commit_callbacks(execute=True):
        everywhere(person=person, by=cast.administrator)
    assert tables_with("zqzq") == []
    assert not any("zqzq" in text.lower() for text in stored_texts())
    assert not Incoming.objects.exists() and not ReturnedAddress.objects.exists()
    assert not person.interests.exists() and not Representative.objects.filter(person=person).exists()
    administrator = as_person("administrator")
    pages = (
        "members:directory",
        "members:letters",
        "members:stakeholders",
        "home",
        "exchange:posts",
        "history",
        "members:imports",
    )
    for address in (
        *map(reverse, pages),
        reverse("history_of", args=["members.person", person.pk]),
        meeting.get_absolute_url(),
    ):
        assert "zqzq" not in administrator.get(address).content.decode().lower(), address
    assert where("Zqzqname", cast.administrator) == []
