"""The digest: once a month, what is new for each person who chose it, in their language;
nothing when nothing is new.
"""

import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum_site import doors
from members.letters import preferences
from members.letters.composing import compose, link
from members.letters.letters import builds, last_sent, write

DIGEST = "forum.digest"
SHOWN = 12
FIRST = datetime.timedelta(days=31)  # how far the first digest of a person looks back


def send_due():
    """Write this month's digest to everybody who chose it before the month began
    and has not got it; return to how many.
    """
    today = timezone.localdate()
    month = timezone.make_aware(datetime.datetime(today.year, today.month, 1))
    return write(DIGEST, f"{today:%Y-%m}", people=preferences.wanting(preferences.DIGEST, before=month))


def since(letter):
    """Return the moment from which on things are new to the reader of a digest: when they got the last one."""
    return last_sent(DIGEST, letter.person) or letter.created_at - FIRST


@builds(DIGEST, _("The digest"))
def digest(letter):
    """To who chose it and still does, if there is anything new that they may see."""
    if not preferences.wants(letter.person, preferences.DIGEST):
        return None
    moment = since(letter)
    news = doors.for_digest(moment, letter.person) + doors.news(moment, letter.person)
    if not news:
        return None
    stop = preferences.unsubscribe_link(letter.person, preferences.DIGEST)
    lines = [(entry, link(entry.url)) for entry in news[:SHOWN]]
    context = {"lines": lines, "more": len(news) - len(lines), "home": link(reverse("home")), "stop": stop}
    message = compose("forum_site/emails/digest", context, name=letter.person.name, address=letter.person.email)
    return preferences.can_be_stopped(message, stop)
