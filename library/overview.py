"""What the library hands upward: hits, news, a year's record."""

import datetime

from django.db.models import Min, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.doors.overview import Card, Door, Line, News, YearEntry, own
from common.doors.waiting import Kind, Press, Row, Waits
from common.languages.telling import told
from library import annual, citing, finding, sample
from library.consulting import answers, calendar, forgetting, waiting
from library.governing import rules
from library.models import (
    Consultation,
    Document,
    DocumentVersion,
    Framework,
    Interested,
    LinkCheck,
    Part,
    Remark,
    ResourceCopy,
    Talk,
)
from library.outcomes import telling as outcomes
from library.talks import figures as topics
from library.talks import telling
from library.texts import texts
from meetings.calendars import calendars
from meetings.digest import parts
from meetings.papers import reading
from members.access import Circle, is_partner, keeps_the_record
from members.history import kinds

MOST = 20


def cards(reader) -> list[Card]:
    """Return the way for a partner to the page that both sides keep; without a query,
    because it stands on the front page.
    """
    return [Card("framework", _("Working together"), reverse("library:frameworks"))] if is_partner(reader) else []


def waits(person) -> list[Kind]:
    """Return what waits of consultations, talks and outcomes; for who keeps the record also governing documents to be
    looked at again.
    """
    asked = [*waiting.kinds(person), *telling.waits(person), *outcomes.waits(person)]
    if not keeps_the_record(person):
        return asked
    rows = Document.objects.filter(kind__in=Document.GOVERNING).exclude(review_on=None)
    return [
        *asked,
        Kind(rows=rows, about=("title_en", "title_cy"), day="review_on", say=_review, for_office=True),
        Kind(rows=LinkCheck.objects.dead(), together=True, say=_dead, for_office=True),
    ]


def _dead(rows: list[Row]) -> Waits:
    said = _("Look at links that lead nowhere any more: %(number)s") % {"number": len(rows)}
    return Waits(said, reverse("library:dead_links"))


def _review(row: Row) -> Waits:
    said = _("Look at a governing document again by %(date)s") % {"date": date_format(row.day, "j F Y")}
    page = reverse("library:document", args=[row.pk])
    presses = (Press(_("It has been reviewed"), reverse("library:review_document", args=[row.pk])),)
    return Waits(said, page, row.about, presses=presses, until=row.day)


def about_organisation(pk, reader) -> list:
    """Return the links from an organisation's page to what the library knows of it, as Lines."""
    rows = Framework.objects.visible_to(reader).filter(organisation=pk)
    return [Line(_("Who does what: the Forum and this partner"), row.get_absolute_url()) for row in rows]


def news(since, reader) -> list:
    """Return the versions adopted or published since a moment, for this reader, whose `kind` is that of the document,
    and the talks and case studies shown since then.
    """
    return telling.news(since, reader, DocumentVersion.objects.visible_to(reader).adopted())


def told_in_digest(since, person) -> list:
    """Return the news of the library since a moment, and the consultations to be answered that were entered since."""
    entered = Min("events__pgh_created_at", filter=Q(events__pgh_label="insert"))
    asked = Consultation.objects.visible_to(person).open().filter(state=Consultation.State.OPEN)
    return news(since, person) + [
        News("consultation", row.title, row.get_absolute_url(), row.entered_at, told(row.asked_by))
        for row in asked.annotate(entered_at=entered).filter(entered_at__gte=since)[:MOST]
    ]


def public() -> list[str]:
    """Return the addresses of the documents that everybody may read."""
    documents = [row.get_absolute_url() for row in Document.objects.visible_within(Circle.VISITOR).only("pk")]
    return documents + telling.public() + outcomes.public()


def summaries(reader) -> list[News]:
    """Return the annual summary that was published last, for this reader, in a list of none or one."""
    return [_told(row) for row in _adopted(reader).filter(document__kind=Document.Kind.ANNUAL_SUMMARY)[:1]]


def _adopted(reader):
    """Return the versions that a reader may see, without their texts, the newest first."""
    rows = DocumentVersion.objects.visible_to(reader).adopted().select_related("document")
    return rows.defer("text_en", "text_cy").order_by("-adopted_at")


def _told(row) -> News:
    paper = row.document
    return News(
        paper.kind, paper.title, paper.get_absolute_url(), row.adopted_at, paper.summary, paper.shared_with_partners
    )


ASKED = {  # what a consultation that closed is in a year's record
    Consultation.State.OPEN: "consultation",
    Consultation.State.SENT: "consultation_sent",
    Consultation.State.PASSED: "consultation_passed",
}


def year(start, end, circle) -> list[YearEntry]:
    """Return the versions that came to hold, and the consultations that closed, between two dates (both included), as
    far as a circle reads them.
    """
    rows = (
        DocumentVersion.objects.visible_within(circle)
        .adopted()
        .filter(adopted_on__range=(start, end))
        .select_related("document")
        .defer("text_en", "text_cy")
    )
    asked = Consultation.objects.visible_within(circle).filter(closes_on__range=(start, end))
    read = Document.objects.visible_within(circle)
    answers = {row.pk: row.title for row in read.filter(pk__in=asked.values("response"))}
    return [
        *(_version(row) for row in rows),
        *(_asked(row, answers.get(row.response_id, "")) for row in asked),
        *telling.year(start, end, circle),
        *outcomes.year(start, end, circle),
    ]


def _asked(row, answer) -> YearEntry:
    """Return a consultation that closed, with what the Forum called its answer, "" where that is not to be read, and
    what came of it; its kind says how far the Forum came with it.
    """
    kind, page = ASKED[row.state], row.get_absolute_url()
    asked_by, outcome = told(row.asked_by), str(row.outcome).rstrip(".")
    return YearEntry(kind, row.title, page, row.closes_on, asked_by, answer, came_of_it=outcome)


def _version(row) -> YearEntry:
    """Return a version that came to hold: what binds the Forum apart from the rest, and that it was not the first."""
    kind = "governing" if row.document.is_governing else f"published_{row.document.kind}"
    return YearEntry(kind, row.document.title, row.get_absolute_url(), row.adopted_on, str(row.changes).rstrip("."))


def ahead(day, circle) -> list[YearEntry]:
    """Return the consultations that could be answered on a day, and what bound the Forum then and is to be reviewed
    within a year, as far as a circle reads of them.
    """
    is_open = Q(closes_on=None) | Q(closes_on__gt=day)
    asked = Consultation.objects.visible_within(circle).filter(is_open, Q(opens_on=None) | Q(opens_on__lte=day))
    bound = Document.objects.visible_within(circle).filter(
        kind__in=Document.GOVERNING,
        review_on__range=(day + datetime.timedelta(days=1), day + datetime.timedelta(days=366)),
        pk__in=DocumentVersion.objects.adopted().filter(adopted_on__lte=day).values("document"),
    )
    return [
        *(
            YearEntry("consultation_open", row.title, row.get_absolute_url(), row.closes_on or day, told(row.asked_by))
            for row in asked
        ),
        *(YearEntry("document_review", row.title, row.get_absolute_url(), row.review_on) for row in bound),
    ]


def duties(day, reader) -> list[YearEntry]:
    """Return the documents to be reviewed until a day and the consultations that close, as a reader sees them."""
    reviews = Document.objects.visible_to(reader).filter(kind__in=Document.GOVERNING, review_on__lte=day)
    asked = Consultation.objects.visible_to(reader).open().filter(closes_on__lte=day)
    return [
        *(
            YearEntry("document", row.title, row.get_absolute_url(), row.review_on, _("To be reviewed"))
            for row in reviews
        ),
        *(
            YearEntry(
                "closing",
                row.title,
                row.get_absolute_url(),
                row.closes_on,
                _("Consultation closes"),
                told(row.asked_by),
            )
            for row in asked
        ),
    ]


def own_data(person) -> list:
    """Return the lines of frameworks in which a person is the one to ask, and their part in talks and consultations."""
    parts = Part.objects.visible_to(person).filter(contact=person).select_related("framework__organisation")
    led = Consultation.objects.filter(lead=person)
    interests = Interested.objects.filter(person=person).select_related("consultation")
    remarks = Remark.objects.filter(author=person).select_related("draft__consultation")
    return [
        own("framework_parts", parts, "framework", "whose", "text_en", "text_cy"),
        own("consultations_led", led, "title_en", "title_cy", "closes_on"),
        own("interests_in_consultations", interests, "consultation"),
        own("remarks_on_answers", remarks, "draft", "paragraph", "text", "made_at"),
        *telling.own_data(person),
        *outcomes.own_data(person),
    ]


def going(person) -> list:
    """Return the rows that go with a person who is erased."""
    return [*forgetting.going(person), *telling.going(person), *outcomes.going(person)]


def staying(person) -> list:
    """Return the rows that stay without their name."""
    return [*forgetting.staying(person), *telling.staying(person), *outcomes.staying(person)]


def forget(*, person) -> bool:
    """Forget a person; return whether anything keeps their name."""
    kept = [one.forget(person=person) for one in (forgetting, telling, outcomes)]
    return any(kept)


calendars.DAYS.append(calendar.deadlines)
parts.TELLS.append(told_in_digest)
reading.FILES += [
    lambda: ResourceCopy.objects.exclude(file="").values_list("file", flat=True),
    lambda: Talk.objects.exclude(slides="").values_list("slides", flat=True),
    lambda: Consultation.objects.exclude(sent_file="").values_list("sent_file", flat=True),
]


def figures(years, circle) -> list:
    """Return what is counted of topics and of outcomes."""
    return [*topics.figures(years, circle), *outcomes.figures(years, circle)]


def histories(reader) -> list:
    """Return the models of this app whose history this reader may read."""
    return kinds("library", reader)


DOOR = Door(
    app="library",
    at="library/",
    findable=finding.findable,
    referred=citing.referred,
    cards=cards,
    news=news,
    public=public,
    summaries=summaries,
    year=year,
    ahead=ahead,
    duties=duties,
    figures=figures,
    summary=annual.summary,
    of_years=annual.of_years,
    keep_summary=annual.keep,
    own_data=own_data,
    histories=histories,
    texts=texts,
    recorded={
        "library:document": "library.Document",
        "library:consultation": "library.Consultation",
        "library:framework": "library.Framework",
        "library:talk": "library.Talk",
        "library:study": "library.CaseStudy",
        "library:resource": "library.Resource",
        "library:outcome": "library.Outcome",
    },
    waits=waits,
    beside=rules.BESIDE
    | {
        "meetings:build_agenda": telling.beside_agenda,
        "meetings:ballot": answers.beside_ballot,
        "taskgroups:group": outcomes.beside_group,
    },
    links={"members:organisation": about_organisation},
    going=going,
    staying=staying,
    forget=forget,
    sample=sample.make,
)
