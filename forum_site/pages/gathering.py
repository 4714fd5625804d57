"""What people have asked of those who keep the record, gathered into one letter a day; none on a day without any."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum_site import doors
from members.access import keeps_the_record
from members.letters.composing import compose, link
from members.letters.letters import builds, last_sent, record_keepers, write

GATHERED = "forum.gathered"
FROM_HOUR = 7  # of the clock in Wales; what came in at night waits until then
FIRST = datetime.timedelta(days=2)  # how far the first one looks back
SHOWN = 20


def send_due() -> None:
    """Write today's letter to each of those who keep the record, if anything was asked since the last one."""
    now = timezone.localtime()
    if now.hour < FROM_HOUR:
        return
    for person in record_keepers():
        if doors.asked(_since(person, now), person):
            write(GATHERED, f"{now:%Y-%m-%d}", people=[person])


def _since(person, moment):
    return last_sent(GATHERED, person) or moment - FIRST


@builds(GATHERED, _("What people have asked"))
def gathered(letter):
    """To who keeps the record: what was asked since the last such letter, and waits still."""
    asked = doors.asked(_since(letter.person, letter.created_at), letter.person)
    if not asked or not keeps_the_record(letter.person):
        return None
    lines = [(entry, link(entry.url)) for entry in asked[:SHOWN]]
    context = {"lines": lines, "number": len(asked), "more": len(asked) - len(lines), "home": link("/")}
    return compose("forum_site/emails/gathered", context, name=letter.person.name, address=letter.person.email)
