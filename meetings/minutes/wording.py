"""The facts of what was taken at a meeting, in one line each, as every page of the minutes says them."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings.models import Decision


def how_decided(decision) -> str:
    """Return how something was decided, with the figures of a vote, and when it comes back."""
    parts = [decision.get_how_display()]
    if decision.how == Decision.How.VOTE and decision.votes_for is not None:
        votes = {"for": decision.votes_for, "against": decision.votes_against or 0, "none": decision.abstentions or 0}
        parts = [f"{parts[0]} ({_('%(for)s for, %(against)s against, %(none)s abstained') % votes})"]
    if decision.review_on:
        parts.append(_("To be reviewed by %(date)s") % {"date": date_format(decision.review_on, "j F Y")})
    return " · ".join(parts)


def who_by_when(action) -> str:
    """Return whose an action is, as the record has their name, and until when."""
    name = action.recorded_owner_name
    if action.due_on is None:
        return str(name)
    return _("%(name)s, by %(date)s") % {"name": name, "date": date_format(action.due_on, "j F Y")}
