"""Keeping up with networks and initiatives: that somebody heard of one, what follows from it, and its end."""

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from common.languages.ordering import InOrder
from common.versions import seen
from members.models import Network, NetworkContact


@transaction.atomic
def note(*, network, by, on, text, next_step="", next_step_on=None, mark="") -> NetworkContact:
    """Write down that somebody was in touch with a network, and what follows from it; return the NetworkContact.

    Raises NotAsSeen if the network, and with it the next step, is not as it was seen (`mark`).
    """
    row = _as_seen(network, mark)
    _go_on(row, next_step, next_step_on)
    return NetworkContact.objects.create(network=row, by=by, on=on, text=text)


@transaction.atomic
def finish_step(*, network, by, mark="") -> NetworkContact:
    """Close the next step as done today, with a note that says so; raises IllegalChange if there is none, or another
    than was seen (`mark`).
    """
    row = _as_seen(network, mark)
    if not row.next_step:
        raise IllegalChange(_("There is no next step any more."))
    text = _("Done: %(step)s") % {"step": row.next_step}
    _go_on(row, "", None)
    return NetworkContact.objects.create(network=row, by=by, on=timezone.localdate(), text=text)


def _as_seen(network, mark) -> Network:
    row = locked(network)
    if mark:
        seen.compare(mark, [row])
    return row


def _go_on(row, next_step, next_step_on) -> None:
    row.next_step, row.next_step_on = next_step, next_step_on
    row.save(update_fields=["next_step", "next_step_on"])


def sheet(reader) -> list[list]:
    """Return the networks that somebody may see as the rows of a spreadsheet, headings first: a line for each contact,
    the last one of each network first, and one for a network without any.
    """
    heads = [
        *(_("Network"), _("Who keeps up with it"), _("Kept up with"), _("When"), _("Who"), _("About what")),
        *(_("Next step"), _("By when")),
    ]
    contacts = NetworkContact.objects.select_related("by").order_by("-on", "-pk")
    rows = Network.objects.visible_to(reader).select_related("organisation", "keeper")
    rows = rows.prefetch_related(Prefetch("contacts", contacts))
    rows = rows.order_by(InOrder("organisation__name_en", "organisation__name_cy"), "pk")
    return [heads, *(line for row in rows for line in _lines(row))]


def _lines(row):
    kept_up = _("yes") if row.is_kept_up else _("no")
    named, step = (
        [row.organisation.name, row.keeper.name if row.keeper else "", kept_up],
        [row.next_step, _iso(row.next_step_on)],
    )
    told = [[_iso(one.on), one.by.name if one.by else "", one.text] for one in row.contacts.all()]
    return [[*named, *one, *step] for one in told or [["", "", ""]]]


def _iso(day):
    return day.isoformat() if day else ""
