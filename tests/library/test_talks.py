"""Talks from the offer to the shelf, shown to no more people than their speaker agreed to; case studies on a map."""

import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from common.editing import IllegalChange
from library import overview
from library.models import CaseStudy, StudyPicture, Talk
from library.talks import finding, shelf
from members.access import Audience, Circle
from members.models import Interest
from tests.cast import a_meeting, an_item
from tests.searching import found as search

SEEN_BY = {
    Audience.PUBLIC: {"visitor", "partner", "convenor", "staff"},
    Audience.SHARED: {"partner", "convenor"},
    Audience.MEMBERS: {"convenor"},
    Audience.KEEPERS: set(),
}
WORD = "zqcanaryzq"


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"library:{name}", args=args)


def status(client, page):
    """Return how a page or file answers; what it hands out is closed."""
    answer = client.get(page)
    if answer.streaming:
        list(answer.streaming_content)
    return answer.status_code


def a_talk(cast, **facts):
    """Return a talk that the member of the cast offers."""
    return shelf.offer(talk=Talk(**{"title_en": "Time banks", "about_en": "How they work."} | facts), by=cast.member)


def given(cast, audience, **facts):
    """Return a talk that was given and is shown to an audience, with slides."""
    slides = SimpleUploadedFile("slides.txt", WORD.encode())
    facts = {"given_on": "2026-03-10", "consent": Audience.PUBLIC, "slides_name": "slides.txt"} | facts
    return a_talk(cast, title_en=WORD, taken_en=WORD, audience=audience, slides=slides, **facts)


def test_from_offer_to_shelf(as_person, cast, settings):
    meeting = a_meeting(days=9)
    as_person("member").post(url("offer_talk"), {"kind": "presentation", "title_en": "Time banks", "minutes": 25})
    talk = Talk.objects.get()
    keeper = as_person("administrator")
    assert "Time banks" in keeper.get(reverse("meetings:build_agenda", args=[meeting.pk])).text
    keeper.post(url("place_talk", talk.pk, meeting.pk))
    item = meeting.items.get()
    assert (item.title_en, item.minutes, item.presenter, item.kind) == ("Time banks", 25, cast.member, "presentation")
    type(meeting).objects.filter(pk=meeting.pk).update(state="held", starts_at=timezone.now())
    sent = {"given_on": "2026-11-20", "taken_en": "They pay in hours.", "audience": "members", "version": 2}
    assert keeper.post(url("keep_talk", talk.pk), sent).status_code == 200  # the speaker has not agreed
    as_person("member").post(url("agree", talk.pk), {"consent": "shared"})
    talk.refresh_from_db()
    sent |= {"version": talk.version, "file": SimpleUploadedFile("slides.txt", b"Hours")}
    keeper = as_person("administrator")
    assert keeper.post(url("keep_talk", talk.pk), sent).status_code == 302
    assert b"".join(as_person("convenor").get(url("slides", talk.pk)).streaming_content) == b"Hours"
    assert as_person("partner").get(url("slides", talk.pk)).status_code == 404
    assert list(finding.on_shelf(cast.convenor, year=2026)) == [talk]


@pytest.mark.parametrize("audience", SEEN_BY)
def test_each_circle_meets_a_talk_only_where_its_speaker_agreed(as_person, cast, audience):
    talk = given(cast, audience)
    talk.shown_at = timezone.now()
    talk.save(update_fields=["shown_at"])
    pages = [talk.get_absolute_url(), url("slides", talk.pk), url("talks"), f"/search/?words={WORD}", "/feed/", "/"]
    for role in ("visitor", "partner", "convenor", "staff"):
        client, is_theirs = as_person(role), role in SEEN_BY[audience]
        found = [status(client, page) == 200 for page in pages[:2]]
        assert (role, found) == (role, [is_theirs, is_theirs])
        told = [talk.get_absolute_url() in client.get(page).text for page in pages[2:]]
        assert (role, told[:2], any(told)) == (role, [is_theirs, is_theirs], is_theirs)
    people = {"visitor": AnonymousUser(), "partner": cast.partner, "convenor": cast.convenor}
    for role, person in people.items():
        assert bool(search(overview.DOOR, WORD, person)) == (role in SEEN_BY[audience])
        assert bool(overview.news(timezone.now() - timezone.timedelta(days=1), person)) == (role in SEEN_BY[audience])
    assert (talk.get_absolute_url() in overview.public()) == (audience == Audience.PUBLIC)
    circles = {circle: bool(overview.year(talk.given_on, talk.given_on, circle)) for circle in Circle}
    assert circles[Circle.PARTNER] == ("partner" in SEEN_BY[audience])


def test_a_speaker_who_agrees_no_longer_hides_it_at_once(as_person, cast):
    talk = given(cast, Audience.PUBLIC)
    as_person("member").post(url("agree", talk.pk), {"consent": "members"})
    talk.refresh_from_db()
    assert (talk.audience, talk.consent) == ("members", "members")
    assert as_person("visitor").get(url("slides", talk.pk)).status_code == 302
    assert as_person("partner").post(url("agree", talk.pk), {"consent": "public"}).status_code == 404


def test_the_database_shows_nothing_to_which_nobody_agreed(cast):
    talk = given(cast, Audience.MEMBERS, consent=Audience.SHARED)
    for facts in ({"audience": "public"}, {"consent": ""}, {"given_on": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Talk.objects.filter(pk=talk.pk).update(**facts)


def test_a_talk_is_put_on_one_agenda_and_waits_again_when_it_is_taken_off(as_person, cast):
    talk, meeting = a_talk(cast), a_meeting(days=9)
    item = shelf.place(talk=talk, meeting=meeting)
    assert as_person("member").get(talk.get_absolute_url()).context["meeting"] == meeting
    with pytest.raises(IllegalChange):
        shelf.place(talk=talk, meeting=a_meeting(days=12))
    assert list(Talk.objects.offered()) == []
    item.removed_at, item.position = timezone.now(), None
    item.save(update_fields=["removed_at", "position"])
    assert list(Talk.objects.offered()) == [talk]
    assert as_person("member").get(talk.get_absolute_url()).context["meeting"] is None
    assert shelf.place(talk=talk, meeting=meeting).pk != item.pk


def test_an_offer_is_taken_back_and_made_again(as_person, cast):
    talk = a_talk(cast)
    client = as_person("member")
    client.post(url("withdraw_talk", talk.pk))
    assert list(Talk.objects.offered()) == []
    client.post(url("offer_talk_again", talk.pk))
    assert list(Talk.objects.offered()) == [talk]
    assert as_person("convenor").post(url("withdraw_talk", talk.pk)).status_code == 404


def test_what_was_heard_and_topics_nobody_spoke_of_are_found(as_person, cast):
    item = an_item(a_meeting(days=-3, state="held"), kind="presentation", presenter=cast.partner, title_en="Heard")
    assert list(finding.unkept_items()) == [item]
    as_person("administrator").post(url("keep_heard", item.pk))
    assert (Talk.objects.get().speaker, list(finding.unkept_items())) == (cast.partner, [])
    fresh, old = (Interest.objects.create(name_en=name, name_cy=name) for name in ("Fresh", "Old"))
    given(cast, Audience.PUBLIC, topic=fresh, given_on=timezone.localdate())
    given(cast, Audience.PUBLIC, topic=old, given_on="2020-01-02")
    assert [topic.name for topic in finding.topics_unheard()] == ["Old"]


def test_three_sentences_are_enough(as_person, cast):
    talk = a_talk(cast)
    sent = {"given_on": "2026-11-20", "audience": "keepers", "version": talk.version}
    page = as_person("administrator").post(url("keep_talk", talk.pk), sent | {"taken_en": "One. Two! Three? Four."})
    assert page.status_code == 200
    sent["taken_en"] = "Costs, e.g. rent, fell. Staff stayed. Nobody left."
    assert as_person("administrator").post(url("keep_talk", talk.pk), sent).status_code == 302


def a_picture():
    """Return a picture as people send it."""
    written = io.BytesIO()
    Image.new("RGB", (2400, 1200), "green").save(written, "PNG")
    return SimpleUploadedFile("garden.png", written.getvalue())


@pytest.mark.parametrize("audience", SEEN_BY)
def test_a_case_study_and_its_pictures_are_for_their_readers(as_person, cast, audience):
    keeper = as_person("administrator")
    study = CaseStudy.objects.create(name_en=WORD, county="powys", audience=audience, agreed_by="Its board")
    assert keeper.post(url("add_picture", study.pk), {"picture": a_picture()}).status_code == 200  # without its words
    keeper.post(url("add_picture", study.pk), {"picture": a_picture(), "shows_en": "People in a garden"})
    picture = StudyPicture.objects.get()
    assert (picture.width, picture.height) == (1200, 600)
    assert picture.get_absolute_url() == url("study_picture", picture.pk)
    assert 'alt="People in a garden"' in keeper.get(study.get_absolute_url()).text
    for role in ("visitor", "partner", "convenor", "staff"):
        client, is_theirs = as_person(role), role in SEEN_BY[audience]
        found = [status(client, row.get_absolute_url()) == 200 for row in (study, picture)]
        assert (role, found) == (role, [is_theirs, is_theirs])
        assert (WORD in client.get(url("studies")).text) == is_theirs
    for page in (url("edit_picture", picture.pk), url("remove_picture", picture.pk), url("edit_study", study.pk)):
        assert keeper.get(page).status_code == 200
    keeper.post(url("remove_picture", picture.pk))
    assert not StudyPicture.objects.exists()


def test_nothing_is_shown_that_the_co_operative_did_not_agree_to(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseStudy.objects.create(name_en="Care", county="conwy", audience="public")


def test_the_map_has_a_point_for_each_county_with_a_study(as_person, cast):
    for county in ("conwy", "conwy", "newport"):
        CaseStudy.objects.create(name_en=f"In {county}", county=county, audience="public", agreed_by="All")
    page = as_person("visitor").get(url("studies")).text
    assert (page.count('class="wales__place"'), page.count('class="wales__other"')) == (2, 20)
    assert page.index("In conwy") < page.index("In newport")
