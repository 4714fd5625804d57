"""What the numbers of the record lead to: "2016-03/D2" a decision, "2016-03/4.2" a paragraph or an action, "2016-03"
a meeting.
"""

import re

from django.urls import reverse

from common.finding.words import says_only
from meetings.models import Ballot, Decision, Meeting, Paragraph

NUMBER = re.compile(
    r"(?<![\w/.-])(?P<meeting>\d{4}-\d{2}[a-z]{0,2})"
    r"(?:\s*[/ ]\s*(?:[Dd](?P<decision>\d{1,4})|[Bb](?P<ballot>\d{1,9})"
    r"|(?P<item>\d{1,3}[A-Z]?)\.(?P<place>\d{1,3})[a-z]?))?(?![\w/.-])"
)
NAMES = {"decision", "penderfyniad", "action", "minutes", "cofnodion", "meeting", "cyfarfod", "ballot", "pleidlais"}


def referred(words, reader) -> str:
    """Return the address of what these words cite by its number, as far as this reader may see it, or ""."""
    cited = NUMBER.search(words)
    if cited is None or not says_only(words.replace(cited[0], " "), NAMES):
        return ""
    if cited["ballot"]:
        return _ballot(cited, reader)
    if cited["decision"] or cited["item"]:
        return _paragraph(cited, reader)
    meeting = Meeting.objects.visible_to(reader).filter(kept_reference=cited["meeting"]).first()
    return meeting.get_absolute_url() if meeting else ""


def _ballot(cited, reader):
    ballot = Ballot.objects.visible_to(reader).filter(pk=cited["ballot"]).first()
    return ballot.get_absolute_url() if ballot and ballot.number.startswith(f"{cited['meeting']}/") else ""


def _paragraph(cited, reader):
    rows = Paragraph.objects.visible_to(reader).filter(item__meeting__kept_reference=cited["meeting"])
    if cited["decision"]:
        decisions = Decision.objects.visible_to(reader).filter(position=cited["decision"])
        rows = rows.filter(pk__in=decisions.order_by().values("paragraph"))
    else:
        rows = rows.filter(position=cited["place"])
    found = [row for row in rows.select_related("item") if cited["decision"] or row.item.number == cited["item"]]
    return f"{reverse('meetings:minutes', args=[found[0].item.meeting_id])}#p{found[0].number}" if found else ""
