"""What a device keeps of a meeting to be read without a connection: agenda, one file of each paper, and their look."""

import datetime
from dataclasses import dataclass, replace

from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import salted_hmac

from meetings.agenda.below import ReadSide
from meetings.agenda.showing import PAPERS, ReadAgenda, read_agenda
from meetings.models import Meeting
from members.access import circle_of
from members.handing_out import digest_of

LOOK = ("css/tokens.css", "css/base.css", "css/components.css", "icons/sprite.svg")
FONTS = ("fonts/forum-sans.woff2", "fonts/forum-serif.woff2")
AFTERWARDS = datetime.timedelta(days=1)  # for how long after a meeting a device keeps its agenda


@dataclass(frozen=True)
class Kept:
    """An agenda as one circle reads it in one language, with the file of each paper that is kept along: the one in the
    reader's own language or, where there is none, the other.
    """

    meeting: Meeting
    agenda: ReadAgenda

    @property
    def files(self) -> list[ReadSide]:
        """The files, in the order of the agenda."""
        return [paper.sides[0] for item in self.agenda.items for paper in item.papers]

    @property
    def made_of(self) -> str:
        """What differs as soon as page or files do."""
        about = ("title", "starts_at", "ends_at", "place", "online_link", "chair_name")
        return digest_of(repr(self.agenda), *(str(getattr(self.meeting, name)) for name in about))


def kept(meeting, circle) -> Kept:
    """Return what a device keeps of a meeting for somebody of a circle who may read its agenda."""
    agenda = read_agenda(meeting, circle, below=(PAPERS,))
    items = tuple(replace(item, papers=tuple(_alone(paper) for paper in item.papers)) for item in agenda.items)
    return Kept(meeting, replace(agenda, items=items))


def _alone(paper):
    return replace(paper, sides=paper.sides[:1])


def list_of(meeting, person, forum) -> dict:
    """Return the list by which a browser keeps it: for whom and until when, the addresses of page, files and look, the
    page that it stands for, and what it is made of.
    """
    found = kept(meeting, circle_of(person))
    look = [static(name) for name in (*LOOK, *FONTS)]
    colours = [reverse("members:colours", args=[forum.version])] if forum.colour else []
    return {
        "for": salted_hmac("offline", str(person.pk), algorithm="sha256").hexdigest(),
        "until": (meeting.ends_at + AFTERWARDS).isoformat(),
        "page": reverse("meetings:offline", args=[meeting.pk]),
        "stands_for": meeting.get_absolute_url(),
        "addresses": [*(side.url for side in found.files), forum.mark_url, *look, *colours],
        "made_of": found.made_of,
    }
