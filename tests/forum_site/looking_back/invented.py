"""Two invented years of a Forum, as rows: 2018, in which much changed, and 2019, in which next to nothing happened.

2018: a public meeting in March (confirmed), a shared workshop in June (confirmed, with a reserved item), none in the
third quarter (September's was called off), one among members in December (circulated, so nothing of it is decided yet).
The treasurer changes at midsummer; a secretary shows their office to members alone. Of the groups one is private, one
begins and ends, one is closed early, one goes on, one was refused and one only proposed. Of the consultations two are
answered, one is let pass, one simply ran out. Somebody joins, somebody leaves, and one who was invited is absent.

2019: one extraordinary meeting in November, with nothing but a welcome.
"""

import datetime

from django.utils import timezone

from library.models import Consultation, Document, DocumentVersion, Outcome, Talk
from library.versions import adopt, draft_document
from meetings.models import Attendance, Feedback, Meeting
from members.models import (
    Enquiry,
    Network,
    NetworkContact,
    Office,
    Organisation,
    OrganisationStanding,
    Person,
    Standing,
    Term,
)
from taskgroups.models import TaskGroup
from tests.cast import a_decision, a_meeting, a_paragraph, an_item, minutes_of

HERE = {"title_cy": "", "place_en": "Hall", "place_cy": ""}


def day(month, number, year=2018):
    return datetime.date(year, month, number)


def at(when, hour=10):
    return timezone.make_aware(datetime.datetime.combine(when, datetime.time(hour)))


def a_day_together(title, when, **facts):
    """Return a meeting that was held on a day, from ten to three."""
    return a_meeting(title_en=title, **HERE | {"state": "held", "starts_at": at(when), "ends_at": at(when, 15)} | facts)


def make(cast):
    """Add both years; the cast keeps its offices out of them."""
    Term.objects.update(starts_on=day(1, 1, 2022))
    Standing.objects.update(starts_on=day(1, 1, 2022))
    people = _people()
    _spring(cast, people)
    _summer(cast, people)
    a_day_together("Autumn meeting", day(9, 11), state="cancelled", is_public=True)
    _winter(cast, people)
    _groups()
    _library(people)
    _around(cast)
    welcome = a_day_together("A short meeting", day(11, 5, 2019), kind="extraordinary", is_public=True)
    an_item(welcome, kind="business", minutes=10)
    minutes_of(welcome, "confirmed", by=cast.chair)


def _people():
    """Return seven members; one leaves at midsummer, one joins then, and one stands for an organisation."""
    names = ("Ann", "Bryn", "Cadi", "Dylan", "Elin", "Ffion", "Gwil")
    people = [Person.objects.create(email=f"{name}@invented.example", name=f"{name} Invented") for name in names]
    for place, person in enumerate(people):
        ends_on, starts_on = (day(6, 30) if place == 5 else None), (day(7, 1) if place == 6 else day(1, 1, 2010))
        Standing.objects.create(person=person, capacity="member", starts_on=starts_on, ends_on=ends_on)
    body = Organisation.objects.create(name_en="Body Invented")
    OrganisationStanding.objects.create(organisation=body, starts_on=day(5, 1))
    treasurer, secretary = (Office.objects.create(name_en=name) for name in ("Treasurer", "Secretary"))
    Term.objects.create(office=treasurer, person=people[0], starts_on=day(1, 1, 2015), ends_on=day(6, 30))
    Term.objects.create(office=treasurer, person=people[1], starts_on=day(7, 1), ends_on=day(6, 30, 2019))
    Term.objects.create(office=secretary, person=people[2], starts_on=day(1, 1, 2017), ends_on=day(12, 31, 2017))
    Term.objects.create(office=secretary, person=people[2], starts_on=day(1, 1))
    Person.objects.filter(pk__in=[person.pk for person in people[:2]]).update(office_audience="public")
    Person.objects.filter(pk=people[2].pk).update(office_audience="members")
    return people


def _present(meeting, people, *, absent=()):
    for person in people:
        mode = "absent" if person in absent else "in_person"
        Attendance.objects.create(meeting=meeting, person=person, capacity="member", mode=mode)


def _spring(cast, people):
    meeting = a_day_together("Spring meeting", day(3, 13), is_public=True)
    opened = an_item(meeting, kind="business", minutes=30, actual_minutes=20)
    an_item(meeting, kind="case_study", minutes=60, title_en="A garden", title_cy="", presenter_name="Huw Visitor")
    a_decision(a_paragraph(opened), text_en="To go on.", text_cy="", review_on=day(5, 1, 2019))
    a_decision(a_paragraph(opened), text_en="To stop.", text_cy="", is_lost=True)
    _present(meeting, people[:6], absent=people[:1])
    Attendance.objects.create(meeting=meeting, name="Huw", organisation="Gardens", capacity="speaker", mode="online")
    for was_worth_it in (True, True, False):
        Feedback.objects.create(meeting=meeting, was_worth_it=was_worth_it)
    minutes_of(meeting, "confirmed", by=cast.chair)


def _summer(cast, people):
    meeting = a_day_together("Summer workshop", day(6, 12), kind="workshop")
    opened = an_item(meeting, kind="discussion", minutes=100)
    closed = an_item(meeting, kind="business", minutes=20, reserved=True)
    a_decision(a_paragraph(opened), text_en="To learn.", text_cy="")
    a_decision(a_paragraph(closed), text_en="To pay.", text_cy="")
    _present(meeting, people[:6], absent=people[:1])
    Feedback.objects.create(meeting=meeting, was_worth_it=True)  # so few are not told
    minutes_of(meeting, "confirmed", by=cast.chair)


def _winter(cast, people):
    meeting = a_day_together("Winter meeting", day(12, 11), shared_with_partners=False)
    a_decision(a_paragraph(an_item(meeting, kind="business", minutes=60)), text_en="To wait.", text_cy="")
    _present(meeting, [*people[:5], people[6]])
    minutes_of(meeting, "circulated")


def _groups():
    facts = {"state": "finished", "starts_on": day(2, 1), "finished_at": at(day(10, 1))}
    TaskGroup.objects.create(name_en="Rooms", shared_with_partners=True, **facts)
    TaskGroup.objects.create(name_en="Members’ money", state="active", starts_on=day(4, 1), shared_with_partners=False)
    TaskGroup.objects.create(
        name_en="Complaint", state="active", starts_on=day(4, 1), shared_with_partners=False, is_private=True
    )
    refused = {"state": "closed", "finished_at": at(day(5, 1)), "closing_reason": "x"}
    TaskGroup.objects.create(name_en="Refused", starts_on=day(4, 1), **refused)
    meeting = Meeting.objects.get(title_en="Spring meeting")
    TaskGroup.objects.create(name_en="Maps", starts_on=day(3, 14), set_up_at=meeting, **refused)
    TaskGroup.objects.create(name_en="Perhaps", state="proposed", starts_on=day(4, 1))


def _document(title, kind, audience, when):
    version = DocumentVersion(text_en="x")
    document = Document(title_en=title, kind=kind, audience=audience, review_on=day(6, 1, 2019))
    draft_document(document=document, version=version)
    adopt(version=version, on=when)
    return document


def _library(people):
    _document("Constitution", "constitution", "public", day(3, 13))
    answer = _document("Our answer", "consultation_response", "public", day(2, 20))
    asked = {"asked_by": "Powys", "opens_on": day(1, 2)}
    sent = {"state": "sent", "sent_on": day(2, 20), "outcome_en": "They agreed"}
    Consultation.objects.create(title_en="On care", closes_on=day(2, 28), response=answer, **asked | sent)
    plain = {"state": "sent", "sent_on": day(4, 20)}
    Consultation.objects.create(title_en="On food", closes_on=day(4, 28), **asked | plain)
    Consultation.objects.create(title_en="On roads", closes_on=day(5, 31), state="passed", **asked)
    Consultation.objects.create(title_en="On rent", closes_on=day(8, 31), shared_with_partners=False, **asked)
    Consultation.objects.create(title_en="On homes", closes_on=day(1, 31, 2019), **asked | {"opens_on": day(12, 1)})
    talk = {"speaker": people[1], "given_on": day(3, 13), "audience": "members", "consent": "members"}
    Talk.objects.create(title_en="How we began", **talk)
    Outcome.objects.create(
        title_en="A lunch club", happened_on=day(10, 2), audience="public", for_whom_en="neighbours",
        source_en="a letter",
    )  # fmt: skip


def _around(cast):
    body = Organisation.objects.create(name_en="Network Invented", kind="network")
    network = Network.objects.create(organisation=body, keeper=cast.member)
    NetworkContact.objects.create(network=network, by=cast.member, on=day(9, 9), text="x")
    enquiry = Enquiry.objects.create(name="Sioned", email="s@invented.example", area="north", text="x")
    Enquiry.objects.filter(pk=enquiry.pk).update(received_at=at(day(9, 1)))
