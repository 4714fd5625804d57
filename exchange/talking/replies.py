"""Telling people what was said to their post, or in a talk that they wrote in: once a day at most."""

import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exchange.models import Comment, Following, Mention, Post
from members.access import belongs
from members.letters import preferences
from members.letters.composing import compose, link
from members.letters.letters import builds, write
from members.models import Letter, Person

REPLIES = "exchange.replies"
GAP = datetime.timedelta(days=1)  # between two such letters to one person
FIRST = datetime.timedelta(days=2)  # how far the first one looks back
SHOWN = 10

preferences.offer(REPLIES, _("Replies to what you wrote"))


def replies_to(person, since):
    """Return the Comments of others since a moment, that this person may see, on their posts, on those where they had
    said something before, on those they follow, or that name them; but none on posts that they have muted; the oldest
    first.
    """
    before = Comment.objects.present().filter(
        post=OuterRef("post"), author=person, created_at__lt=OuterRef("created_at")
    )
    rows = Comment.objects.visible_to(person).present().filter(created_at__gte=since, post__in=Post.objects.present())
    chosen = Following.objects.filter(post=OuterRef("post"), person=person)
    named = Exists(Mention.objects.filter(comment=OuterRef("pk"), person=person))
    concerns = named | Q(post__author=person) | Exists(before) | Exists(chosen.filter(is_muted=False))
    rows = rows.exclude(author=person).filter(concerns, ~Exists(chosen.filter(is_muted=True)))
    return rows.select_related("post", "author").order_by("created_at", "pk")


def send_due() -> None:
    """Write to everybody to whose words something was said since their last such letter, if that is a day ago."""
    now = timezone.now()
    said = Comment.objects.present().filter(created_at__gte=now - FIRST)
    posts = Post.objects.present().filter(pk__in=said.values("post"))
    concerned = Q(pk__in=posts.values("author")) | Q(pk__in=Comment.objects.filter(post__in=posts).values("author"))
    concerned |= Q(pk__in=Following.objects.filter(post__in=posts, is_muted=False).values("person"))
    concerned |= Q(pk__in=Mention.objects.filter(comment__in=said, comment__post__in=posts).values("person"))
    for person in Person.objects.filter(concerned, is_active=True):
        last = _last(person, Letter.objects.all())
        is_time = (last is None or last <= now - GAP) and preferences.comes_at_once(person, REPLIES)
        if is_time and replies_to(person, _since(last, now)).exists():
            write(REPLIES, f"{now:%Y-%m-%dT%H}", people=[person])


def _last(person, letters):
    """Return the moment at which the last of somebody's letters of this kind was written, or None."""
    rows = letters.filter(kind=REPLIES, person=person).order_by("-created_at")
    return rows.values_list("created_at", flat=True).first()


def _since(last, moment):
    return max(last or moment - FIRST, moment - FIRST)


@builds(REPLIES, _("Replies to what you wrote"))
def replied(letter):
    """To who wrote a post, or in its talk: what others have said since."""
    if not belongs(letter.person):
        return None
    last = _last(letter.person, Letter.objects.filter(created_at__lt=letter.created_at))
    rows = list(replies_to(letter.person, _since(last, letter.created_at)))
    if not rows:
        return None
    lines = [(row, link(row.get_absolute_url())) for row in rows[:SHOWN]]
    context = {"lines": lines, "number": len(rows), "more": len(rows) - len(lines), "first": rows[0]}
    return compose("exchange/emails/replies", context, name=letter.person.name, address=letter.person.email)
