"""The translation desk: what waits in which order, both sides beside each other, and what stands and is refused."""

import pytest
from django.apps import apps
from django.urls import reverse

from common.both_languages import texts_of
from forum_site import doors
from library import models as library
from meetings import models as meetings
from meetings.models import AgendaItem, Paragraph
from members import models as members
from members.models import Office
from members.translating.desk import Desk, Wanted
from taskgroups.models import TaskGroup
from tests.cast import EVERYBODY, a_meeting, a_paragraph, an_item, minutes_of

pytestmark = pytest.mark.django_db

ELSEWHERE = {  # what does not come to the desk
    library.Clause,  # which is made from the text of its version
    meetings.Notice, meetings.LaterNote, meetings.Ballot, meetings.Option,  # which stand once they are sent, or there
    members.Person,  # who say it of themselves
    members.Organisation,  # which are called what they call themselves
}  # fmt: skip


def page_of(row, text, name="translate"):
    return reverse(name, args=[row._meta.label_lower, row.pk, text])


def waiting(reader, **wanted):
    desk = Desk(doors.texts(reader))
    return [(pair.of.model, pair.key, pair.text, pair.into, pair.is_missing) for pair in desk.pairs(Wanted(**wanted))]


def older(row, **changed):
    """Change one side of a text that stood in both languages."""
    type(row)._base_manager.filter(pk=row.pk).update(**changed)
    row.refresh_from_db()
    return row


def sent(client, address):
    """Return what a browser sends of the page of a text."""
    form = client.get(address).context["form"]
    return {name: form[name].value() for name in form.fields}


@pytest.fixture
def of_next(cast):
    """An item of the next meeting whose English has changed since the Welsh was made from it."""
    item = an_item(a_meeting(state="published"), text_en="<p>We meet in May.</p>", text_cy="<p>Cwrdd ym Mai.</p>")
    return older(item, text_en="<p>We meet in <strong>June</strong>.</p>")


def test_every_text_in_two_languages_comes_to_the_desk_or_is_known_not_to(cast):
    at_desk = {one.model for one in doors.texts(cast.administrator)}
    assert len(doors.texts(cast.administrator)) == len(at_desk)  # each once: two would count and send its texts twice
    in_both = {model for model in apps.get_models() if texts_of(model) and not hasattr(model, "pgh_tracked_model")}
    assert in_both - at_desk == ELSEWHERE


def test_what_is_read_soonest_comes_first_and_what_stands_does_not_come(cast, of_next):
    later = an_item(a_meeting(days=90), title_cy="")
    circulated = minutes_of(a_meeting(days=-9, state="held"), "circulated")
    paragraph = older(Paragraph.objects.get(item__meeting=circulated.meeting), text_cy="Newydd.")
    confirmed = a_meeting(days=-40, state="held")
    a_paragraph(an_item(confirmed), text_cy="")
    minutes_of(confirmed, "confirmed", by=cast.chair)
    group = TaskGroup.objects.create(name_en="Group", convenor=cast.convenor)
    an_item(a_meeting(days=4))  # in both languages
    found = [
        (AgendaItem, of_next.pk, "text", "cy", False),
        (AgendaItem, later.pk, "title", "cy", True),
        (Paragraph, paragraph.pk, "text", "en", False),
        (TaskGroup, group.pk, "name", "cy", True),
    ]
    reader = cast.administrator
    ours = {AgendaItem, Paragraph, TaskGroup}
    assert [row for row in waiting(reader) if row[0] in ours] == found
    assert [row for row in waiting(reader, state="missing") if row[0] in ours] == [found[1], found[3]]
    assert waiting(reader, into="en") == [found[2]]
    assert waiting(reader, kind="taskgroups.taskgroup") == [found[3]]
    assert Desk(doors.texts(reader)).number(Wanted(kind="meetings.agendaitem", state="older")) == 1


def test_the_desk_shows_what_waits_and_leads_on(cast, as_person, of_next):
    group = TaskGroup.objects.create(name_en="Strategy of <b>care</b>", convenor=cast.convenor)
    keeper = as_person("administrator")
    shown = keeper.get(reverse("translations"), {"kind": "meetings.agendaitem"})
    assert [pair.words for pair, _address in shown.context["found"]] == ["We meet in June."]
    first = f"{page_of(of_next, 'text')}?kind=meetings.agendaitem"
    assert first in shown.content.decode()
    assert "Strategy of &lt;b&gt;care" in keeper.get(reverse("translations")).content.decode()
    following = keeper.get(page_of(of_next, "text", "next_translation"), {"kind": "taskgroups.taskgroup"})
    assert following.url == f"{page_of(group, 'name')}?kind=taskgroups.taskgroup"


@pytest.mark.parametrize("role", EVERYBODY)
def test_the_desk_is_for_who_keeps_the_record(as_person, of_next, role):
    status = {"visitor": 302, "lapsed": 302, "administrator": 200, "chair": 200}.get(role, 404)
    client = as_person(role)
    assert client.get(reverse("translations")).status_code == status
    assert client.get(page_of(of_next, "text")).status_code == status
    assert client.get(page_of(of_next, "text", "next_translation")).status_code == (302 if status == 200 else status)
    pressed = client.post(page_of(of_next, "text", "translation_stands"), {"version": of_next.version})
    assert pressed.status_code == (302 if status == 200 else status)
    of_next.refresh_from_db()
    assert of_next.text_newer == ("" if status == 200 else "en")


@pytest.mark.parametrize(
    "address", ["members.person/1/about", "meetings.agendaitem/0/text", "meetings.agendaitem/{}/kind"]
)
def test_nothing_else_is_written_at_the_desk(as_person, of_next, address):
    path = f"/translations/{address.format(of_next.pk)}/"
    assert as_person("administrator").get(path).status_code == 404


def test_the_older_side_is_written_beside_what_has_changed(as_person, of_next):
    keeper, address = as_person("administrator"), page_of(of_next, "text")
    changes = [(change.kind, change.text) for line in keeper.get(address).context["changes"] for change in line]
    assert changes == [("same", "We meet in"), ("removed", "May."), ("added", "June.")]
    typed = sent(keeper, address) | {"text_cy": "<p>Cwrdd ym <em onclick='x'>Mehefin</em>.</p><script>x</script>"}
    assert keeper.post(address, typed).status_code == 302
    of_next.refresh_from_db()
    assert (of_next.text_cy, of_next.text_newer) == ("<p>Cwrdd ym <em>Mehefin</em>.</p>", "")


def test_a_missing_side_once_written_makes_the_other_no_older(cast, as_person):
    group = TaskGroup.objects.create(name_en="Strategy", convenor=cast.convenor)
    keeper, address = as_person("administrator"), page_of(group, "name")
    assert keeper.post(address, sent(keeper, address) | {"name_cy": "Strategaeth"}).status_code == 302
    group.refresh_from_db()
    assert (group.name_cy, group.name_newer) == ("Strategaeth", "")
    assert waiting(cast.administrator, kind="taskgroups.taskgroup") == []


def test_who_mends_the_newer_side_alone_leaves_the_other_older(as_person, of_next):
    keeper, address = as_person("administrator"), page_of(of_next, "text")
    assert keeper.post(address, sent(keeper, address) | {"text_en": "<p>We meet in July.</p>"}).status_code == 302
    of_next.refresh_from_db()
    assert of_next.text_newer == "en"


def test_a_source_that_has_moved_on_is_shown_and_nothing_is_saved(as_person, of_next):
    keeper, address = as_person("administrator"), page_of(of_next, "text")
    typed = sent(keeper, address) | {"text_cy": "<p>Cwrdd ym Mehefin.</p>"}
    older(of_next, text_en="<p>We meet in August.</p>")
    answer = keeper.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "We meet in August." in page and "Cwrdd ym Mehefin." in page
    of_next.refresh_from_db()
    assert (of_next.text_cy, of_next.text_newer) == ("<p>Cwrdd ym Mai.</p>", "en")
    again = {name: answer.context["form"][name].value() for name in answer.context["form"].fields}
    assert keeper.post(address, again).status_code == 302
    of_next.refresh_from_db()
    assert (of_next.text_cy, of_next.text_en) == ("<p>Cwrdd ym Mehefin.</p>", "<p>We meet in August.</p>")


def test_a_translation_stands_only_as_it_was_seen(as_person, of_next):
    keeper, address = as_person("administrator"), page_of(of_next, "text", "translation_stands")
    seen = of_next.version
    older(of_next, text_en="<p>We meet in August.</p>")
    answer = keeper.post(address, {"version": seen})
    assert answer.status_code == 409 and "We meet in August." in answer.content.decode()
    of_next.refresh_from_db()
    assert of_next.text_newer == "en"
    assert keeper.post(address, {"version": of_next.version}).status_code == 302
    of_next.refresh_from_db()
    assert (of_next.text_newer, of_next.text_cy) == ("", "<p>Cwrdd ym Mai.</p>")


def test_what_stands_is_refused_with_its_reason(cast, as_person):
    meeting = a_meeting(days=-40, state="held")
    paragraph = a_paragraph(an_item(meeting), text_cy="")
    keeper, address = as_person("administrator"), page_of(paragraph, "text")
    typed = sent(keeper, address) | {"text_cy": "Newydd."}
    minutes_of(meeting, "confirmed", by=cast.chair)
    answer = keeper.post(address, typed)
    assert answer.status_code == 409 and "confirmed and cannot be changed" in answer.content.decode()
    paragraph.refresh_from_db()
    assert paragraph.text_cy == ""


def test_what_the_admin_keeps_is_written_there(cast, as_person):
    office = Office.objects.create(name_en="Treasurer")
    keeper = as_person("administrator")
    page = keeper.get(reverse("translations"), {"kind": "members.office"})
    assert [address for _pair, address in page.context["found"]] == [
        reverse("admin:members_office_change", args=[office.pk])
    ]
    assert keeper.get(page_of(office, "name")).status_code == 404
