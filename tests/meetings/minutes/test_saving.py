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
        self.key, self.saves = uuid.uuid4(), 0
        self.typed, self.acknowledged = [], []

    def type(self, word):
        self.text, self.typed = f"{self.text} {word}".strip(), [*self.typed, word]

    def save(self, *, answer_arrives=True):
        """Save as the page's script does; where somebody else was first,
        take what they wrote and add one's own words to it.
        """
        if not self.typed:
            return
        self.saves += 1
        key = {"save_key": f"{self.key}.{self.saves}"}
        answer = self.browser.post(self.url, {"text_en": self.text, "text_cy": "", **self.fields, **key})
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


@pytest.mark.slow
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


def save(browser, item, text, **fields):
    return browser.post(f"/meetings/items/{item.pk}/paragraph/", {"text_en": text, "text_cy": "", **fields})


@pytest.fixture
def item():
    return an_item(a_meeting(days=-1, state="held"))


@pytest.fixture
def browser(as_person):
    return as_person("administrator")


def test_a_new_paragraph_saved_twice_is_made_once(browser, item):
    fields = {"made_as": uuid.uuid4()}
    answers = [save(browser, item, "Once.", **fields) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert Paragraph.objects.get().text_en == "<p>Once.</p>"


@pytest.mark.parametrize("is_new", [True, False])
def test_what_was_typed_on_while_answers_got_lost_is_ones_own(browser, item, is_new):
    row = None if is_new else a_paragraph(item, text_en="Begun.")
    fields = {"made_as": uuid.uuid4()} if is_new else {"paragraph": row.pk, "version": row.version}
    key = uuid.uuid4()
    texts = ["Begun. One", "Begun. One two", "Begun. One two three"]
    answers = [save(browser, item, text, **fields, save_key=f"{key}.{number}") for number, text in enumerate(texts, 1)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert (Paragraph.objects.get().text_en, Paragraph.objects.get().version) == (
        "<p>Begun. One two three</p>",
        3 if is_new else 4,
    )


def test_a_save_that_comes_late_does_not_undo_a_later_one(browser, item):
    row = a_paragraph(item, text_en="Begun.")
    key = uuid.uuid4()
    fields = {"paragraph": row.pk, "version": row.version}
    assert save(browser, item, "One two", **fields, save_key=f"{key}.2").status_code == 200
    assert save(browser, item, "One", **fields, save_key=f"{key}.1").status_code == 409
    assert Paragraph.objects.get().text_en == "<p>One two</p>"


@pytest.mark.parametrize("key", ["another", "none", "garbage"])
def test_somebody_elses_save_stays_theirs(browser, as_person, item, key):
    row = a_paragraph(item, text_en="Begun.")
    fields = {"paragraph": row.pk, "version": row.version}
    mine = {"another": uuid.uuid4(), "none": "", "garbage": "x' OR 1"}[key]
    assert save(browser, item, "Mine", **fields, save_key=mine).status_code == 200
    theirs = uuid.uuid4()
    version = Paragraph.objects.get().version
    answer = save(as_person("chair"), item, "Theirs", **fields | {"version": version}, save_key=theirs)
    assert answer.status_code == 200
    refused = save(browser, item, "Mine and more", **fields, save_key=mine)
    assert (refused.status_code, refused.json()["theirs"]) == (409, {"text_en": "<p>Theirs</p>"})
    assert Paragraph.objects.get().text_en == "<p>Theirs</p>"


def test_a_change_that_no_page_made_is_somebody_elses(browser, item):
    row = a_paragraph(item, text_en="Begun.")
    fields = {"paragraph": row.pk, "version": row.version, "save_key": uuid.uuid4()}
    assert save(browser, item, "Mine", **fields).status_code == 200
    Paragraph.objects.update(text_en="<p>By a verb</p>", version=3)
    assert save(browser, item, "Mine and more", **fields).status_code == 409


@pytest.mark.parametrize(("state", "status"), [("draft", 200), ("circulated", 400), ("confirmed", 409)])
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
