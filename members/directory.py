"""Finding people and organisations in the directory."""

from django.db.models import Prefetch, Q

from members.models import Person, Standing, Term


def people_for(reader):
    """Return the people this reader may see, each with organisation, standing and offices of today at hand."""
    standing = Prefetch("standings", Standing.objects.current(), to_attr="standing_today")
    offices = Prefetch("terms", Term.objects.current().select_related("office").order_by("office__order"), to_attr="terms_today")
    return Person.objects.visible_to(reader).select_related("organisation").prefetch_related(standing, offices)


def find_people(reader, *, words="", area="", kind=""):
    """Return the people in whose name, organisation or office every word occurs, of an area and a kind of organisation."""
    people = people_for(reader)
    for word in words.split():
        found = Q(name__icontains=word) | Q(organisation__name_en__icontains=word) | Q(organisation__name_cy__icontains=word)
        holders = Term.objects.current().filter(Q(office__name_en__icontains=word) | Q(office__name_cy__icontains=word))
        people = people.filter(found | Q(pk__in=holders.values("person")))
    if area:
        people = people.filter(area=area)
    return people.filter(organisation__kind=kind) if kind else people
