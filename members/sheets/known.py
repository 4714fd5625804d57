"""Who and what is there already when a spreadsheet is judged, read in a few queries."""

from allauth.account.models import EmailAddress

from members.models import (
    Interest,
    MembershipRules,
    Office,
    Organisation,
    OrganisationStanding,
    Person,
    Representative,
    Standing,
    Term,
)


class Known:
    """What an import compares its rows with; `passed` are the rows it has taken already: {key: line}."""

    def __init__(self) -> None:
        people = {person.pk: person for person in Person.objects.prefetch_related("interests")}
        self.people = {person.email.lower(): person for person in people.values()}
        for address, person in EmailAddress.objects.filter(verified=True).values_list("email", "user"):
            self.people.setdefault(address.lower(), people[person])
        self.by_telephone = {(one.name.casefold(), one.phone): one for one in people.values() if one.phone}
        self.bodies = {
            name.casefold(): body
            for body in Organisation.objects.all()
            for name in (body.name_en, body.name_cy)
            if name
        }
        self.standings = _by_key(Standing, "person_id")
        self.body_standings = _by_key(OrganisationStanding, "organisation_id")
        self.representatives = {}  # {organisation: {person: whether they vote}}
        for body, person, is_voting in Representative.objects.not_over().values_list(
            "organisation", "person", "is_voting"
        ):
            self.representatives.setdefault(body, {})[person] = is_voting
        self.interests = {
            name.casefold(): row.pk for row in Interest.objects.all() for name in (row.name_en, row.name_cy) if name
        }
        keepers = Term.objects.not_over().exclude(office__role=Office.Role.NONE).values_list("person", flat=True)
        self.guarded = {person.pk for person in people.values() if person.is_staff or person.is_superuser} | set(
            keepers
        )
        self.capacities = {capacity for capacity, _label in MembershipRules.now().capacities()}
        self.passed = {}


def _by_key(model, key) -> dict:
    found = {}
    for row in model.objects.order_by(key, "starts_on").values(key, "capacity", "starts_on", "ends_on"):
        found.setdefault(row[key], []).append(row)
    return found
