"""The admin by single permissions: staff with one right reach what it allows and nothing else,
and nobody raises themselves by it.
"""

import datetime

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.test import Client
from django.urls import reverse

from members.models import Office, Organisation, Person, Representative, Term
from tests.cast import let_in

VERBS = ("view", "add", "change", "delete")
OPENS = {
    "view": {"changelist", "change", "history", "autocomplete"},
    "add": {"add"},
    "change": {"changelist", "change", "history", "autocomplete"},
    "delete": {"delete"},
}
NOTHING = {302, 403}  # a row that is kept from somebody is not there: the admin leads back to its front page
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


GREED = {
    "is_superuser": "on", "is_staff": "on", "is_active": "on", "user_permissions": [1, 2, 3], "capacity": "member",
    "email": "cipio@forum.example", "password": "x", "password1": "cipio'r-cyfrif-2016",
    "password2": "cipio'r-cyfrif-2016", "post": "yes",
}  # fmt: skip
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)


def named(model, verb):
    """Return the name of a permission."""
    return f"{model._meta.app_label}.{verb}_{model._meta.model_name}"


@pytest.fixture(scope="module")
def permissions(world):
    """Every permission by its name."""
    rows = Permission.objects.select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}": row for row in rows}


@pytest.fixture(scope="module")
def holder(world, permissions):
    """A function from permissions' names to the browser of staff with just these,
    who speak for a body that has no part in the Forum.
    """
    person = Person.objects.create_user("sengl@forum.example", name="Sengl Hawl", is_staff=True)
    body = Organisation.objects.create(name_en="Abacws Co-operative")  # the first of all
    Representative.objects.create(organisation=body, person=person, is_voting=True, starts_on="2020-01-01")
    client = Client()
    let_in(client, person)
    client.person = person

    def browser(*names):
        person.user_permissions.set([permissions[name] for name in names])
        return client

    return browser


def pages_of(model):
    """Return {page: address} of a model in the admin; those of a row are of its first one,
    or of one that is not there.
    """
    row = model._default_manager.first()
    facts = {"app_label": model._meta.app_label, "model_name": model._meta.model_name}
    start = "admin:{app_label}_{model_name}_".format(**facts)
    found = {page: reverse(start + page) for page in ("changelist", "add")}
    of_row = ("change", "delete", "history") if row else ("change", "delete")
    return found | {page: reverse(start + page, args=[row.pk if row else 0]) for page in of_row}


def autocompletes():
    """Return {model: address} of the lists that fields of the admin choose a row of a model from."""
    found = {}
    for model, kept in admin.site._registry.items():
        for owner, fields in [
            (model, kept.autocomplete_fields),
            *((one.model, one.autocomplete_fields) for one in kept.inlines),
        ]:
            for name in fields:
                field = owner._meta.get_field(name)
                query = f"?app_label={owner._meta.app_label}&model_name={owner._meta.model_name}&field_name={name}"
                found[field.related_model] = reverse("admin:autocomplete") + query
    return found


@pytest.fixture(scope="module")
def pages(world):
    """{model: {page: address}} of the whole admin."""
    found = {model: pages_of(model) for model in MODELS}
    for model, address in autocompletes().items():
        found[model]["autocomplete"] = address
    return found


def statuses(client, addresses):
    return {page: client.get(address).status_code for page, address in addresses.items()}


def test_staff_without_a_permission_reach_nothing(holder, pages):
    client = holder()
    found = {model._meta.label: set(statuses(client, addresses).values()) for model, addresses in pages.items()}
    assert {label: answers for label, answers in found.items() if answers - NOTHING} == {}
    assert client.get("/admin/").context["app_list"] == []


@each_model
def test_a_single_permission_opens_its_own_pages_and_no_others(holder, pages, model):
    for verb in VERBS:
        client = holder(named(model, verb))
        own = {page: client.get(address) for page, address in pages[model].items()}
        assert {page for page, answer in own.items() if answer.status_code not in NOTHING} <= OPENS[verb]
        assert own["changelist"].status_code == (200 if verb in ("view", "change") else 403)
        asked = own["changelist"].wsgi_request
        shown = admin.site.get_app_list(asked)  # what the front page of the admin has
        assert {one["model"] for app in shown for one in app["models"]} <= {model}
        others = [kept for one, kept in admin.site._registry.items() if one is not model]
        assert [kept for kept in others if any(kept.get_model_perms(asked).values())] == []


@each_model
def test_who_may_not_change_a_row_changes_none(holder, pages, model):
    row, before = model._default_manager.first(), model._default_manager.count()
    for verb in ("view", "add", "delete"):
        client = holder(named(model, verb))
        assert not row or client.post(pages[model]["change"], {"name": "Zanzibar", "_save": "1"}).status_code == 403
    for verb in ("view", "add", "change"):
        client = holder(named(model, verb))
        assert not row or client.post(pages[model]["delete"], {"post": "yes"}).status_code in NOTHING
        chosen = {"action": "delete_selected", "_selected_action": [row.pk if row else 0], "post": "yes"}
        assert client.post(pages[model]["changelist"], chosen).status_code in (200, 302, 403)
        assert model._default_manager.count() == before


def power(person):
    """Return all that a person may do, today or later."""
    person = Person.objects.get(pk=person.pk)
    periods = (person.standings, person.terms, person.represents)
    roles = list(person.terms.values_list("office__role", flat=True))
    groups = [(group.pk, set(group.permissions.values_list("pk", flat=True))) for group in person.groups.all()]
    facts = (person.is_staff, person.is_superuser, person.email, person.password, set(person.user_permissions.all()))
    return (*facts, person.rights, groups, roles, [rows.count() for rows in periods])


def greedy(field, person, world):
    """Return what somebody would put into a field of a form, who wants to rise by it."""
    related = getattr(getattr(field.field, "queryset", None), "model", None)
    wishes = {Person: person.pk, Office: world.cast.chair.terms.get().office_id}
    if related in wishes:
        return wishes[related]
    if related is not None:
        return getattr(related._default_manager.first(), "pk", "")
    values = {"starts_on": "2020-01-01", "capacity": "member", "role": "administrator", "ends_on": ""}
    return values.get(field.name, field.value() or ("1" if field.field.required else ""))


def wishes_for(answer, person, world):
    """Return the facts to send from the forms of a page, changed for the best of `person`,
    and with fields that no form has.
    """
    facts = {}
    if answer.context and "adminform" in answer.context:
        formsets = [one.formset for one in answer.context["inline_admin_formsets"]]
        forms = [answer.context["adminform"].form, *(form for formset in formsets for form in formset.forms)]
        for formset in formsets:
            facts |= {field.html_name: field.value() for field in formset.management_form}
        for form in forms:
            facts |= {field.html_name: greedy(field, person, world) for field in form}
        for formset in formsets:
            number = int(facts[f"{formset.prefix}-TOTAL_FORMS"])
            facts[f"{formset.prefix}-TOTAL_FORMS"] = number + 1
            facts |= {
                one.html_name.replace("__prefix__", str(number)): greedy(one, person, world)
                for one in formset.empty_form
            }
    extra = GREED | {
        "groups": list(Group.objects.values_list("pk", flat=True)),
        "office": world.cast.chair.terms.get().office_id,
    }
    extra |= {"person": person.pk}
    return {name: value for name, value in (extra | facts).items() if value is not None}


def send_greedily(client, model, world):
    """Send each form of the admin over a model, filled in for the best of whoever sends it."""
    for row in [None, *model._default_manager.all()[:3]]:
        start = f"admin:{model._meta.app_label}_{model._meta.model_name}_"
        address = reverse(start + "change", args=[row.pk]) if row else reverse(start + "add")
        client.post(address, wishes_for(client.get(address), client.person, world))


def test_nobody_raises_themselves_through_any_form(holder, world):
    """Each form of the admin, sent by staff who may add, change and delete all but were not trusted with rights."""
    client = holder(*(named(one, verb) for one in MODELS for verb in VERBS))
    Group.objects.create(name="Powers").permissions.set(Permission.objects.all())
    people, raised = [client.person, world.cast.chair, world.cast.administrator], []
    before = [power(one) for one in people]
    for model in MODELS:
        with transaction.atomic():
            send_greedily(client, model, world)
            raised += [model._meta.label] if [power(one) for one in people] != before else []
            transaction.set_rollback(True)
    assert raised == []


@pytest.fixture
def above(world):
    """Accounts that bring more than their address: a superuser, the Chair, one to come,
    one whose account is closed, and other staff.
    """
    office = world.cast.chair.terms.get().office
    people = {
        name: Person.objects.create_user(f"{name}@forum.example", name=name.title())
        for name in ("root", "next", "closed", "clerk")
    }
    Person.objects.filter(pk=people["root"].pk).update(is_superuser=True)
    Person.objects.filter(pk=people["clerk"].pk).update(is_staff=True)
    Person.objects.filter(pk=people["closed"].pk).update(is_active=False)
    Term.objects.create(person=people["closed"], office=office, starts_on="2020-01-01")
    Term.objects.create(
        person=people["next"], office=office, starts_on=datetime.date.today() + datetime.timedelta(days=40)
    )
    return [*people.values(), world.cast.chair, world.cast.administrator]


def test_no_account_with_more_rights_is_taken_over(holder, above, world):
    client = holder("members.change_person", "members.delete_person", "members.view_person")
    places = ("admin:members_person_change", "admin:auth_user_password_change", "admin:members_person_delete")
    for person in [*above, client.person]:
        answers = [client.post(reverse(place, args=[person.pk]), GREED) for place in places]
        assert [answer.status_code for answer in answers] == [403, 403, 403], person
        assert client.get(reverse(places[0], args=[person.pk])).status_code == 200
    chosen = {"action": "delete_selected", "_selected_action": [person.pk for person in above], "post": "yes"}
    client.post(reverse("admin:members_person_changelist"), chosen)
    assert Person.objects.filter(pk__in=[person.pk for person in above]).count() == len(above)


def test_the_administrator_takes_over_nobody_with_rights_they_lack(world, permissions, above):
    keeper, clerk = world.cast.administrator, above[3]
    keeper.is_staff = True
    keeper.save()
    keeper.groups.clear()
    keeper.user_permissions.set([permissions["members.change_person"]])
    client = world.clients["administrator"]
    address = reverse("admin:members_person_change", args=[clerk.pk])
    assert 'name="email"' in client.get(address).content.decode()
    clerk.user_permissions.set([permissions["library.change_document"]])
    assert 'name="email"' not in client.get(address).content.decode()
    assert 'name="email"' not in client.get(reverse("admin:members_person_change", args=[above[0].pk])).content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "members/person/?password__startswith=m",
        "members/person/?access_needs__contains=a",
        "members/person/?calendar_digest__startswith=a",
        "members/standing/?person__password__startswith=m",
        "meetings/answer/?needs__contains=a",
        "meetings/minutesimport/?text__contains=a",
        "mfa/authenticator/?data__contains=a",
        "procrastinate/procrastinatejob/?args__contains=a",
    ],
)
def test_a_list_is_not_asked_by_what_it_hides(holder, path):
    client = holder(*[named(model, "view") for model in MODELS])
    assert client.get(f"/admin/{path}").status_code == 400
    assert client.get(f"/admin/{path.partition('?')[0]}").status_code == 200


def test_who_only_looks_sees_no_hash_of_a_password(holder, world):
    page = (
        holder("members.view_person")
        .get(reverse("admin:members_person_change", args=[world.cast.member.pk]))
        .content.decode()
    )
    assert world.cast.member.password.split("$")[-1] not in page
