"""What pages of the apps to the left show of the exchange: the idea that a thing came from, and ideas for an agenda."""

from functools import partial

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from common.doors.overview import Line, Part
from common.doors.waiting import Press
from exchange.ideas import outcomes
from exchange.models import IdeaOutcome, Post
from meetings.agenda import building
from members.access import keeps_the_record

OFFERED = 5  # ideas beside an agenda that is built
building.LED_TO.append(lambda: IdeaOutcome.objects.filter(item__isnull=False).order_by().values("item"))


def of_meeting(pk, reader) -> list[Line]:
    """Return, for the page of a meeting, the links from those of its items that came from posts, asked for or put
    there, which this reader may see; one query.
    """
    seen = Post.objects.visible_to(reader).order_by()
    asked = seen.filter(proposal__items__meeting=pk).annotate(about=F("proposal__items"))
    rows = asked.union(seen.filter(outcome__item__meeting=pk).annotate(about=F("outcome__item")))
    return [Line(row.heading, row.get_absolute_url(), about=row.about) for row in rows]


def of_thing(pk, reader, *, thing) -> list[Part]:
    """Return, for the page of a group, a consultation or a talk, the ideas that it came from."""
    here = IdeaOutcome.objects.visible_to(reader).filter(**{thing: pk}).select_related("post").order_by("post")
    lines = [Line(row.post.heading, row.get_absolute_url()) for row in here if row.post.stands]
    return [Part(_("Came from the idea"), lines)] if lines else []


def for_agenda(pk, reader) -> list[Part]:
    """Return, for the page on which an agenda is built, the ideas with most interest of which nothing has come, each
    with the press that puts it there; to who keeps the record.
    """
    if not keeps_the_record(reader):
        return []
    lines = [_offered(row, pk) for row in outcomes.open_ideas()[:OFFERED]]
    return [Part(_("Ideas for blue sky thinking"), lines)] if lines else []


def _offered(post, meeting) -> Line:
    press = Press(_("Put it on the agenda"), reverse("exchange:put_on_agenda", args=[post.pk, meeting]))
    said = _("Interested: %(number)s") % {"number": post.interested}
    return Line(post.heading, post.get_absolute_url(), said, about=post.pk, press=press)


LINKS = {"meetings:meeting": of_meeting}
BESIDE = {
    "meetings:build_agenda": for_agenda,
    "taskgroups:group": partial(of_thing, thing="group"),
    "library:consultation": partial(of_thing, thing="consultation"),
    "library:talk": partial(of_thing, thing="talk"),
}
