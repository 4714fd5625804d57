"""What a device keeps of a meeting for when there is no connection, and for whom."""

import pytest
from django.urls import reverse

from meetings.models import Meeting, Paper
from meetings.papers import papers
from tests.cast import a_meeting, an_item
from tests.files import a_pdf, sent

pytestmark = pytest.mark.django_db
ASKED = {"administrator": 200, "chair": 200, "member": 200, "partner": 200, "staff": 404, "visitor": 302}


@pytest.fixture
def meeting(cast):
    return a_meeting(state="published", chair=cast.chair)


def a_paper(item):
    files = [papers.Upload(one, sent(f"accounts-{one}.pdf", a_pdf("Sums")), "application/pdf") for one in ("en", "cy")]
    paper = Paper(item=item, title_en="Accounts", title_cy="Cyfrifon")
    return papers.add_paper(paper=paper, uploads=files, by=None)


def page(meeting):
    return reverse("meetings:offline", args=[meeting.pk])


def list_of(client, meeting):
    return client.get(reverse("meetings:offline_list", args=[meeting.pk]))


def test_whoever_may_read_the_agenda_may_keep_it(as_person, meeting):
    for role, status in ASKED.items():
        client = as_person(role)
        assert (client.get(page(meeting)).status_code, list_of(client, meeting).status_code) == (status, status), role


def test_a_draft_agenda_is_kept_by_nobody_but_its_keepers(as_person):
    draft = a_meeting(state="planned")
    found = [list_of(as_person(role), draft).status_code for role in ("chair", "member", "partner")]
    assert found == [200, 404, 404]


def test_one_file_of_each_paper_is_kept_in_the_readers_language_and_none_that_is_not_theirs(as_person, meeting):
    shared, own = an_item(meeting), an_item(meeting, title_en="Staff", reserved=True)
    for_all, for_members = a_paper(shared), a_paper(own)
    kept = {role: list_of(as_person(role), meeting).json()["addresses"] for role in ("member", "partner")}
    files = {role: [one for one in addresses if "/papers/" in one] for role, addresses in kept.items()}
    assert files["member"] == [f"/meetings/papers/{one.pk}/file/en/" for one in (for_all, for_members)]
    assert files["partner"] == [f"/meetings/papers/{for_all.pk}/file/en/"]
    assert "Staff" not in as_person("partner").get(page(meeting)).content.decode()


def test_the_page_that_is_kept_holds_nothing_of_its_readers_own(as_person, meeting, cast):
    an_item(meeting, title_en="Budget")
    found = as_person("member").get(page(meeting)).content.decode()
    assert "Budget" in found
    assert "csrfmiddlewaretoken" not in found
    assert cast.member.name not in found


def test_it_is_kept_for_one_person_and_kept_anew_when_it_changes(as_person, meeting):
    item = an_item(meeting)
    mine, theirs = (list_of(as_person(role), meeting).json() for role in ("member", "chair"))
    assert mine["for"] != theirs["for"]
    assert list_of(as_person("member"), meeting).json() == mine
    Meeting.objects.filter(pk=meeting.pk).update(place_en="The New Library")
    moved = list_of(as_person("member"), meeting).json()
    type(item).objects.filter(pk=item.pk).update(title_en="Welcome")
    renamed = list_of(as_person("member"), meeting).json()
    assert len({mine["made_of"], moved["made_of"], renamed["made_of"]}) == 3


def test_the_worker_may_ask_this_site_and_nothing_else(client):
    answer = client.get(reverse("meetings:offline_worker"))
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; connect-src 'self'"
    assert answer.headers["Cache-Control"] == "no-cache"
