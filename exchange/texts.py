"""The texts of the exchange that come to the translation desk: what came of ideas. Posts are in one language."""

from django.db.models import Q

from exchange import access
from exchange.models import IdeaOutcome
from members.access import keeps_the_record
from members.translating.texts import Texts


def texts(reader) -> list[Texts]:
    """Return the tables of this app whose texts somebody may translate."""
    if not keeps_the_record(reader):
        return []
    rows, stands = IdeaOutcome.objects.visible_to(reader), Q(post__removed_at=None)
    return [Texts(rows=rows, open=stands, against=_against, within=("post",))]


def _against(outcome) -> str:
    return access.against_more(outcome.post)
