"""What becomes of an idea: interest, an outcome with links both ways, letters once to whoever may know, an agenda."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from exchange.ideas import outcomes, telling
from exchange.models import Backing, IdeaOutcome, Post
from library.models import Consultation, Talk
from meetings.models import AgendaItem, Meeting, Proposal
from members.letters import preferences
from members.models import Letter
from taskgroups.models import TaskGroup
from tests.cast import a_decision, a_meeting, a_paragraph, an_item, minutes_of
from tests.letters import deliver_to_roles

pytestmark = pytest.mark.django_db


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"exchange:{name}", args=args)


@pytest.fixture
def idea(cast):
    """An idea of the member's."""
    return Post.objects.create(author=cast.member, kind="idea", title="Time banks", text="Could hours be shared?")


def settled(client, idea, version="", **facts):
    """Say what came of an idea, and return the answer."""
    return client.post(url("settle_idea", idea.pk), {"kind": "done", "version": version} | facts)


def read(client, path):
    """Return a page as text."""
    return client.get(path).content.decode()


def test_interest_is_said_once_and_taken_back(as_person, cast, idea):
    partner = as_person("partner")
    for _press in range(2):
        assert partner.post(url("back_idea", idea.pk), {"to": "join"}).status_code == 302
    assert list(Backing.objects.values_list("person", flat=True)) == [cast.partner.pk]
    assert "Interested: 1" in read(as_person("member"), url("posts"))
    partner.post(url("back_idea", idea.pk), {"to": "leave"})
    assert not Backing.objects.exists()
    assert as_person("staff").post(url("back_idea", idea.pk)).status_code == 404
    news = Post.objects.create(author=cast.member, kind="news", title="No idea", text="News.")
    assert partner.post(url("back_idea", news.pk)).status_code == 404


def test_who_keeps_the_record_says_what_came_of_it_and_both_pages_lead_to_each_other(as_person, cast, idea):
    chair, member = as_person("chair"), as_person("member")
    assert [settled(as_person(role), idea).status_code for role in ("visitor", "member")] == [302, 403]
    group = TaskGroup.objects.create(name_en="Hours group", name_cy="Grŵp oriau")
    talk = Talk.objects.create(
        title_en="Hours", speaker=cast.member, given_on="2026-01-01", audience="shared", consent="shared"
    )
    asked = Consultation.objects.create(title_en="Care asked", asked_by="Senedd", shared_with_partners=True)
    for kind, thing in (("group", group), ("talk", talk), ("consultation", asked)):
        row = IdeaOutcome.objects.filter(post=idea).first()
        answer = settled(chair, idea, version=row.version if row else "", kind=kind, **{kind: thing.pk})
        assert (answer.status_code, IdeaOutcome.objects.get().thing) == (302, thing)
        assert f'href="{thing.get_absolute_url()}"' in read(member, idea.get_absolute_url())
        page = read(member, thing.get_absolute_url())
        assert page.count("Came from the idea") == 1 and f'href="{idea.get_absolute_url()}"' in page
    assert "Came from the idea" not in read(member, group.get_absolute_url())


def test_an_item_leads_to_the_idea_and_the_idea_to_what_was_decided(as_person, cast, idea):
    item = an_item(a_meeting(days=-20, state="held"), title_en="Hours")
    decision = a_decision(a_paragraph(item), text_en="A bank is founded.")
    minutes_of(item.meeting, "circulated")
    settled(as_person("administrator"), idea, kind="meeting", item=item.pk)
    page = read(as_person("member"), idea.get_absolute_url())
    assert f"/meetings/{item.meeting_id}/#item-{item.number}" in page
    assert decision.number in page and "A bank is founded." in page
    assert f'href="{idea.get_absolute_url()}"' in read(as_person("member"), item.meeting.get_absolute_url())


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "group"}, "group"),
        ({"kind": "meeting"}, "item"),
        ({"kind": "parked"}, "words_cy"),
        ({"kind": "x"}, "kind"),
    ],
)
def test_an_outcome_without_its_thing_or_words_is_refused_beside_its_field(as_person, idea, facts, field):
    assert list(settled(as_person("chair"), idea, **facts).context["form"].errors) == [field]
    assert not IdeaOutcome.objects.exists()


def test_the_database_keeps_an_outcome_to_the_one_thing_it_says(cast, idea):
    group = TaskGroup.objects.create(name_en="Hours group")
    for facts in (
        {"kind": "talk", "group": group},
        {"kind": "done", "words_en": "x", "group": group},
        {"kind": "parked"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            IdeaOutcome.objects.create(post=idea, **facts)


def test_two_who_say_what_came_of_it_do_not_undo_each_other(as_person, idea):
    chair = as_person("chair")
    settled(chair, idea, kind="parked", words_en="Until spring.")
    version = IdeaOutcome.objects.get().version
    settled(chair, idea, version=version, kind="parked", words_en="Until summer.")
    late = settled(as_person("administrator"), idea, version=version, kind="parked", words_en="For good.")
    assert (late.status_code, IdeaOutcome.objects.get().words_en) == (409, "Until summer.")
    assert "Until summer." in late.content.decode()
    Post.objects.update(removed_at="2026-01-01T00:00Z")
    assert settled(chair, idea, kind="parked", words_en="Late.").status_code == 409


def test_author_and_interested_are_told_once_in_their_language_when_they_may_know(as_person, cast, idea):
    outcomes.join(post=idea, person=cast.chair)
    outcomes.join(post=idea, person=cast.partner)
    chair = as_person("chair")
    group = TaskGroup.objects.create(name_en="Hours group", name_cy="Grŵp oriau", shared_with_partners=False)
    settled(chair, idea, kind="group", group=group.pk, words_en="They begin in May.")
    sent = deliver_to_roles()
    assert set(sent) == {"member", "chair"}  # the partner may not know of that group
    assert sent["chair"].subject == "Beth a ddaeth o’r syniad: Time banks"
    assert "Hours group" in sent["member"].body and "Grŵp oriau" in sent["chair"].body
    settled(chair, idea, version=IdeaOutcome.objects.get().version, kind="group", group=group.pk, words_en="In June.")
    telling.send_due()
    assert deliver_to_roles() == {}
    TaskGroup.objects.update(shared_with_partners=True)
    telling.send_due()
    assert set(deliver_to_roles()) == {"partner"}


def test_nobody_hears_of_an_item_before_its_agenda_is_out_nor_what_no_longer_stands(as_person, cast, idea):
    meeting = a_meeting(state="planned")
    as_person("chair").post(url("put_on_agenda", idea.pk, meeting.pk))
    assert not Letter.objects.filter(kind=telling.OUTCOMES, person=cast.member).exists()
    assert "What came of it" not in read(as_person("member"), idea.get_absolute_url())
    Meeting.objects.update(state="published", agenda_published_at="2026-01-01T00:00Z")
    telling.send_due()
    assert Letter.objects.filter(kind=telling.OUTCOMES, person=cast.member).count() == 1
    IdeaOutcome.objects.update(kind="parked", item=None, words_en="Later.")
    assert deliver_to_roles() == {}  # asked again when it is sent
    preferences.choose_when(person=cast.member, choices={telling.OUTCOMES: preferences.When.NEVER})
    telling.send_due()
    assert deliver_to_roles() == {}


def test_partners_read_nothing_of_what_an_idea_became_where_that_is_not_theirs(as_person, idea):
    group = TaskGroup.objects.create(name_en="Zanzibar", shared_with_partners=False)
    settled(as_person("chair"), idea, kind="group", group=group.pk, words_en="Zanzibar it is.")
    open_ones, settled_ones = (f"{url('posts')}?kind=idea&came={came}" for came in ("open", "outcome"))
    for role, is_told in (("member", True), ("partner", False)):
        client = as_person(role)
        assert ("Zanzibar" in read(client, idea.get_absolute_url())) is is_told
        assert ("Went to a Task" in read(client, url("posts"))) is is_told
        assert [idea.title in read(client, path) for path in (open_ones, settled_ones)] == [not is_told, is_told]


def test_an_agenda_is_offered_ideas_and_takes_one_by_one_press(as_person, cast, idea):
    liked = Post.objects.create(author=cast.partner, kind="idea", title="Shared vans", text="One van for three.")
    outcomes.join(post=liked, person=cast.chair)
    done = Post.objects.create(author=cast.partner, kind="idea", title="Old hat", text="Done.")
    IdeaOutcome.objects.create(post=done, kind="done", words_en="It is there.")
    meeting, chair = a_meeting(state="planned"), as_person("chair")
    page = read(chair, reverse("meetings:build_agenda", args=[meeting.pk]))
    assert page.index("Shared vans") < page.index("Time banks") and "Old hat" not in page
    press = url("put_on_agenda", liked.pk, meeting.pk)
    assert press in page
    assert [as_person("member").post(press).status_code, chair.get(press).status_code] == [403, 405]
    assert [chair.post(press).status_code, chair.post(press).status_code] == [302, 409]
    item = AgendaItem.objects.get(meeting=meeting)
    assert (item.kind, item.title_en, item.presenter, item.reserved) == ("blue_sky", "Shared vans", cast.partner, False)
    assert liked.outcome.item == item and press not in read(chair, reverse("meetings:build_agenda", args=[meeting.pk]))
    chair.post(reverse("meetings:remove_item", args=[item.pk]))
    assert press in read(chair, reverse("meetings:build_agenda", args=[meeting.pk]))


def test_what_was_asked_for_is_accepted_and_what_is_among_members_stays_so(as_person, cast):
    idea = Post.objects.create(author=cast.member, title="Zanzibar", text="Ours.", shared_with_partners=False)
    as_person("member").post(url("ask_for_agenda", idea.pk))
    meeting = a_meeting(state="planned", shared_with_partners=True)
    as_person("chair").post(url("put_on_agenda", idea.pk, meeting.pk))
    assert [row.answer for row in Proposal.objects.all()] == ["accepted"]
    assert AgendaItem.objects.get(meeting=meeting).reserved
    past = a_meeting(days=-9, state="held")
    other = Post.objects.create(author=cast.member, title="Late", text="Late.")
    assert as_person("chair").post(url("put_on_agenda", other.pk, past.pk)).status_code == 409


def test_an_idea_is_two_sentences(as_person, cast):
    facts = {"kind": "idea", "title": "Hours", "text": "One. Two. Three.", "language": "en"}
    client = as_person("member")
    assert list(client.post(url("add_post"), facts).context["form"].errors) == ["text"]
    assert client.post(url("add_post"), facts | {"text": "One. Two."}).status_code == 302
    assert client.post(url("add_post"), facts | {"kind": "news"}).status_code == 302
