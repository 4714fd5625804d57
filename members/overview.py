"""What the members app hands upward."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.overview import Found, ToDo
from members.directory import find_people
from members.models import Application, Letter


def search(words, reader):
    """Return the people found by these words, as far as this reader may see them; at most twenty."""
    people = find_people(reader, words=words)[:20]
    return [Found(_("Person"), person.name, person.get_absolute_url(), str(person.organisation or "")) for person in people]


def to_do(person):
    """Return, for who keeps the record, applications that wait, and that letters could not be sent."""
    waiting = [
        ToDo("cycle", row.name, reverse("members:application", args=[row.pk]), _("Has applied to join."))
        for row in Application.objects.visible_to(person).waiting()[:5]
    ]
    failed = Letter.objects.visible_to(person).failed().count()
    if not failed:
        return waiting
    said = ngettext("%(number)s letter could not be sent", "%(number)s letters could not be sent", failed) % {"number": failed}
    return [*waiting, ToDo("cycle", said, reverse("members:letters"), _("See why, and try again."))]
