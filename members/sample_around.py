"""What comes to the administrator of the sample Forum around its meetings: applications,
contacts, networks, letters by choice.
"""

import datetime

from django.utils import timezone

from members import pages
from members.letters import preferences
from members.models import (
    Answerer,
    Application,
    ApplicationWord,
    ContactNote,
    Enquiry,
    EnquiryWord,
    Mailing,
    Network,
    NetworkContact,
    Organisation,
    RegisteredInterest,
    Stakeholder,
)


def make(data, cast):
    """Add what `around.toml` holds; `cast` is {key: person}."""
    for row in data["application"]:
        _application(**row)
    for row in data["contact"]:
        _contact(cast, **row)
    for row in data["network"]:
        _network(cast, **row)
    for row in data["interest"]:
        RegisteredInterest.objects.create(**row | {"person": cast[row["person"]]})
    for kind, keys in data["letters"].items():
        for key in keys:
            preferences.choose(
                person=cast[key], kinds=[*preferences.letters_wanted(cast[key]), kind], language=cast[key].language
            )
    Mailing.objects.create(**data["mailing"])
    for area, key in data["answers"].items():
        Answerer.objects.create(area=area, person=cast[key])
    for row in data["enquiry"]:
        _enquiry(cast, **row)


def _ago(days):
    return timezone.now() - datetime.timedelta(days=days)


def _application(days, asked="", answered="", **facts):
    """Add an application that waits: for the administrator, or again for them after their question was answered."""
    facts["agreed_to"] = f"{pages.VERSION} {facts['language']}"
    application = Application.objects.create(made_at=_ago(days), **facts)
    for later, (text, is_ours) in enumerate(((asked, True), (answered, False)), start=1):
        if text:
            ApplicationWord.objects.create(
                application=application, text=text, is_ours=is_ours, said_at=_ago(days - later)
            )


def _contact(cast, organisation, note, next_in=None, **facts):
    """Add somebody elsewhere whom the Forum knows, with what was said with them."""
    day = next_in and timezone.localdate() + datetime.timedelta(days=next_in)
    body = Organisation.objects.get(name_en=organisation)
    stakeholder = Stakeholder.objects.create(organisation=body, next_step_on=day, is_sample=True, **facts)
    for row in note:
        ContactNote.objects.create(
            stakeholder=stakeholder, on=_ago(row["days"]).date(), by=cast[row["by"]], text=row["text"]
        )


def _network(cast, organisation, contact=(), keeper=None, next_in=None, **facts):
    """Add a network or an initiative since the Forum's summary of 2016, with the contact that there was."""
    day = next_in and timezone.localdate() + datetime.timedelta(days=next_in)
    body, since = Organisation.objects.get(name_en=organisation), datetime.date(2016, 12, 20)
    network = Network.objects.create(
        organisation=body, keeper=cast.get(keeper), next_step_on=day, added_on=since, **facts
    )
    for row in contact:
        on = row["on"] if "on" in row else _ago(row["days"]).date()
        NetworkContact.objects.create(network=network, on=on, by=cast[row["by"]], text=row["text"])


def _enquiry(cast, days, answer="", by="", answered_after=0, closed_after=0, outcome="", **facts):
    """Add an enquiry that came so many days ago, with its answer and what came of it, where there is one."""
    person = Answerer.objects.filter(area=facts["area"]).first()
    answered, closed = answer and _ago(days - answered_after), outcome and _ago(days - closed_after)
    enquiry = Enquiry.objects.create(
        received_at=_ago(days),
        answerer=person and person.person,
        answered_at=answered or None,
        closed_at=closed or None,
        outcome=outcome,
        **facts,
    )
    if answer:
        EnquiryWord.objects.create(enquiry=enquiry, kind="answer", text=answer, by=cast[by], at=answered)
    if outcome:
        EnquiryWord.objects.create(enquiry=enquiry, kind="closed", by=cast[by], at=closed)
