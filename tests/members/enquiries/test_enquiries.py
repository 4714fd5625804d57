"""An enquiry from a stranger to its outcome: routed by area, answered by letter, passed on with consent, forgotten."""

import datetime
import time

import pytest
from django.core import signing
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from common.editing import IllegalChange
from members.data import retention
from members.enquiries import answering, forms, telling
from members.models import Answerer, Enquiry, EnquiryWord, Standing
from tests.letters import deliver

WORDS = {
    "name": "Nest Gwilym",
    "email": "nest@example.org",
    "language": "cy",
    "area": "north",
    "place": "Dolgellau",
    "text": "zqenquiryzq: a co-op of carers?",
}


@pytest.fixture(autouse=True)
def fresh(db):
    """An empty cache, so that one test does not use up another's limit."""
    cache.clear()


class Earlier(signing.TimestampSigner):
    """Signs as the form did a minute ago."""

    def timestamp(self):
        return signing.b62_encode(int(time.time()) - 60)


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"members:{name}", args=args)


def sent(**facts):
    """Return the form as a page that was opened in good time sends it."""
    return WORDS | {"opened": Earlier(salt=forms.SIGNER.salt).sign("enquiry")} | facts


def an_enquiry(*, days=0, **facts):
    """Return an enquiry that came so many days ago."""
    return Enquiry.objects.create(**WORDS | {"received_at": timezone.now() - datetime.timedelta(days=days)} | facts)


def press(client, row, act, **facts):
    """Do one thing with an enquiry on its page, and return the answer."""
    page = client.get(row.get_absolute_url()).context["mark"]
    return client.post(
        row.get_absolute_url(), {"act": act, "mark": page, **{f"{act}-{k}": v for k, v in facts.items()}}
    )


def test_from_a_stranger_to_the_outcome(as_person, client, cast):
    Answerer.objects.create(area="north", person=cast.partner)
    assert client.post(url("enquire"), sent()).url == url("enquired")
    row = Enquiry.objects.get()
    letters = deliver()
    assert set(letters) == {"nest@example.org", "partner@forum.example"}
    assert "Daeth eich ymholiad" in letters["nest@example.org"].body
    assert "zqenquiryzq" not in letters["partner@forum.example"].body
    partner = as_person("partner")
    assert "Nest Gwilym" in partner.get("/").text
    press(partner, row, "answer", text="Come to Bala on Thursday.")
    assert "Come to Bala" in deliver()["nest@example.org"].body
    press(partner, row, "note", text="She has six carers.", next_step="Ring her")
    press(partner, row, "close", outcome="begun", text="Registered in May.")
    row.refresh_from_db()
    assert (row.outcome, row.days_to_answer, row.next_step) == ("begun", 0, "")
    assert [word.kind for word in row.words.all()] == ["answer", "note", "closed"]
    assert partner.post(row.get_absolute_url(), {"act": "answer", "answer-text": "More"}).status_code == 409
    assert partner.post(url("open_enquiry_again", row.pk)).status_code == 302
    [line] = telling.year(timezone.localdate(), timezone.localdate(), 2)
    assert ("1" in line.title, "Nest" in f"{line.title}{line.detail}") == (True, False)


def test_others_never_meet_it(as_person, cast):
    row = an_enquiry(answerer=cast.partner)
    for role in ("member", "convenor", "staff"):
        client = as_person(role)
        for page in (
            row.get_absolute_url(),
            url("enquiries"),
            url("open_enquiry_again", row.pk),
            url("keep_contact", row.pk),
        ):
            assert client.post(page).status_code in (404, 405)
            assert client.get(page).status_code in (404, 405)
        assert "Nest" not in client.get("/").text + client.get("/search/?words=zqenquiryzq").text
        assert client.get(url("answerer", "north")).status_code == 404
    assert as_person("visitor").get(row.get_absolute_url()).status_code == 302
    assert as_person("partner").post(url("keep_contact", row.pk)).status_code == 403


def test_machines_and_hurried_ones_are_kept_out(client, cast):
    assert client.post(url("enquire"), sent(website="https://spam.example")).url == url("enquired")
    page = client.post(url("enquire"), sent(opened=forms.SIGNER.sign("enquiry")))
    assert (page.status_code, "zqenquiryzq" in page.text) == (200, True)
    assert client.post(url("enquire"), sent(opened="forged")).status_code == 200
    assert not Enquiry.objects.exists()
    answers = [client.post(url("enquire"), sent(email=f"n{number}@example.org")).status_code for number in range(6)]
    assert (answers[-1], set(answers[:-2])) == (429, {302})


def test_known_and_unknown_addresses_are_answered_alike(client, cast):
    pages = [client.post(url("enquire"), sent(email=email)) for email in ("nobody@example.org", cast.member.email)]
    assert [(page.status_code, page.url) for page in pages] == [(302, url("enquired"))] * 2
    assert {"nobody@example.org", cast.member.email} <= set(deliver())


def test_it_goes_to_the_area_then_all_wales_then_the_administrator(as_person, cast):
    Answerer.objects.create(area="all", person=cast.partner)
    Answerer.objects.create(area="north", person=cast.convenor)
    assert [answering.who_answers(area) for area in ("north", "mid")] == [cast.convenor, cast.partner]
    Standing.objects.filter(person=cast.convenor).delete()
    assert answering.who_answers("north") == cast.partner
    Answerer.objects.all().delete()
    answering.receive(enquiry=Enquiry(**WORDS))
    assert set(deliver()) == {"nest@example.org", "administrator@forum.example", "chair@forum.example"}
    assert "Nest Gwilym" in as_person("administrator").get("/").text


def test_it_is_passed_on_with_consent_alone(as_person, cast):
    row, keeper = an_enquiry(), as_person("administrator")
    assert press(keeper, row, "hand_on", to=cast.convenor.pk).status_code == 409
    assert press(keeper, row, "hand_on", to=cast.chair.pk).status_code == 302
    assert press(keeper, row, "hand_on", to=cast.convenor.pk, agreed="on").status_code == 302
    assert press(keeper, row, "hand_on", to=cast.convenor.pk).status_code == 409
    assert "convenor@forum.example" in deliver()
    assert as_person("convenor").get(row.get_absolute_url()).status_code == 200
    with pytest.raises(IllegalChange):
        answering.close(enquiry=row, by=cast.chair, outcome="advice", mark="members.enquiry 1.0.0")


def test_whoever_asked_becomes_a_contact_once(as_person, cast):
    row, keeper = an_enquiry(), as_person("administrator")
    assert [keeper.post(url("keep_contact", row.pk)).status_code for _time in range(2)] == [302, 409]
    row.refresh_from_db()
    assert (row.contact.name, row.contact.email) == ("Nest Gwilym", "nest@example.org")


def test_the_administrator_says_who_answers_where(as_person, cast):
    keeper = as_person("administrator")
    for person, found in ((cast.partner, [cast.partner]), (cast.member, [cast.member]), ("", [])):
        keeper.post(url("answerer", "north"), {"person": getattr(person, "pk", "")})
        assert [row.person for row in Answerer.objects.all()] == found
    assert keeper.get(url("enquiries")).status_code == 200
    assert keeper.get(url("answerer", "nowhere")).status_code == 404


def test_people_are_forgotten_and_figures_stay(cast):
    closed = timezone.now() - datetime.timedelta(days=366)
    row = an_enquiry(days=400, closed_at=closed, outcome="advice", answerer=cast.partner, answered_at=closed)
    EnquiryWord.objects.create(enquiry=row, kind="answer", text="zqenquiryzq")
    fresh = an_enquiry(days=400)
    assert {rule.name: number for rule, number in retention.retire()}["enquiries"] == 1
    row.refresh_from_db()
    fresh.refresh_from_db()
    assert (row.name, row.email, row.text, row.words.count(), row.outcome) == ("", "", "", 0, "advice")
    assert fresh.name == "Nest Gwilym"
