"""What the exchange knows of a person who asks to be erased."""

from django.db import transaction

from exchange.models import Attachment, Backing, Comment, Following, Mention, Post, Report
from members.data.erasure import delete_wholly


def going(person) -> list:
    """Return the rows that go with a person: their interest in ideas, the pictures and files that they sent, which
    may show them, and what lies in the bin, if nobody answered to it.
    """
    return [
        Attachment.objects.by(person),
        Backing.objects.filter(person=person),
        Mention.objects.filter(person=person),
        Following.objects.filter(person=person),
        Report.objects.filter(by=person),
        Comment.objects.filter(author=person, removed_at__isnull=False),
        Post.objects.filter(author=person, removed_at__isnull=False, comments=None),
    ]


def staying(person) -> list:
    """Return the rows that stay without the name, because others have read and answered them."""
    return [Post.objects.filter(author=person, removed_at=None), Comment.objects.filter(author=person, removed_at=None)]


@transaction.atomic
def forget(*, person) -> bool:
    """Delete what goes, with its history; what stays has an author without a name."""
    for rows in going(person):
        delete_wholly(rows)
    return False
