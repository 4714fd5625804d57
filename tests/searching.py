"""Searching as the site does it, without its page."""

from common.finding import asking
from common.finding.words import terms


def found(door, words, reader):
    """Return what an app's door (or the list of all doors) lets somebody find by some words."""
    findables, asked = door.findable(reader), terms(words)
    return asking.shown(findables, asking.matches(findables, asked)) if findables and asked else []
