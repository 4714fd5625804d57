"""A letter to oneself: whether what the site writes arrives."""

from django.utils import timezone
from django.utils.translation import gettext_lazy

from members.letters.composing import compose
from members.letters.letters import builds, write

TEST = "members.test"


def send(*, person) -> None:
    """Write a test letter to a person; one a minute at most, however often it is pressed."""
    write(TEST, f"{timezone.now():%Y-%m-%dT%H:%M}", people=[person])


@builds(TEST, gettext_lazy("A test letter"))
def tested(letter):
    """The test letter, in its reader's language."""
    return compose("members/emails/test", {}, name=letter.person.name, address=letter.person.email)
