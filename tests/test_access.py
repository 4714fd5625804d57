"""Every address of the site, asked for by everybody in every state of the thing:
the answer that `access_table` says.
"""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from members.models import Person
from tests import access_elsewhere as elsewhere
from tests import access_table as table
from tests.cast import EVERYBODY, let_in
from tests.rooms import secret
from tests.test_methods import only_shows
from tests.world import AUDIENCES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keeps")]


def all_names(resolver=None, prefix=""):
    """Return the names of all addresses of the site, "namespace:name"."""
    names = []
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            names += all_names(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        else:
            names.append(f"{prefix}{pattern.name}")
    return names


def address(page, scene):
    """Return the address of a page about a scene's meeting; None where the thing it is about is not there."""
    kind = page.partition(":")[2].rpartition("_")[2]
    if page == "meetings:step":
        return reverse(page, args=[scene.meeting.pk, step_for(scene)])
    if page in ("meetings:add_decision", "meetings:add_action"):
        kind = "paragraph"
    if page == "meetings:save_paragraph":
        kind = "item"  # under which it is typed
    if page == "meetings:remove_attendance":
        return reverse(page, args=[scene.meeting.pk, scene.guest.pk]) if scene.guest else None
    if page in ("meetings:add_item", "meetings:quick_item") or kind not in ("item", "paragraph", "decision", "action"):
        return reverse(page, args=[scene.meeting.pk])
    thing = getattr(scene, kind)
    return reverse(page, args=[thing.pk]) if thing else None


def step_for(scene):
    """Return the step that is tried on this meeting."""
    return next((name for name, states in table.STEPS.items() if scene.state in states), "hold")


WATCHED = {"healthz", "readyz", "metrics"}  # they read no session, so that they never wait


def asked_about(world, page):
    """Return the (scene, role)s that a page of a meeting is asked for.

    To the keepers it is all one whom else a meeting is for: they are asked in every state with one of its audiences,
    another for another page, as whole pages cost most.
    """
    shift = sorted(table.MEETING_PAGES).index(page)
    for number, scene in enumerate(world.scenes.values()):
        state, audience = divmod(number, len(AUDIENCES))
        for place, role in enumerate(table.COLUMNS):
            if role not in table.KEEPERS or audience == (state + place + shift) % len(AUDIENCES):
                yield scene, role


def refusal(role, seen):
    """Return the answer to somebody who may not open a page, by whether they see the thing at all."""
    if role == "visitor":
        return table.LOGIN
    return table.NO if seen else table.GONE


def expected(page, role, scene):
    """Return the answer that the tables give to this role."""
    thing, may, states = table.MEETING_PAGES[page]
    seen = table.sees(role, thing, scene)
    if seen and role in may and scene.state not in states:
        return 409  # the state is against it, not their role
    if seen and role in may:
        said_why = page == "meetings:step" and step_for(scene) == "hold"
        said_why |= page == "meetings:edit_meeting" and scene.state == "confirmed"  # the minutes hold its facts
        return 409 if said_why else 200
    return refusal(role, seen)


def answer(client, url, method="get"):
    """Return the status, having seen that a redirect leads to the login."""
    response = getattr(client, method)(url)
    if response.status_code == 302:
        assert response.url.startswith("/accounts/login/?next=")
    return response.status_code


def everything():
    """Return what all rows that the pages of these tests can change come to, by table: (name, number, digest)."""
    rooms = [apps.get_app_config(app) for app in ("meetings", "taskgroups", "library", "exchange")]
    tables = [model._meta.db_table for room in rooms for model in room.get_models()]
    each = "SELECT '{0}', count(*), sum(hashtextextended(one::text, 0)) FROM {0} AS one"
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each.format(table) for table in tables))
        return set(cursor.fetchall())


@pytest.fixture(scope="module")
def as_made(world, django_db_blocker):
    """What the rows of this module's world come to as each of its tests finds them."""
    with django_db_blocker.unblock():
        return everything()


def test_no_address_is_missing_from_the_table():
    listed = {*table.MEETING_PAGES, *table.THING_PAGES, *(page.partition(" ")[0] for page in table.PAGES)}
    ours = {name for name in all_names() if not name.startswith(elsewhere.BY_PREFIX)}
    listed |= set(elsewhere.ELSEWHERE)
    assert (ours - listed, listed - ours) == (set(), set())


def test_what_the_tables_leave_out_is_tested_where_they_say():
    texts = {path: Path(path).read_text(encoding="utf-8") for path in set(elsewhere.ELSEWHERE.values())}
    tested = {page for page, path in elsewhere.ELSEWHERE.items() if page.partition(":")[2] in texts[path]}
    assert elsewhere.ELSEWHERE.keys() - tested == set()


@pytest.mark.parametrize("page", sorted(table.MEETING_PAGES))
def test_pages_of_a_meeting(world, page):
    wrong = []
    for scene, role in asked_about(world, page):
        if url := address(page, scene):
            want = 405 if page in table.POST_ONLY else expected(page, role, scene)
            got = answer(world.clients[role], url)
            wrong += [(scene.name, role, f"wanted {want}, got {got}")] if got != want else []
    assert wrong == []


@pytest.mark.parametrize("page", sorted(set(table.MEETING_PAGES) - {"meetings:meeting", "meetings:minutes"}))
def test_whoever_may_not_open_a_page_may_not_send_its_form_and_nothing_changes(world, as_made, page):
    wrong = []
    for scene in world.scenes.values():
        url = address(page, scene) if scene.shared == scene.public else None
        for role in table.COLUMNS if url else []:
            want = expected(page, role, scene)
            want = 405 if only_shows(url) else want
            got = answer(world.clients[role], url, "post") if want not in (200, 409) else want
            wrong += [(scene.name, role, f"wanted {want}, got {got}")] if got != want else []
    assert (wrong, everything() == as_made) == ([], True)


def thing_address(page, row):
    """Return the address of a page about a thing of the other rooms."""
    more = {
        "taskgroups:step": lambda: ["resume" if row.is_finished else "report"],
        "taskgroups:remove_member": lambda: [row.places.get().pk],
        **{f"taskgroups:{verb}_milestone": lambda: [row.milestones.get().pk] for verb in ("edit", "finish", "remove")},
        "library:version": lambda: [1],
        "library:compare_versions": lambda: [1, 2],
    }
    return reverse(page, args=[row.pk, *more.get(page, list)()])


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", sorted(table.THING_PAGES))
def test_pages_of_the_other_rooms(world, as_made, page, method):
    """Both ways: the page asked for, and its form sent by those who may not send it."""
    wrong = []
    for name, may in table.THING_PAGES[page].items():
        for role in table.COLUMNS:
            seen = role in table.THINGS[name]
            want = 200 if seen and role in may else refusal(role, seen)
            if seen and role not in may and role in set().union(*table.THING_PAGES[page].values()):
                want = 409 if role != "visitor" and name in table.STATES else want  # who may in another state
            url = thing_address(page, world.things[name])
            want = (
                405 if (page in table.POST_ONLY and method == "get") or (only_shows(url) and method == "post") else want
            )
            got = answer(world.clients[role], url, method) if (method, want) != ("post", 200) else want
            wrong += [(name, role, f"wanted {want}, got {got}")] if got != want else []
    assert (wrong, everything() == as_made) == ([], True)


@pytest.mark.parametrize("number", [2, 3])
def test_a_version_that_is_not_out_is_for_the_record_keepers(world, number):
    document, readers = world.things["document revised"], table.EVERYBODY if number == 2 else table.KEEPERS
    for page, arguments in (("version", [number]), ("compare_versions", [1, number])):
        url = reverse(f"library:{page}", args=[document.pk, *arguments])
        got = {role: answer(world.clients[role], url) for role in table.COLUMNS}
        assert got == {role: 200 if role in readers else table.GONE for role in table.COLUMNS}


def page_address(page, world):
    """Return the address of a page that hangs on no meeting."""
    arguments = {
        "meetings:past_year": [timezone.localdate().year],
        "members:person": [world.private.pk],
        "members:person (of the past)": [world.gone.pk],
        "members:organisation": [world.organisation.pk],
        "members:body": [world.organisation.pk],
        "members:give_body_standing": [world.organisation.pk],
        "members:end_standing": [world.private.pk],
        "members:give_standing": [world.private.pk],
        "members:appoint": [world.cast.chair.terms.get().office_id],
    }
    return reverse(page.partition(" ")[0], args=arguments.get(page))


@pytest.mark.parametrize("page", sorted(table.PAGES))
def test_other_pages(world, page):
    got = tuple(world.clients[role].get(page_address(page, world)).status_code for role in table.COLUMNS)
    assert got == table.PAGES[page]


def test_whoever_has_lapsed_is_shown_out_kindly_from_everywhere(world, client):
    """Each page is the first that they open: once shown out they are nobody whom the site knows."""
    let_in(client, world.cast.lapsed)
    scene, session, wrong = world.scenes["confirmed unshared public"], client.session.session_key, []
    for page in [*table.MEETING_PAGES, *sorted(table.PAGES.keys() - WATCHED)]:
        url = address(page, scene) if page in table.MEETING_PAGES else page_address(page, world)
        client.cookies[settings.SESSION_COOKIE_NAME] = session
        with transaction.atomic():
            responses = client.get(url), client.get("/people/")
            transaction.set_rollback(True)
        led_to = [response.headers.get("Location", "").partition("?")[0] for response in responses]
        wrong += [(page, led_to)] if led_to != ["/people/ended/", "/accounts/login/"] else []
    assert wrong == []


@pytest.mark.parametrize("role", EVERYBODY)
def test_what_is_not_there_answers_as_what_is_hidden(world, role):
    hidden, absent = (
        world.clients[role].get(f"/meetings/{pk}/")
        for pk in (world.scenes["planned unshared private"].meeting.pk, 999_999)
    )
    if role in ("visitor", "lapsed"):
        assert (hidden.status_code, absent.status_code) == (302, 302)
    elif role in ("partner", "staff"):
        assert (hidden.status_code, absent.status_code) == (404, 404)
        assert neutral(hidden) == neutral(absent)


def neutral(response):
    """Return the page without its own address and the token of its forms."""
    page = response.content.decode().replace(response.wsgi_request.path, "")
    return re.sub(r'(name="csrfmiddlewaretoken" value=")\w+', r"\1", page)


@pytest.mark.parametrize(
    ("role", "status"), [("visitor", 302), ("administrator", 200), ("staff", 200), ("member", 404), ("chair", 404)]
)
def test_the_admin_is_for_staff(world, role, status):
    assert world.clients[role].get("/admin/", follow=role == "member" or role == "chair").status_code == status


def test_an_account_that_was_closed_is_shown_out(world, client):
    let_in(client, world.cast.member)
    Person.objects.filter(pk=world.cast.member.pk).update(is_active=False)
    assert client.get("/people/").url.startswith("/accounts/login/")
    assert secret("private", "") not in str(client.session.items())
