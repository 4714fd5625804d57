"""Which words of people and organisations are searched, kept by the triggers of their tables."""

from common.finding.index import Index, both, name, said

ORGANISATION = Index(table="members_organisation", title=both("r.name"))
PERSON = Index(
    table="members_person",
    title=name("r.name"),
    names=both("o.name"),
    joins="LEFT JOIN members_organisation o ON o.id = r.organisation_id",
)
# What a person shows to some alone is searched apart from their name.
PERSON_ROLE = Index(table="members_person", part="role", title=name("r.role_there"), names=name("r.name"))
PERSON_ABOUT = Index(table="members_person", part="about", names=name("r.name"), text=both("r.about"))
TERM = Index(
    table="members_term",
    title=both("o.name"),
    names=name("p.name"),
    joins="JOIN members_office o ON o.id = r.office_id JOIN members_person p ON p.id = r.person_id",
)
STAKEHOLDER = Index(
    table="members_stakeholder",
    title=name("r.name"),
    names=[*name("r.role_there"), *both("o.name"), *name("r.email")],
    text=name("r.next_step"),
    joins="LEFT JOIN members_organisation o ON o.id = r.organisation_id",
)
ENQUIRY = Index(
    table="members_enquiry",
    title=name("r.name"),
    names=[*name("r.place"), *name("r.email")],
    text=[*said("r.text", "r.language"), *name("r.next_step")],
)
ENQUIRY_WORD = Index(table="members_enquiryword", text=name("r.text"))


def of_organisation():
    """Return the triggers by which the name of an organisation is searched in its people."""
    columns = ("name_en", "name_cy")
    return [
        PERSON.followed("r.organisation_id = NEW.id", *columns),
        STAKEHOLDER.followed("r.organisation_id = NEW.id", *columns),
    ]
