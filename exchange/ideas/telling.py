"""Telling who wrote an idea, and who is interested in it, what came of it: once, as soon as they may know of it."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exchange.models import Backing, IdeaOutcome
from members.access import Circle, belongs, circle_of
from members.letters import preferences
from members.letters.composing import compose, link
from members.letters.letters import builds, write, written
from members.models import Person

OUTCOMES = "exchange.outcome"
LONGEST = datetime.timedelta(days=366)  # after which nobody waits any more to hear of it

preferences.offer(OUTCOMES, _("What came of ideas of yours, or that you are interested in"), goes_with_digest=False)


def concerned(outcome):
    """Return the People who are to hear of an outcome: its author, and who was interested when it was said."""
    interested = Backing.objects.filter(post=outcome.post, since__lte=outcome.decided_at).values("person")
    return Person.objects.filter(Q(pk=outcome.post.author_id) | Q(pk__in=interested), is_active=True)


@transaction.atomic
def tell(outcome) -> None:
    """Write to whoever is to hear of an outcome and reads what the idea became; the others hear of it when they may."""
    thing = outcome.told_as
    told = {person for _thing, person in written(OUTCOMES, [thing])}
    here = IdeaOutcome.objects.filter(pk=outcome.pk, post__removed_at=None, post__hidden_at=None)
    read = {circle: here.visible_within(circle).exists() for circle in Circle}
    people = [row for row in concerned(outcome).exclude(pk__in=told) if read[circle_of(row)] and belongs(row)]
    if people:
        write(OUTCOMES, thing, people=people)


def send_due() -> None:
    """Tell what came of ideas to whoever may know of it by now: an agenda came out, a talk was given."""
    said = IdeaOutcome.objects.visible_within(Circle.KEEPER).filter(decided_at__gte=timezone.now() - LONGEST)
    for outcome in said.select_related("post"):
        tell(outcome)


@builds(OUTCOMES, _("What came of an idea"))
def outcome_told(letter):
    """To who wrote an idea or is interested in it: what came of it, if that still stands and they may still know."""
    key = letter.thing.partition(":")[0]
    rows = (
        IdeaOutcome.objects.visible_to(letter.person)
        .filter(post__removed_at=None, post__hidden_at=None)
        .select_related("post")
    )
    outcome = rows.filter(pk=key).first() if key.isdecimal() and len(key) < 10 else None
    if outcome is None or outcome.told_as != letter.thing or not concerned(outcome).filter(pk=letter.person_id):
        return None
    context = {
        "idea": outcome.post,
        "outcome": outcome,
        "kind": outcome.get_kind_display(),
        "thing": outcome.thing,
        "thing_url": link(outcome.thing_url) if outcome.thing else "",
        "url": link(outcome.get_absolute_url()),
    }
    return compose("exchange/emails/outcome", context, name=letter.person.name, address=letter.person.email)
