"""Two who write under the same item lose no word that was acknowledged, however their saves interleave."""

import random
import uuid

import pytest

from common.rich_text import plain_text
from meetings.models import Minutes, Paragraph
from tests.cast import a_meeting, a_paragraph, an_item, minutes_of

pytestmark = pytest.mark.django_db
INTERLEAVINGS, STEPS = 200, 4


class Writer:
    """A page open in somebody's browser: what it shows, what was typed since, and what it was told is saved."""

    def __init__(self, browser, item, paragraph=None):
        self.browser, self.url = browser, f"/meetings/items/{item.pk}/paragraph/"
        self.text = plain_text(paragraph.text_en) if paragraph else ""
        self.fields = (
            {"paragraph": paragraph.pk, "version": paragraph.version} if paragraph else {"made_as": uuid.uuid4()}
        )
        self.typed, self.acknowledged = [], []

    def type(self, word):
        self.text, self.typed = f"{self.text} {word}".strip(), [*self.typed, word]

    def save(self, *, answer_arrives=True):
        """Save as the page's script does; where somebody else was first,
        take what they wrote and add one's own words to it.
        """
        if not self.typed:
            return
        answer = self.browser.post(self.url, {"text_en": self.text, "text_cy": "", **self.fields})
        if not answer_arrives:
            return
        said = answer.json()
        if answer.status_code == 409:
            self.fields["version"] = said["version"]
            theirs = plain_text(said["theirs"]["text_en"]) if said["theirs"] else self.text
            self.text = " ".join([theirs, *(word for word in self.typed if word not in theirs.split())])
            return
        assert answer.status_code == 200
        self.fields |= {"version": said["version"]}
        self.acknowledged += self.typed
        self.typed = []


def interleave(chance, writers, seed):
    """Let the writers type and save in an order of chance; now and then an answer gets lost, so that they try again."""
    for step in range(STEPS):
        writer = chance.choice(writers)
        if chance.random() < 0.5:
            writer.type(f"w{seed}n{step}")
        writer.save(answer_arrives=chance.random() > 0.2)
    for writer in writers:
        for _again in range(4):
            writer.save()
        assert writer.typed == []


def test_no_acknowledged_word_is_lost_in_two_hundred_interleavings(as_person):
    meeting = a_meeting(days=-1, state="held")
    item = an_item(meeting)
    browsers = [as_person("administrator"), as_person("chair")]
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    for number in range(INTERLEAVINGS):
        paragraph = a_paragraph(item, text_en="Begun.") if chance.random() < 0.7 else None
        writers = [Writer(browser, item, paragraph) for browser in browsers]
        interleave(chance, writers, number)
        words = {word for row in Paragraph.objects.filter(item=item) for word in plain_text(row.text_en).split()}
        told = {word for writer in writers for word in writer.acknowledged}
        assert told <= words, f"seed {seed}, interleaving {number}: {told - words}"
        Paragraph.objects.filter(item=item).delete()


def test_a_new_paragraph_saved_twice_is_made_once(as_person):
    item = an_item(a_meeting(days=-1, state="held"))
    fields = {"text_en": "Once.", "text_cy": "", "made_as": uuid.uuid4()}
    answers = [as_person("administrator").post(f"/meetings/items/{item.pk}/paragraph/", fields) for _ in range(2)]
    assert ([answer.status_code for answer in answers], answers[1].json()["theirs"]) == ([200, 409], {})
    assert Paragraph.objects.get().text_en == "<p>Once.</p>"


@pytest.mark.parametrize(("state", "status"), [("draft", 200), ("circulated", 400), ("confirmed", 403)])
def test_what_is_out_is_not_changed_while_one_types(as_person, cast, state, status):
    meeting = a_meeting(days=-1, state="held")
    item = an_item(meeting)
    paragraph = a_paragraph(item, text_en="Twelve people came.")
    if state != "draft":
        minutes_of(meeting, state, by=cast.chair)
    fields = {"text_en": "Half a sen", "text_cy": "", "paragraph": paragraph.pk, "version": 1}
    assert as_person("administrator").post(f"/meetings/items/{item.pk}/paragraph/", fields).status_code == status
    assert (Paragraph.objects.get().text_en == "<p>Half a sen</p>") == (state == "draft")
    assert Minutes.objects.get().state == state
