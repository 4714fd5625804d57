"""What has changed about a published meeting waits until it is told, or let be; from the first word to the last."""

import pytest
from django.urls import reverse

from common.steps import take
from common.versions import seen
from common.versions.seen import NotAsSeen
from meetings.models import Meeting, Notice, Told
from meetings.planning import changes, lifecycle
from tests.cast import a_meeting, an_item, wall_clock
from tests.letters import deliver_to_roles

pytestmark = pytest.mark.django_db
EVERYBODY = {"administrator", "chair", "member", "partner", "convenor"}


@pytest.fixture
def meeting(cast):
    meeting = a_meeting(opened_early=False)
    an_item(meeting)
    take(meeting, lifecycle.PUBLISH)
    deliver_to_roles()
    return Meeting.objects.get()


def page(meeting, name="tell_change"):
    return reverse(f"meetings:{name}", args=[meeting.pk])


def move(**facts):
    Meeting.objects.update(**facts)
    return Meeting.objects.get()


def test_a_change_is_asked_about_waits_and_is_told_in_each_readers_language(meeting, as_person, cast):
    browser = as_person("administrator")
    move(place_en="The Pavilion", place_cy="Y Pafiliwn")
    assert "Tell 5 people?" in browser.get(page(meeting, "meeting")).content.decode()
    assert page(meeting) in browser.get("/").content.decode()
    browser.post(page(meeting), {"note_en": "", "note_cy": ""})
    sent = deliver_to_roles()
    assert set(sent) == EVERYBODY
    assert "Place: The Old Library → The Pavilion" in sent["member"].body
    assert "Lleoliad: Yr Hen Lyfrgell → Y Pafiliwn" in sent["chair"].body
    assert page(meeting) not in browser.get("/").content.decode()
    assert "The Old Library → The Pavilion" in as_person("member").get(page(meeting, "meeting")).content.decode()


def test_who_tells_what_another_has_told_by_now_is_told_so_and_asked_for_no_word(meeting, as_person):
    move(place_en="The Pavilion", place_cy="Y Pafiliwn")
    browser = as_person("administrator")
    mark = browser.get(page(meeting)).context["mark"]
    answers = [browser.post(page(meeting), {"note_en": "", "note_cy": "", "mark": mark}) for _window in range(2)]
    assert [answer.status_code for answer in answers] == [302, 409]
    assert (bool(answers[1].context["changed"]), answers[1].context["form"].errors) == (True, {})


def test_two_changes_are_one_from_the_first_to_the_last_and_one_back_is_none(meeting):
    move(place_en="The Pavilion", place_cy="Y Pafiliwn")
    now = move(place_en="The Arcade", place_cy="Yr Arcêd", starts_at=wall_clock(22), ends_at=wall_clock(22, "15:00"))
    told = changes.waiting_of(now)
    assert [(one.name, one.old, one.new) for one in changes.changes_since(told, now)][1:] == [
        ("Place", "The Old Library", "The Arcade")
    ]
    facts = {name: getattr(told, name) for name in ("place_en", "place_cy", "starts_at", "ends_at")}
    assert changes.waiting_of(move(**facts)) is None


def test_a_place_that_is_said_in_the_other_language_too_is_no_change(meeting):
    Told.objects.update(place_cy="")
    assert changes.waiting_of(meeting) is None


def test_it_is_told_once_whoever_presses(meeting, cast):
    now = move(online_link="https://meet.example/new")
    mark = seen.mark_of(changes.shown(now, changes.known_of(now)))
    changes.tell(meeting=now, by=cast.administrator, notice=Notice(), mark=mark)
    with pytest.raises(NotAsSeen):
        changes.tell(meeting=now, by=cast.chair, notice=Notice(), mark=mark)
    assert set(deliver_to_roles()) == EVERYBODY and Notice.objects.count() == 1


def test_what_is_let_be_waits_no_longer_unless_it_changes_once_more(meeting, as_person):
    browser, now = as_person("administrator"), move(place_en="The Pavilion")
    as_shown = {"version": Told.objects.get().version, "revision": now.revision}
    move(place_en="The Arcade")
    assert browser.post(page(meeting, "let_be"), as_shown).status_code == 409
    as_shown["revision"] = Meeting.objects.get().revision
    assert browser.post(page(meeting, "let_be"), as_shown).status_code == 302
    assert (changes.waiting_of(meeting), deliver_to_roles()) == (None, {})
    assert browser.post(page(meeting, "let_be"), as_shown).status_code == 409
    assert changes.waiting_of(move(place_en="The Pavilion")) is not None


@pytest.mark.parametrize(("role", "answer"), [("member", 403), ("visitor", 302)])
def test_others_let_nothing_be(meeting, as_person, role, answer):
    move(place_en="The Pavilion")
    assert as_person(role).post(page(meeting, "let_be")).status_code == answer
    assert changes.waiting_of(meeting) is not None


def test_called_off_and_planned_again_it_is_told_by_its_new_agenda(meeting, cast):
    move(place_en="The Pavilion")
    take(meeting, lifecycle.CANCEL)
    now = Meeting.objects.get()
    assert changes.waiting_of(now) is not None
    changes.tell(meeting=now, by=cast.administrator, notice=Notice())
    sent = deliver_to_roles()
    assert sent["member"].subject.startswith("Cancelled") and "The Old Library → The Pavilion" in sent["member"].body
    take(now, lifecycle.PLAN_AGAIN)
    assert changes.waiting_of(now) is None
    take(now, lifecycle.PUBLISH)
    assert (changes.waiting_of(now), set(deliver_to_roles())) == (None, EVERYBODY)


def test_nothing_waits_of_a_draft_nor_of_what_is_past(cast):
    draft = a_meeting()
    Told.objects.create(
        meeting=draft, **{name: getattr(draft, name) for name in Told.FACTS} | {"place_en": "Elsewhere"}
    )
    assert changes.waiting_of(draft) is None
    Meeting.objects.update(state="published", starts_at=wall_clock(-2), ends_at=wall_clock(-1))
    assert changes.waiting_of(draft) is None


def test_what_was_told_without_a_word_of_ones_own_still_says_what_it_was(meeting, as_person, cast):
    take(meeting, lifecycle.CANCEL)
    changes.tell(meeting=Meeting.objects.get(), by=cast.administrator, notice=Notice())
    told = as_person("member").get(page(meeting, "meeting")).text.split('class="notice notice--warning"')[1]
    assert "Cancelled" in told.split("</p>")[0]
