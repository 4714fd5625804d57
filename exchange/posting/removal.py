"""Removing what somebody wrote, and putting it back: nothing is lost at once."""

from django.utils import timezone


def remove(*, words, by) -> None:
    """Take a post or comment away from its readers; its author and the record keepers can still put it back."""
    words.removed_at, words.removed_by = timezone.now(), by
    words.save(update_fields=["removed_at", "removed_by"])


def put_back(*, words) -> None:
    """Show a removed post or comment again where it stood."""
    words.removed_at = words.removed_by = None
    words.save(update_fields=["removed_at", "removed_by"])
