"""What people change on forms: a table of every kind of row that counts its versions, and of every form over it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from exchange.models import Comment, Post
from library.models import Consultation, Document, DocumentVersion
from meetings.day import attendance
from meetings.importing import making
from meetings.models import Attendance, ClosedDay, Paper, Rules, StandingItem
from meetings.papers import papers
from members.models import (
    Identity,
    Interest,
    Mailing,
    MembershipRules,
    Network,
    Office,
    Organisation,
    OrganisationStanding,
    Page,
    Representative,
    Stakeholder,
    Term,
)
from taskgroups.models import GroupMember
from tests import spoken
from tests.cast import a_decision, a_declaration, a_meeting, a_paragraph, an_action, an_interest, an_item
from tests.grouped import IN_GROUP, a_group, a_group_action, a_group_meeting, a_group_paper, a_milestone

VALUES = {  # of columns that hold no words: what somebody else writes, and what is to be saved
    "review_on": (datetime.date(2031, 7, 19), datetime.date(2032, 8, 23)),
    "letter_days": (47, 53),
    "notice_days": (47, 53),
    "minutes": (47, 53),
    "ends_on": (datetime.date(2031, 7, 19), datetime.date(2032, 8, 23)),
    "joined_on": (datetime.date(2031, 7, 19), datetime.date(2032, 8, 23)),
    "link": ("https://theirs.example/", "https://mine.example/"),
}


LATER, NOT_SHARED = {"starts_on": "2020-01-02"}, {"shared_with_partners": False}


@dataclass(frozen=True)
class Editable:
    """A form over a row: how the row is made, where the form is, a text that it shows, another column, one it hides.

    `other` and `hidden` are {column: another value}; what is hidden, or shown and stands alone, is kept beside a save.
    """

    name: str
    make: Callable
    page: str
    text: str
    other: dict = field(default_factory=dict)
    hidden: dict = field(default_factory=dict)
    role: str = "administrator"
    keys: tuple = ("pk",)

    @property
    def theirs(self):
        """What somebody else writes, in words, or as a figure or day where the column holds such."""
        return VALUES.get(self.text, ("Theirs entirely", ""))[0]

    @property
    def mine(self):
        """What is to be saved, likewise."""
        return VALUES.get(self.text, ("", "Mine entirely"))[1]

    def path(self, row):
        """Return the address of the form over a row."""
        return reverse(self.page, args=[getattr(row, key) for key in self.keys])

    def __str__(self):
        return self.name


def a_meeting_of(cast):
    return a_meeting(chair=cast.chair)


def an_item_of(cast):
    return an_item(a_meeting(), text_en="<p>Text.</p>", text_cy="<p>Testun.</p>", taken_as_read=True)


def a_minuted_paragraph(cast):
    return a_paragraph(an_item(a_meeting(days=-1, state="held")))


def a_minuted_decision(cast):
    return a_decision(a_minuted_paragraph(cast))


def a_minuted_action(cast):
    return an_action(a_minuted_paragraph(cast), cast.member, progress="Begun.", progress_language="en")


def a_guest(cast):
    row = Attendance(name="Ann", organisation="Care UK", capacity="guest", mode="in_person")
    return attendance.add_attendance(meeting=a_meeting(days=-1, state="held"), row=row)


def a_paper(cast):
    file = SimpleUploadedFile("report.txt", b"A report", "text/plain")
    paper = Paper(item=an_item(a_meeting()), title_en="A report", title_cy="Adroddiad")
    return papers.add_paper(paper=paper, uploads=[papers.Upload("en", file, "text/plain")], by=cast.administrator)


def a_draft_import(cast):
    return making.begin(by=cast.administrator, source="PRESENT\nAnn\n\n# One\n\nText.", source_name="", language="en")


def a_document(cast):
    facts = {"title_en": "Policy", "title_cy": "Polisi", "summary_en": "Short", "summary_cy": "Byr"}
    return Document.objects.create(kind="policy", **facts)


def a_draft(cast):
    facts = {"text_en": "<p>Text.</p>", "text_cy": "<p>Testun.</p>", "changes_en": "All", "changes_cy": "Popeth"}
    return DocumentVersion.objects.create(document=a_document(cast), number=1, **facts)


def a_consultation(cast):
    facts = {
        "title_en": "On care",
        "title_cy": "Am ofal",
        "outcome_en": "Heard",
        "summary_en": "It asks",
        "summary_cy": "Mae’n gofyn",
    }
    return Consultation.objects.create(asked_by="The Welsh Government", **facts)


def a_post(cast):
    return Post.objects.create(author=cast.member, title="Time banks", text="Shall we?", language="en")


def a_comment(cast):
    return Comment.objects.create(author=cast.member, post=a_post(cast), text="Yes.", language="en")


def a_standing_item(cast):
    return StandingItem.objects.create(title_en="Welcome")


def an_organisation(cast):
    return Organisation.objects.create(name_en="Care", name_cy="Gofal")


def a_person(cast):
    cast.member.about_en, cast.member.about_cy = "Nurse", "Nyrs"
    cast.member.save()
    return cast.member


def a_network(cast):
    return Network.objects.create(organisation=an_organisation(cast), next_step="Ring them")


def a_stakeholder(cast):
    return Stakeholder.objects.create(name="Delyth", next_step="Ring her")


def an_identity(cast):
    return Identity.objects.create(pk=1, name_en="Elin Care", name_cy="Gofal Elin")


def rules_of_membership(cast):
    return MembershipRules.objects.create(pk=1, letter_days=30)


def a_mailing(cast):
    facts = {"subject_en": "A fair", "subject_cy": "Ffair", "text_en": "<p>Come.</p>", "text_cy": "<p>Dewch.</p>"}
    return Mailing.objects.create(**facts)


def a_place(cast):
    return GroupMember.objects.create(group=a_group(cast), person=cast.member)


def an_office(cast):
    return Office.objects.create(name_en="Treasurer", name_cy="Trysorydd")


def a_term(cast):
    return Term.objects.create(office=an_office(cast), person=cast.member, starts_on="2020-01-02")


def a_standing_of_a_body(cast):
    return OrganisationStanding.objects.create(
        organisation=an_organisation(cast), capacity="member", starts_on="2020-01-02"
    )


def a_representative(cast):
    return Representative.objects.create(organisation=an_organisation(cast), person=cast.member, starts_on="2020-01-02")


def the_rules(_cast):
    return Rules.objects.create(pk=1)


EDITABLE = [
    Editable(
        "meeting",
        a_meeting_of,
        "meetings:edit_meeting",
        "title_en",
        {"online_link": "https://meet.example/theirs"},
        {"state": "postponed"},
    ),
    Editable("item", an_item_of, "meetings:edit_item", "title_en", {"minutes": 25}, {"actual_minutes": 7}),
    Editable("item’s row", an_item_of, "meetings:set_item", "minutes", {"kind": "discussion"}, {"actual_minutes": 7}),
    Editable("paragraph", a_minuted_paragraph, "meetings:edit_paragraph", "text_en"),
    Editable("declaration", a_declaration, "meetings:edit_declaration", "text_en", {"then": "left"}),
    Editable("interest", an_interest, "members:edit_interest", "text", {"audience": "shared"}),
    Editable("decision", a_minuted_decision, "meetings:edit_decision", "text_en", {"how": "as_read"}),
    Editable(
        "action", a_minuted_action, "meetings:edit_action", "text_en", {"due_on": "2030-01-02"}, {"status": "done"}
    ),
    Editable(
        "progress",
        a_minuted_action,
        "meetings:action",
        "progress",
        {"status": "done"},
        {"text_cy": "Geiriau"},
        "administrator",
    ),
    Editable("guest", a_guest, "meetings:edit_attendance", "name", {"capacity": "speaker"}, keys=("meeting_id", "pk")),
    Editable("paper", a_paper, "meetings:edit_paper", "title_en", {"read_first": True}, {"is_late": True}),
    Editable("import", a_draft_import, "meetings:check_import", "text", {"facts": {"title_en": "Theirs"}}),
    Editable("document", a_document, "library:edit_document", "title_en", {"link": "https://theirs.example/"}),
    Editable("review", a_document, "library:review_document", "review_on", {}, {"title_en": "Theirs"}),
    Editable("draft", a_draft, "library:edit_draft", "text_en", keys=("document_id",)),
    Editable("consultation", a_consultation, "library:edit_consultation", "title_en", {"asked_by": "Theirs"}),
    Editable("outcome", a_consultation, "library:tell_outcome", "outcome_en", {}, {"asked_by": "Theirs"}),
    Editable("resource", spoken.a_resource, "library:edit_resource", "title_en", {"year": 2016}),
    Editable("copy", spoken.a_copy, "library:edit_copy", "link", {"is_easy_read": True}),
    Editable("answer", spoken.an_answer, "library:edit_answer", "text_en"),
    Editable("framework", spoken.a_framework, "library:edit_framework", "shared_en"),
    Editable("part", spoken.a_part, "library:edit_part", "text_en", {"whose": "forum"}, {"order": 9}),
    Editable("talk", spoken.an_offer, "library:edit_talk", "title_en", {"minutes": 45}, {"audience": "keepers"}),
    Editable("kept talk", spoken.a_given_talk, "library:keep_talk", "taken_en", {"area": "mid"}, {"minutes": 45}),
    Editable("study", spoken.a_study, "library:edit_study", "name_en", {"place": "Conwy"}),
    Editable("social value", spoken.a_change, "library:edit_outcome", "title_en", {"sureness": "several"}),
    Editable("own field", spoken.an_own_field, "library:edit_outcome_field", "label_en", {"order": 7}),
    Editable("picture", spoken.a_picture, "library:edit_picture", "shows_en"),
    Editable("post", a_post, "exchange:edit_post", "text", {"kind": "news"}, {"removed_by_id": "chair"}, role="member"),
    Editable("idea", spoken.an_outcome, "exchange:settle_idea", "words_en", {"kind": "parked"}, keys=("post_id",)),
    Editable("comment", a_comment, "exchange:edit_comment", "text", {"language": "cy"}, role="member"),
    Editable("attachment", spoken.an_attachment, "exchange:edit_attachment", "shows", role="member"),
    Editable("group", a_group, "taskgroups:edit_group", "name_en", LATER, {"state": "reporting"}),
    Editable("its convenor's", a_group, "taskgroups:edit_group", "name_en", LATER, NOT_SHARED, "convenor"),
    Editable("group meeting", a_group_meeting, "taskgroups:edit_group_meeting", "notes_en", keys=IN_GROUP),
    Editable("group action", a_group_action, "taskgroups:edit_group_action", "text_en", keys=IN_GROUP),
    Editable("group paper", a_group_paper, "taskgroups:edit_group_paper", "title_en", keys=IN_GROUP),
    Editable("milestone", a_milestone, "taskgroups:edit_milestone", "title_en", keys=("group_id", "pk")),
    Editable("profile", a_person, "members:profile", "about_en", {"phone": "01234"}, {"is_staff": True}, "member", ()),
    Editable("network", a_network, "members:edit_network", "next_step", {"next_step_on": "2031-01-02"}),
    Editable("stakeholder", a_stakeholder, "members:edit_stakeholder", "name", {"next_step": "Write to her"}),
    Editable("rules", the_rules, "meetings:rules", "notice_days", {"quorum_percent": 20}, keys=()),
    Editable("identity", an_identity, "members:identity", "name_en", {"email": "theirs@forum.example"}, keys=()),
    Editable("area", spoken.an_area, "members:edit_area", "name_en", {"order": 7}),
    Editable("membership", rules_of_membership, "members:membership_rules", "letter_days", {"grace_days": 99}, keys=()),
    Editable("mailing", a_mailing, "members:edit_mailing", "text_en"),
    Editable("report", a_group, "taskgroups:final_report", "final_report_en", {}, {"name_en": "Theirs"}),
]

IN_ADMIN = [  # what is changed there alone
    Editable("organisation", an_organisation, "", "name_en", {"area": "mid"}),
    Editable("interest", lambda _cast: Interest.objects.create(name_en="Housing", name_cy="Tai"), "", "name_en"),
    Editable("page", lambda _cast: Page.objects.create(key="privacy", title_en="Privacy"), "", "text_en"),
    Editable("office", an_office, "", "name_en"),
    Editable("standing", lambda cast: cast.member.standings.get(), "", "ends_on", {"ended_because": "left"}),
    Editable("term", a_term, "", "ends_on", {"starts_on": "2020-01-05"}),
    Editable("standing of a body", a_standing_of_a_body, "", "ends_on", {"capacity": "partner"}),
    Editable("representative", a_representative, "", "ends_on", {"is_voting": True}),
    Editable("rules", the_rules, "", "notice_days", {"discuss_days": 9}),
    Editable("standing item", a_standing_item, "", "title_en", {"order": 7}),
    Editable("closed day", lambda _cast: ClosedDay.objects.create(day="2030-01-02", reason_en="Fair"), "", "reason_en"),
    Editable("place", a_place, "", "joined_on"),
]


def change(row, **facts):
    """Change a row by plain SQL; a role stands for the person of that role."""
    people = {"member", "chair"} & {value for value in facts.values() if isinstance(value, str)}
    keys = {role: get_user_model().objects.get(email=f"{role}@forum.example").pk for role in people}
    facts = {name: keys.get(value, value) if isinstance(value, str) else value for name, value in facts.items()}
    type(row)._base_manager.filter(pk=row.pk).update(**facts)
    return facts
