"""Background work of the meetings: each job asks what is due and not done, then calls a verb."""

from procrastinate.contrib.django import app

from meetings import pack, papers


@app.task(name=papers.COUNT_WORDS)
def count_words(side_id):
    """Count the words of a new file, for its reading time."""
    papers.count_words(side_id=side_id)


@app.task(name=pack.MAKE_PACKS)
def make_packs(meeting_id):
    """Make those packs of a meeting anew that are not what they would be made of now."""
    pack.make_packs(meeting_id=meeting_id)
