"""Following a post, or hearing nothing of it."""

from django.db import transaction

from common.editing import locked
from exchange.models import Following

FOLLOW, MUTE = "follow", "mute"


@transaction.atomic
def choose(*, post, person, how) -> None:
    """Keep whether somebody follows a post (`how` is FOLLOW), hears nothing of it (MUTE) or what everybody hears."""
    locked(post)
    if how in (FOLLOW, MUTE):
        Following.objects.update_or_create(post=post, person=person, defaults={"is_muted": how == MUTE})
    else:
        Following.objects.filter(post=post, person=person).delete()


def how_of(post, person) -> str:
    """Return how somebody hears of a post: FOLLOW, MUTE, or "" as everybody does."""
    muted = Following.objects.filter(post=post, person=person).values_list("is_muted", flat=True).first()
    return "" if muted is None else (MUTE if muted else FOLLOW)
