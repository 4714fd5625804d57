"""How somebody came to stand in the Forum: their periods of standing and office, one after the other."""


def timeline(person) -> list:
    """Return the Periods of a person's standing, offices and organisations, the latest first."""
    rows = [*person.standings.all(), *person.terms.all(), *person.represents.select_related("organisation")]
    return sorted(rows, key=lambda row: (row.starts_on, row.pk), reverse=True)
