"""Every form of the site that makes something makes it once: found by walking, filled in, pressed once and twice."""

import datetime

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from tests.crawl import route, walk
from tests.forms import forms_of
from tests.sources import ORDER, app_of

pytestmark = pytest.mark.django_db
DAYS = [(timezone.localdate() + datetime.timedelta(days=45 + number)).isoformat() for number in range(10)]
TYPED = {
    "date": DAYS[0],
    "email": "new@forum.example",
    "url": "https://forum.example/page",
    "time": "18:00",
    "number": "5",
}
NAMED = {f"at_{number}": f"{DAYS[number]}T18:00" for number in range(1, 9)} | {
    "ends": "20:00",
    "starts_at": f"{DAYS[0]}T18:00",
    "ends_at": f"{DAYS[0]}T20:00",
    "presenter_name": "",
    "choices_en": "",
    "choices_cy": "",  # what is asked is answered with yes or no
    "lines": "Mair Newydd, mair.newydd@forum.example",
}
FILES = {
    "members:imports": (b"name,email\nMair Newydd,mair.newydd@forum.example\n", "people.csv"),
    "meetings:add_papers": (b"Words", "words.txt"),
    "meetings:add_paper": (b"Words", "words.txt"),
    "taskgroups:add_group_paper": (b"Words", "words.txt"),
    "exchange:attach_to_post": (b"Words", "words.txt"),
    "exchange:attach_to_comment": (b"Words", "words.txt"),
}
WALKS = {  # by whom, and from which pages of which meeting besides the front page
    "administrator": {
        "draft shared private": ["write_minutes", "left_over"],
        "circulated shared private": ["minutes"],
        "confirmed shared private": ["minutes"],
        "published shared private": ["guests", "tell_change", "ask_poll"],
    },
    "member": {"held shared private": ["claim"]},
    "partner": {},
    "visitor": {},
}
MAKING = {  # what must be among the forms that are found, so that none is passed over because it was filled in wrongly
    "exchange": "add_post ask_for_agenda attach_to_comment attach_to_post back_idea post settle_idea",
    "library": "add_consultation add_copy add_document add_newer_resource add_outcome add_part add_remark add_resource "
    "add_study ask_members join_consultation offer_talk outcome_fields start_answer start_version",
    "meetings": "add_action add_attendance add_decision add_item add_note add_paper add_standing_items answer_at_once "
    "ask_ballot ask_poll carry_on claim closed_days copy_meeting declarations guests import_minutes left_over "
    "offer_correction plan_year propose publish quick_item register schedule tell_change write_minutes",
    "members": "add_mailing add_network add_stakeholder appoint apply areas body complain give_body_standing "
    "give_standing imports invites membership_rules my_interests my_letters record_interest",
    "taskgroups": "add_group_action add_group_meeting add_group_paper add_member bring_report join "
    "propose_group set_up_group talk",
}


def counted():
    """Return {model: number of rows} of all our models, without their history and without what presses left."""
    ours = [
        model
        for model in apps.get_models()
        if app_of(model.__module__) in ORDER and model._meta.label != "common.Press"
    ]
    ours = [model._meta for model in ours if not hasattr(model, "pgh_tracked_model")]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{one.label}', count(*) FROM {one.db_table}" for one in ours))
        return dict(cursor.fetchall())


def filled(form, name, *, all_of_it):
    """Return the fields of a form, filled in with what it asks for, or also with all that it only offers."""
    fields = dict(form.fields)
    for control in form.controls:
        options, wanted = [option for option in control.options if option], control.needed or all_of_it
        if control.kind == "file":
            fields |= {control.name: FILES[name]} if name in FILES else {}
        elif control.kind in ("select", "radio", "checkbox"):
            fields |= {control.name: options[0]} if options and not fields.get(control.name) and wanted else {}
        elif control.kind != "hidden" and not any(control.values) and (wanted or control.kind != "number"):
            fields[control.name] = NAMED.get(control.name, TYPED.get(control.kind, f"Words for {control.name}"))
    return fields | dict(form.buttons[:1])


def made(client, url, fields, *, times):
    """Return how many rows of which models so many presses make, and where each led; all is taken back."""
    cache.clear()
    before, led_to = counted(), []
    with transaction.atomic():
        for _time in range(times):
            sent = {key: ContentFile(*value) if isinstance(value, tuple) else value for key, value in fields.items()}
            led_to.append(client.post(url, sent).get("Location"))
        after = counted()
        transaction.set_rollback(True)
    return {label: number - before[label] for label, number in after.items() if number > before[label]}, led_to


def forms_found(client, starts):
    """Yield (route, address, Form) of one form for each address that forms are sent to."""
    known = set()
    for url, response, page in walk(client, starts, most=2):
        for form in forms_of(response) if page else []:
            to = (form.action or url).partition("#")[0] or url
            to = url.partition("?")[0] + to if to.startswith("?") else to
            if route(to) not in known:
                yield route(to), to, form
                known.add(route(to))


def starts_of(world, role):
    """Return the addresses from which a role walks."""
    of_meetings = [
        reverse(f"meetings:{page}", args=[world.scenes[scene].meeting.pk])
        for scene, pages in WALKS[role].items()
        for page in pages
    ]
    return [
        "/",
        *of_meetings,
        *(world.things[name].get_absolute_url() for name in ("group shared", "document public")),
        *([reverse("members:give_standing", args=[world.gone.pk])] if role == "administrator" else []),
    ]


def pressed(client, name, url, form):
    """Return what a form makes that is sent once, what it makes that is sent twice, and where both presses led."""
    for all_of_it in (False, True):
        fields = filled(form, name, all_of_it=all_of_it)
        once, _led_to = made(client, url, fields, times=1)
        if once:
            return once, *made(client, url, fields, times=2)
    return {}, {}, []


def test_whatever_makes_something_makes_it_once(world):
    wrong, making = {}, set()
    for role in WALKS:
        for name, url, form in forms_found(world.clients[role], starts_of(world, role)):
            once, twice, led_to = pressed(world.clients[role], name, url, form)
            making |= {name} if once else set()
            if once != twice or len(set(led_to)) > 1 or None in led_to:
                wrong[name] = (once, twice, led_to)
    assert wrong == {}
    assert {f"{app}:{name}" for app, names in MAKING.items() for name in names.split()} - making == set()
