"""How much each page costs: at most twelve queries, the same for one row and for three; and how heavy an agenda is."""

import re
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from exchange.models import Comment, Post
from library import versions
from library.models import (
    AnswerDraft,
    CaseStudy,
    Consultation,
    Document,
    DocumentVersion,
    Framework,
    Interested,
    Outcome,
    OutcomeField,
    Part,
    Remark,
    Resource,
    ResourceCopy,
    StudyPicture,
    Talk,
)
from meetings.day import attendance
from meetings.models import Attendance, AttendanceClaim, ItemKind, Paper, PaperSide, Writes
from members.models import Identity, Interest, Network, Office, Organisation, Person, Standing, Term
from taskgroups.models import GroupMember, TaskGroup
from tests.cast import a_decision, a_meeting, a_paragraph, an_action, an_item, minutes_of

pytestmark = pytest.mark.django_db

KEPT = re.compile(r'FROM "members_(?:identity|area)"')  # where nothing is kept, they are read when something asks
MOST, FIGURE = 12, 1  # for who keeps the record the figure in the menu
READERS = ("visitor", "member", "partner", "administrator", "chair")
PAGES = {
    "home": "/",
    "upcoming": "/meetings/",
    "past": "/meetings/past/",
    "meeting": "/meetings/{next.pk}/",
    "last_meeting": "/meetings/{last.pk}/",
    "papers": "/meetings/{next.pk}/papers/",
    "minutes": "/meetings/{last.pk}/minutes/",
    "my_actions": "/meetings/actions/",
    "all_actions": "/meetings/actions/all/",
    "build_agenda": "/meetings/{next.pk}/agenda/",
    "edit_meeting": "/meetings/{next.pk}/edit/",
    "publish": "/meetings/{draft.pk}/step/publish/",
    "register": "/meetings/{last.pk}/register/",
    "write_minutes": "/meetings/{last.pk}/minutes/write/",
    "meeting_history": "/meetings/{last.pk}/history/",
    "history": "/history/",
    "history_of": "/history/members.person/{person.pk}/",
    "history_by": "/history/by/{cast.chair.pk}/",
    "directory": "/people/",
    "person": "/people/{person.pk}/",
    "organisations": "/people/organisations/",
    "organisation": "/people/organisations/{organisation.pk}/",
    "networks": "/people/networks/",
    "profile": "/people/me/",
    "keeping": "/people/keeping/",
    "groups": "/groups/",
    "group": "/groups/{group.pk}/",
    "documents": "/library/",
    "document": "/library/{document.pk}/",
    "clause": "/library/constitution/clause/1/",
    "consultation": "/library/consultations/{consultation.pk}/",
    "answer": "/library/consultations/answers/{answer.pk}/",
    "consultations": "/library/consultations/",
    "talks": "/library/talks/",
    "talk": "/library/talks/{talk.pk}/",
    "resources": "/library/resources/",
    "resource": "/library/resources/{resource.pk}/",
    "studies": "/library/case-studies/",
    "study": "/library/case-studies/{study.pk}/",
    "outcomes": "/library/social-value/",
    "outcome": "/library/social-value/{outcome.pk}/",
    "edit_outcome": "/library/social-value/{outcome.pk}/edit/",
    "frameworks": "/library/partners/",
    "framework": "/library/partners/{framework.pk}/",
    "posts": "/exchange/",
    "post": "/exchange/{post.pk}/",
    "my_data": "/my-data/",
    "numbers": "/numbers/",
    "numbers_membership": "/numbers/membership/",
    "handover": "/handover/",
    "search": "/search/?words=er",
    "translations": "/translations/",
    "translate": "/translations/library.casestudy/{study.pk}/name/",
}
# Seldom asked for, and looking through every table of the site: a query or so for each, and no more for more rows.
OF_ALL_TABLES = {"erase": "/erase/{cast.member.pk}/"}


class Rows:
    """A small Forum that grows by one row of everything at a time."""

    def __init__(self, cast):
        self.cast, self.number = cast, 0
        Identity.objects.create(pk=1, name_en="Forum", set_up_at=timezone.now())
        self.next = a_meeting(days=5, state="published", is_public=True, chair=cast.chair, kind="joint")
        self.draft = a_meeting(days=6, chair=cast.chair)
        self.last = a_meeting(days=-5, state="held", is_public=True, chair=cast.chair)
        minutes_of(self.last, "circulated")
        AttendanceClaim.objects.create(meeting=self.last, person=cast.member)
        for meeting, writes in product((self.next, self.draft), (Writes.LAST_MINUTES, Writes.MATTERS_ARISING)):
            an_item(meeting, writes_itself=writes)
        self.organisation = Organisation.objects.create(name_en="Body", kind="regulator")
        self.group = TaskGroup.objects.create(name_en="Group", convenor=cast.convenor, set_up_at=self.last)
        self.document = versions.draft_document(
            document=Document(title_en="Paper", audience="public"), version=DocumentVersion(text_en="x")
        )
        versions.adopt(version=self.document.versions.get(), on=timezone.localdate())
        self.constitution = versions.draft_document(
            document=Document(kind="constitution", title_en="Constitution", audience="public"),
            version=DocumentVersion(text_en="<h3>1. Name</h3><p>The Forum.</p>"),
        )
        versions.adopt(version=self.constitution.versions.get(), on=timezone.localdate())
        self.consultation = Consultation.objects.create(
            title_en="Care", asked_by="Senedd", closes_on=timezone.localdate(), lead=cast.member
        )
        self.answer = AnswerDraft.objects.create(
            consultation=self.consultation, number=1, text_en="<p>Yes</p>", shown_at=timezone.now()
        )
        self.post = Post.objects.create(author=cast.member, title="Post", text="Words")
        self.framework = Framework.objects.create(
            organisation=self.organisation, document=self.document, changed_by=cast.chair
        )
        self.talk = Talk.objects.create(title_en="Talk", speaker=cast.member)
        self.study = CaseStudy.objects.create(name_en="Study", county="powys")
        self.resource = Resource.objects.create(title_en="Resource")
        field = OutcomeField.objects.create(label_en="Hours")
        self.outcome = Outcome.objects.create(title_en="A café", own={str(field.pk): "9"}, **self.through)
        cast.partner.organisation = self.organisation
        cast.partner.save()
        self.person = self.grow()

    @property
    def through(self):
        """What outcomes come through: one of each kind."""
        facts = {"group": self.group, "consultation": self.consultation}
        return facts | {"talk": self.talk, "study": self.study}

    def grow(self):
        """Add one of everything, and return the person added."""
        self.number += 1
        n, cast = self.number, self.cast
        body = Organisation.objects.create(name_en=f"Body {n}", kind="regulator")
        Network.objects.create(organisation=body, keeper=cast.member)
        self.next.hosts.add(body)
        person = Person.objects.create_user(
            f"person{n}@forum.example", name=f"Person {n}", organisation=self.organisation
        )
        Standing.objects.create(person=person, capacity="member", starts_on="2020-01-01")
        Term.objects.create(person=person, office=Office.objects.create(name_en=f"Office {n}"), starts_on="2020-01-01")
        self.meetings(person)
        group = TaskGroup.objects.create(name_en=f"Group {n}", convenor=person)
        for row in (group, self.group):
            GroupMember.objects.create(group=row, person=person)
        GroupMember.objects.create(group=group, person=cast.member)
        self.papers(person)
        self.spoken(person)
        return person

    def spoken(self, person):
        """Add a talk that was given, one that is offered, a case study with a picture, and a resource with a link."""
        n, facts = self.number, {"speaker": person, "offered_by": person}
        Talk.objects.create(title_en=f"Offer {n}", **facts)
        Talk.objects.create(
            title_en=f"Talk {n}", given_on=timezone.localdate(), consent="public", audience="public", **facts
        )
        CaseStudy.objects.create(name_en=f"Study {n}", county="conwy", audience="public", agreed_by="All")
        Outcome.objects.create(title_en=f"Outcome {n}", audience="public", **self.through)
        StudyPicture.objects.create(study=self.study, shows_en="A garden", file="x.jpg", width=4, height=3)
        another = Resource.objects.create(title_en=f"Resource {n}", audience="public", replaced_by=self.resource)
        for row in (self.resource, another):
            row.topics.add(Interest.objects.create(name_en=f"Topic {n}"))
            ResourceCopy.objects.create(resource=row, link=f"https://{n}.example/")

    def meetings(self, person):
        """Add an item and what hangs on it to each meeting, and a meeting of each state."""
        n, cast = self.number, self.cast
        for meeting in (self.next, self.draft, self.last):
            item = an_item(meeting, title_en=f"Item {n}", presenter=person)
            paper = Paper.objects.create(item=item, title_en=f"Paper {n}")
            PaperSide.objects.create(
                paper=paper, language="en", file="x", name="x.pdf", content_type="application/pdf", size=1
            )
        for owner in (cast.member, person):
            paragraph = a_paragraph(item)
            a_decision(paragraph)
            an_action(paragraph, owner)
        for mode, who in (("in_person", person), ("apologies", None)):
            row = Attendance(
                person=who, name="" if who else f"Guest {n}", capacity="member" if who else "guest", mode=mode
            )
            attendance.add_attendance(meeting=self.last, row=row)
        an_item(a_meeting(days=10 + n, state="published", is_public=True))
        minutes_of(a_meeting(days=-10 - n, state="held", is_public=True), "confirmed", by=cast.chair)

    def papers(self, person):
        """Add a version, a document, consultations, a post and a comment."""
        n = self.number
        document = versions.draft_document(
            document=Document(title_en=f"Paper {n}", audience="public"), version=DocumentVersion(text_en="x")
        )
        versions.adopt(version=document.versions.get(), on=timezone.localdate())
        for row in (self.document, self.constitution):
            versions.adopt(version=versions.start_version(document=row), on=timezone.localdate())
        for closes in (None, "2020-02-01"):
            Consultation.objects.create(
                title_en=f"Consultation {n}", asked_by="Senedd", closes_on=closes, response=document
            )
        Interested.objects.create(consultation=self.consultation, person=person)
        Remark.objects.create(draft=self.answer, paragraph=1, author=person, text="Yes")
        body = Organisation.objects.create(name_en=f"Partner {n}")
        for framework in (self.framework, Framework.objects.create(organisation=body)):
            Part.objects.create(framework=framework, text_en=f"Part {n}", contact=person, changed_by=person)
        Comment.objects.create(post=self.post, author=person, text="Yes")
        Post.objects.create(author=person, title=f"Post {n}", text="Words")


def counted(as_person, rows):
    """Return {(page, role): (status, queries)} of every page that answers 200 to the role."""
    found = {}
    for role in READERS:
        client = as_person(role)
        client.get("/people/ended/")
        for name, path in (PAGES | OF_ALL_TABLES).items():
            with CaptureQueriesContext(
                connection,
            ) as queries:
                status = client.get(path.format(**vars(rows))).status_code
            if status == 200:
                found[name, role] = sum(not KEPT.search(query["sql"]) for query in queries)
    return found


def test_pages_need_few_queries_and_no_more_for_three_rows_than_for_one(cast, as_person):
    rows = Rows(cast)
    once = counted(as_person, rows)
    rows.grow()
    rows.grow()
    thrice = counted(as_person, rows)
    assert {page for page, _role in once} == {*PAGES, *OF_ALL_TABLES}
    most = {role: MOST + FIGURE * (role in ("administrator", "chair")) for role in READERS}
    assert {page: queries for page, queries in thrice.items() if queries > most[page[1]] and page[0] in PAGES} == {}
    assert {page: (once[page], thrice[page]) for page in once if once[page] != thrice[page]} == {}


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_an_agenda_of_twelve_items_is_light(cast, as_person, lang):
    meeting = a_meeting(state="published", chair=cast.chair, online_link="https://meet.example/june")
    for number in range(12):
        text = "<p>" + "What we want to talk about and why it matters to people. " * 4 + "</p>"
        kind = ItemKind.values[number % len(ItemKind.values)]
        an_item(
            meeting,
            title_en=f"Measuring social value, part {number}",
            kind=kind,
            minutes=20,
            text_en=text,
            text_cy=text,
            presenter=cast.partner,
        )
    for role in ("member", "administrator"):
        client = as_person(role)
        client.cookies["language"] = lang
        assert len(client.get(meeting.get_absolute_url()).content) <= 30_000
