"""Finding people and organisations in the directory, by what each reader may see of them."""

from django.db.models import Prefetch, Q, QuerySet

from common.searching import holds
from members import access
from members.models import Interest, Person, Representative, Standing, Term

SEARCHED = (
    "role_there",
    "about_en",
    "about_cy",
)  # texts with an audience in which words are looked for, besides names and offices


def people_for(reader) -> QuerySet:
    """Return the people this reader may see, each with organisation, standing and offices of today at hand."""
    standing = Prefetch("standings", Standing.objects.current(), to_attr="standing_today")
    offices = Prefetch(
        "terms", Term.objects.current().select_related("office").order_by("office__order"), to_attr="terms_today"
    )
    bodies = Prefetch(
        "represents", Representative.objects.in_force().select_related("organisation"), to_attr="represents_today"
    )
    return Person.objects.visible_to(reader).select_related("organisation").prefetch_related(standing, offices, bodies)


def narrow(people) -> QuerySet:
    """Return people from `people_for` or `find_people` with no more of each than a list shows."""
    body = ("organisation__name_en", "organisation__name_cy")
    return people.only("name", "role_there", "role_there_audience", "is_sample", *body)


def whole_person(reader) -> QuerySet:
    """Return the people this reader may see, each with all standing and offices that there ever were."""
    offices = Prefetch("terms", Term.objects.select_related("office"))
    bodies = Prefetch(
        "represents", Representative.objects.in_force().select_related("organisation"), to_attr="represents_today"
    )
    return (
        Person.objects.visible_to(reader).select_related("organisation").prefetch_related("standings", offices, bodies)
    )


def of_today(person):
    """Give somebody from `whole_person` what holds today, as the directory's lists have it; return them."""
    person.standing_today = [row for row in person.standings.all() if row.holds_today]
    person.terms_today = sorted(
        (row for row in person.terms.all() if row.holds_today), key=lambda row: row.office.order
    )
    return person


def find_people(reader, *, words="", organisation=None, area="", kind="", interest=None, capacity="") -> QuerySet:
    """Return the people in whom every word occurs, of an organisation, an area, a kind of organisation, an interest, a
    standing.

    What a person does not show to this reader does not find them either.
    """
    people = people_for(reader)
    for word in words.split():
        people = people.filter(_says(word, reader))
    if organisation:
        people = people.filter(organisation=organisation)
    if kind:
        people = people.filter(organisation__kind=kind)
    if area:
        people = people.filter(pk__in=_showing("area", reader).filter(area=area))
    if interest:
        people = people.filter(pk__in=_showing("interests", reader).filter(interests=interest))
    return people.filter(pk__in=Person.objects.of_capacity(capacity).values("pk")) if capacity else people


def _says(word, reader):
    """Return the condition (Q) that a word occurs in what this reader sees of a person."""
    found = holds(word, "name", "organisation__name_en", "organisation__name_cy")
    found |= Q(pk__in=Term.objects.current().filter(holds(word, "office__name_en", "office__name_cy")).values("person"))
    for text in SEARCHED:
        found |= Q(pk__in=_showing(text.removesuffix("_en").removesuffix("_cy"), reader).filter(holds(word, text)))
    return found


def _showing(field, reader):
    return Person.objects.order_by().showing(field, reader).values("pk")


def shown_of(person, reader) -> dict:
    """Return what a reader sees of a person's own fields: {field: value},
    only those that are there and for this reader.
    """
    fields = [field for field in Person.WITH_AUDIENCE if access.may_see(reader, person, field)]
    values = {field: getattr(person, field) for field in fields if field != "interests"}
    if "interests" in fields:
        values["interests"] = list(Interest.objects.filter(people=person))
    return {field: value for field, value in values.items() if value}


def mark_what_is_hidden(people, reader) -> list:
    """Empty, for showing a list alone, what its people do not show to this reader; return the list."""
    people = list(people)
    for person in people:
        person.role_there = person.role_there if access.may_see(reader, person, "role_there") else ""
    return people
