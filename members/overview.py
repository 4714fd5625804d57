"""What the members app hands upward."""

from django.utils.translation import gettext as _

from common.overview import Found
from members.directory import find_people


def search(words, reader):
    """Return the people found by these words, as far as this reader may see them; at most twenty."""
    people = find_people(reader, words=words)[:20]
    return [Found(_("Person"), person.name, person.get_absolute_url(), str(person.organisation or "")) for person in people]
