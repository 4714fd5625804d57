"""Saying something to a post: answering a comment, and naming people, who hear of it."""

from django.db import transaction

from exchange.models import Comment, Mention, Post
from members.models import Person


def answered(post, reader, key):
    """Return the comment that an answer to the one of this key belongs to: itself, or the one that it answers, as
    answers are one level deep; None where no such comment stands for the reader.
    """
    if not key.isdecimal() or len(key) > 9:
        return None
    rows = Comment.objects.visible_to(reader).present().filter(post=post).select_related("answers")
    found = rows.filter(pk=key).first()
    return (found.answers or found) if found else None


@transaction.atomic
def say(*, form) -> bool:
    """Save the form of a comment, with the people whom it names now; return whether it was current."""
    is_saved = form.save_if_current()
    if is_saved:
        comment = form.instance
        named = people_named(comment)
        comment.mentions.exclude(person__in=named).delete()
        Mention.objects.bulk_create(
            [Mention(comment=comment, person=person) for person in named], ignore_conflicts=True
        )
    return is_saved


def people_named(comment) -> list[Person]:
    """Return the people of the Forum whom a comment names by "@" and their whole name, and who read its post."""
    text = comment.text.casefold()
    if "@" not in text:
        return []
    people = [row for row in Person.objects.standing_now() if f"@{row.name.casefold()}" in text]
    return [row for row in people if Post.objects.visible_to(row).filter(pk=comment.post_id).exists()]
