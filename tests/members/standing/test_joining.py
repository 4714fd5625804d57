"""Joining: applications asked back about, accepted or declined; invitations; contacts.
And what nobody learns by applying.
"""

import datetime

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from common.editing import IllegalChange
from forum_site import doors
from members.models import Application, Identity, Invite, Person, Standing
from members.standing import emails, joining
from tests.cast import a_decision, a_meeting, a_paragraph, an_item
from tests.letters import deliver


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"members:{name}", args=args)


@pytest.fixture(autouse=True)
def fresh(db):
    """An empty cache, so that one test's applications do not use up another's limit."""
    cache.clear()


WORDS = {
    "kind": "person",
    "name": "Nest Gwilym",
    "email": "nest@example.org",
    "language": "cy",
    "why": "Zanzibar is what moves me.",
    "agree": "on",
}


def an_application(**facts):
    """Return an application that waits."""
    return Application.objects.create(
        **{"name": "Nest Gwilym", "email": "nest@example.org", "language": "cy", "why": "Zanzibar"} | facts
    )


def link_in(letter):
    """Return the path of the signed link in a letter."""
    return "/people/" + next(line for line in letter.body.splitlines() if "/link/" in line).partition("/people/")[2]


def test_a_visitor_applies_and_is_told_that_it_came(client, cast):
    assert client.post(url("apply"), WORDS).url == url("applied")
    application = Application.objects.get()
    assert (application.language, application.agreed_to.split()[1]) == ("cy", "en")
    sent = deliver()
    assert set(sent) == {application.email} and "i law" in sent[application.email].subject
    assert [entry.title for entry in doors.asked(application.made_at, cast.chair)] == [application.name]
    assert doors.asked(application.made_at, cast.member) == []


@pytest.mark.parametrize(("bad", "field"), [
    ({"agree": ""}, "agree"), ({"email": "nobody"}, "email"), ({"kind": "organisation"}, "organisation"),
    ({"why": ""}, "why"),
    ({"name": "x" * 500}, "name"), ({"why": "hidden\u202etext"}, "why"),
])  # fmt: skip
def test_what_is_wrong_is_told_beside_its_field_and_kept(client, bad, field):
    answer = client.post(url("apply"), WORDS | bad)
    assert set(answer.context["form"].errors) == {field}
    assert "nest@example.org" in answer.content.decode() or field == "email"
    assert Application.objects.count() == 0


def test_nobody_learns_who_has_applied_or_belongs(client, cast):
    first, again = client.post(url("apply"), WORDS), client.post(url("apply"), WORDS | {"email": "NEST@example.org"})
    member = client.post(url("apply"), WORDS | {"email": "member@forum.example"})
    assert first.url == again.url == member.url
    assert Application.objects.filter(email__iexact="nest@example.org").count() == 1


def test_machines_and_floods_are_kept_out(client):
    assert client.post(url("apply"), WORDS | {"website": "https://spam.example"}).url == url("applied")
    assert Application.objects.count() == 0
    for number in range(4):
        client.post(url("apply"), WORDS | {"email": f"n{number}@example.org"})
    assert client.post(url("apply"), WORDS | {"email": "n9@example.org"}).status_code == 429


def test_an_application_is_for_the_record_keepers(as_person):
    application = an_application()
    for role, status in {"visitor": 302, "member": 404, "partner": 404, "staff": 404, "chair": 200}.items():
        assert as_person(role).get(url("application", application.pk)).status_code == status
    assert "Zanzibar" not in as_person("member").get("/").content.decode()
    assert "Nest Gwilym" in as_person("administrator").get("/").content.decode()


def test_a_question_goes_out_and_the_answer_comes_back(as_person, client):
    application = an_application()
    administrator = as_person("administrator")
    assert administrator.post(url("application", application.pk), {"answer": "ask"}).context["form"].errors.keys() == {
        "text"
    }
    administrator.post(url("application", application.pk), {"answer": "ask", "text": "Pa gydweithfa?"})
    letter = deliver()["nest@example.org"]
    assert "Pa gydweithfa?" in letter.body and "Annwyl Nest Gwilym" in letter.body
    path = link_in(letter)
    assert path.startswith(url("application_by_link", "x").removesuffix("x/"))
    client.post(path, {"text": "Clwb Cinio"})
    assert "Clwb Cinio" in administrator.get(url("application", application.pk)).content.decode()
    assert client.get(path[:-4] + "/").status_code == 404


def test_accepting_makes_a_member_who_logs_in_without_a_password(as_person, cast):
    application = an_application(organisation="Clwb Cinio Newydd")
    as_person("administrator").post(
        url("application", application.pk), {"answer": "accept", "text": "Croeso!", "decision_path": "/meetings/1/"}
    )
    person = Person.objects.get(email="nest@example.org")
    assert (person.rights, person.organisation.name_en, person.has_usable_password()) == (
        frozenset({"member", "voter"}),
        "Clwb Cinio Newydd",
        False,
    )
    assert "/accounts/login/code/" in deliver()["nest@example.org"].body
    application.refresh_from_db()
    assert (application.state, application.decided_by, application.decision_path) == (
        "accepted",
        cast.administrator,
        "/meetings/1/",
    )
    assert as_person("administrator").post(url("application", application.pk), {"answer": "accept"}).status_code == 409


def test_who_represents_an_organisation_is_welcomed_for_it(as_person, cast):
    application = an_application(kind="organisation", organisation="Yr Hen Felin", language="en")
    as_person("administrator").post(url("application", application.pk), {"answer": "accept"})
    body = deliver()["nest@example.org"].body
    assert (
        "Yr Hen Felin has its place in the Forum, and you represent it." in body and "You are now a member" not in body
    )


@pytest.mark.parametrize("path", ["https://evil.example", "//evil.example", "javascript:alert(1)", "/nowhere/7/"])
def test_a_decision_lies_on_this_site(as_person, path):
    application = an_application()
    answer = as_person("chair").post(url("application", application.pk), {"answer": "accept", "decision_path": path})
    assert answer.context["form"].errors.keys() == {"decision_path"}
    assert Person.objects.filter(email="nest@example.org").count() == 0


def test_the_newest_decisions_are_there_to_choose_from(as_person, settings):
    """As an address of the site, or as the browser's address line has it."""
    page, application = as_person("chair"), an_application()
    decision = a_decision(a_paragraph(an_item(a_meeting(days=-3, state="held"))))
    path = f"/meetings/{decision.paragraph.item.meeting_id}/minutes/#p{decision.paragraph.number}"
    assert f'<option value="{path}">{decision.number} ' in page.get(url("application", application.pk)).content.decode()
    page.post(
        url("application", application.pk), {"answer": "accept", "decision_path": f"{settings.SITE_ORIGIN}{path}"}
    )
    application.refresh_from_db()
    assert application.decision_path == path


def test_declining_says_why(as_person):
    application = an_application()
    as_person("chair").post(url("application", application.pk), {"answer": "decline", "text": "Ddim eto."})
    assert "Ddim eto." in deliver()["nest@example.org"].body
    assert Person.objects.filter(email="nest@example.org").count() == 0


def test_who_left_comes_back_with_their_history(cast):
    joining.accept(application=an_application(email="lapsed@forum.example"), by=cast.chair)
    assert Standing.objects.filter(person=cast.lapsed).count() == 2
    with pytest.raises(IllegalChange):
        joining.accept(application=an_application(email="member@forum.example"), by=cast.chair)


def invite(as_person, lines="Nest, nest@example.org, Clwb", **facts):
    """Send invitations from the page, and return its answer."""
    return as_person("administrator").post(
        url("invites"), {"lines": lines, "capacity": "partner", "language": "en"} | facts
    )


def test_a_pasted_list_is_invited_and_bad_lines_stay(as_person, cast):
    answer = invite(as_person, "Nest, nest@example.org, Clwb\nMargaret, member@forum.example\nNobody")
    assert [error.split(" ")[1] for error in answer.context["form"].errors["lines"]] == ["2", "3"]
    assert set(deliver()) == {"nest@example.org"}


@pytest.mark.parametrize("lines", [
    "Nest Wyn <nest@example.org>\nMair <mair@example.org>, Clwb",
        "Nest Wyn <nest@example.org>; Mair <mair@example.org>",
    '"Wyn, Nest" <nest@example.org>, "Mair" <mair@example.org>', "Nest\tnest@example.org\nMair;mair@example.org",
])  # fmt: skip
def test_a_list_is_read_as_mail_programs_write_it(as_person, lines):
    assert invite(as_person, lines).status_code == 302
    assert set(deliver()) == {"nest@example.org", "mair@example.org"}


def test_an_invitation_is_accepted_by_a_press_and_once(as_person, client):
    invite(as_person)
    path = link_in(deliver()["nest@example.org"])
    assert path.startswith(url("invite_by_link", "x").removesuffix("x/"))
    client.get(path)
    assert Person.objects.filter(email="nest@example.org").count() == 0
    client.post(path, {"answer": "accept"})
    person = Person.objects.get(email="nest@example.org")
    assert (person.rights, person.organisation.name_en) == (frozenset({"partner"}), "Clwb")
    again = client.post(path, {"answer": "decline"})
    assert (again.status_code, reverse("account_request_login_code") in again.text) == (410, True)
    assert Invite.objects.get().state == Invite.State.ACCEPTED


def test_whoever_declined_reads_so_behind_the_same_link_and_where_to_write(as_person, client):
    invite(as_person)
    path = link_in(deliver()["nest@example.org"])
    client.post(path, {"answer": "decline"})
    again = client.post(path, {"answer": "accept"})
    assert again.status_code == 410
    assert (url("contact") in again.text, reverse("account_request_login_code") in again.text) == (True, False)
    assert not Person.objects.filter(email="nest@example.org").exists()


def test_an_invitation_says_what_the_forum_is_for(as_person):
    Identity.objects.create(pk=1, name_en="Growers", name_cy="Tyfwyr", tagline_en="Food grown together.")
    invite(as_person)
    assert "Growers: Food grown together." in deliver()["nest@example.org"].body


def test_what_was_wrong_in_a_list_stands_before_all_who_are_invited(as_person):
    text = invite(as_person, "Nest; nest@example.org\nwithout an address").text
    assert text.index("Line 2 (without an address)") < text.index('id="invited"') < text.index("Withdraw it")


def test_an_invitation_is_declined_expires_is_sent_again_and_withdrawn(as_person, client):
    invite(as_person)
    administrator, row = as_person("administrator"), Invite.objects.get()
    path = link_in(deliver()["nest@example.org"])
    Invite.objects.update(expires_at=timezone.now() - datetime.timedelta(days=1))
    assert client.get(path).status_code == 410
    assert client.post(path, {"answer": "accept"}).status_code == 409
    administrator.post(url("send_invite_again", row.pk))
    assert "nest@example.org" in deliver()
    administrator.post(url("withdraw_invite", row.pk))
    assert client.get(path).status_code == 404
    assert administrator.post(url("withdraw_invite", row.pk)).status_code == 409
    assert as_person("member").post(url("withdraw_invite", row.pk)).status_code == 404
    assert emails.opened(emails.APPLICATION_LINK, path.split("/")[-2], Invite.objects.all()) is None
