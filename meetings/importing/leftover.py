"""What of past minutes would be lost: the words of the source that stand nowhere in what would be made of it."""

import re
from collections import Counter

from meetings.importing.matching import names_of
from meetings.phrases.words import words_of

FLAGS = {
    "is_chair": "in the chair chairman chairwoman chairperson chairing cadeirydd gadeirydd yn y gadair",
    "is_online": "online on line via zoom teams by phone telephone remote attendance remotely ar lein dros y ffôn",
}

DIVIDED = re.compile(r"([^\W\d_]+)-[ \t]*\n\s*([^\W\d_]+)")  # a word at the edge of a page


def missing_words(draft, sheet, facts) -> list:
    """Return the words of the source that stand nowhere in what would be made of it, in their order."""
    parts = [*draft.marks, *(str(value) for value in facts.values())]
    for _list, one in names_of(sheet):
        parts += [
            one.name,
            one.organisation,
            one.initials,
            *(words for flag, words in FLAGS.items() if getattr(one, flag)),
        ]
    for place, section in enumerate(sheet.sections, start=1):
        parts += [str(place), section.title]
        for second, block in enumerate(section.blocks, start=1):
            parts += [f"{place}.{second}", block.text, *(text for _kind, text in block.entries)]
    made = Counter(words_of("\n".join(parts)))
    source = DIVIDED.sub(
        lambda word: word[1] + word[2] if (word[1] + word[2]).casefold() in made else word[0], draft.source
    )
    left = Counter(words_of(source)) - made
    return [word for word in dict.fromkeys(words_of(source)) if left[word]]
