"""Searches through a hundred thousand rows: the small Forum with so many posts of thirteen words each."""

import random
import statistics
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import quote

from django.db import connection
from django.urls import reverse

from bench import forum
from bench.budgets import Spread, in_lines
from bench.growth import without_triggers
from bench.load import Browser
from bench.measuring import MS
from common import models
from exchange.models import Post
from exchange.models.indexes import POST

ROWS, WORDS, DIFFERENT = 100_000, 13, 126_000
WARM, TRIES = 4, 13  # of the tries the first ones do not count
MOST = 100  # milliseconds of processor time that a search may take
STARTS = (
    *("b", "c", "ch", "d", "dd", "f", "g", "h", "ll", "m", "n", "p", "ph", "r", "rh", "s", "t", "th", "tr", "w"),
    *("cl", "gw", "br", "st"),
)
VOWELS, ENDS = ("a", "e", "i", "o", "u", "y", "ae", "wy"), ("", "n", "r", "s", "th", "l", "dd", "nt")
COMMON, OFTEN, EVERY = "cydweithio", "gofalwyr", 4
# What is looked for, by what it is called: of few rows, of every fourth, of both, and the same with a fault of typing.
SEARCHES = {
    "a word of few rows": "{rare}",
    "a word of every fourth row": COMMON,
    "two such words": f"{COMMON} {OFTEN}",
    "a beginning of many words": "ca",
    "a word of few rows, misspelt": "{fault}",
    "a word of every fourth row, misspelt": "cydweihtio",
    "words that no row holds all of": f"{COMMON} {{rare}} {{other}}",
    "what is like nothing": "qqxzvkjw",
}
LEARN = """
    INSERT INTO common_searchedword (word)
    SELECT DISTINCT said.word FROM common_searched s, unnest(tsvector_to_array(s.words)) AS said (word)
    WHERE said.word ~ '^[a-z]{4,}$' EXCEPT SELECT word FROM common_searchedword"""


def vocabulary():
    """Return the words that posts are written of, the most frequent first: the same each time."""
    dice, words = random.Random(22), {}
    while len(words) < DIFFERENT:
        syllables = dice.choice((2, 2, 3, 3, 3, 4))
        words["".join(dice.choice(STARTS) + dice.choice(VOWELS) for _ in range(syllables)) + dice.choice(ENDS)] = None
    return [*words]


def grow():
    """Add posts until there are so many rows that are searched, without triggers: their words are written at once."""
    missing = ROWS - models.Searched.objects.count()
    if missing <= 0:
        return
    words, dice, author = vocabulary(), random.Random(7), forum.somebody("member")
    after = Post.objects.latest("pk").pk
    with without_triggers():
        Post.objects.bulk_create((_post(number, words, dice, author) for number in range(missing)), batch_size=5_000)
        with connection.cursor() as cursor:
            cursor.execute(POST.written(f"r.id > {after}"))
            cursor.execute(LEARN)
            cursor.execute("VACUUM ANALYZE")


def _post(number, words, dice, author):
    """Return a post of a title of three words and a text of ten: the fewer of these, the nearer to the front."""
    chosen = [words[int(len(words) * dice.random() ** 3)] for _word in range(WORDS)]
    if number % EVERY == 0:
        chosen[-1] = COMMON
    if dice.randrange(EVERY) == 0:
        chosen[-2] = OFTEN
    title, text = " ".join(chosen[:3]).capitalize(), " ".join(chosen[3:])
    return Post(author=author, language=dice.choice(("en", "cy")), title=title, text=text, kind=Post.Kind.IDEA)


def searches():
    """Return {what: the words} of the searches that are measured."""
    rare, other = (max(vocabulary()[place : place + 50], key=len) for place in (60_000, 90_000))
    fault = rare[:3] + rare[4] + rare[3] + rare[5:]
    return {what: words.format(rare=rare, other=other, fault=fault) for what, words in SEARCHES.items()}


@dataclass(frozen=True)
class Searched:
    """What a search costs: milliseconds of processor time of site and Postgres, the same times the floor, and the
    milliseconds that one waits for it.
    """

    what: str
    work: Spread
    times: float
    wait: float


def measured(site, floor):
    """Return what each search costs as a member; `floor` is what is served and the headers for it."""
    known = forum.headers("member")
    with closing(Browser(floor[0].port, floor[1])) as browser:
        bare, _wait = _asked(floor[0], browser, ["/"] * TRIES)
    with closing(Browser(site.port, known)) as browser:
        return [_search(site, browser, what, words, bare.middle) for what, words in searches().items()]


def _search(site, browser, what, words, bare):
    """Ask for a search some times, each with an address of its own, so that nothing of it is kept."""
    path = f"{reverse('search')}?words={quote(words)}&page=1&turn="
    work, wait = _asked(site, browser, [f"{path}{turn}" for turn in range(TRIES)])
    return Searched(what, work, work.middle / bare, wait)


def _asked(site, browser, paths):
    """Return the Spread of the processor milliseconds that pages cost, and how long one waits; the first few only warm
    what answers.
    """
    work, waits = [], []
    for path in paths:
        before = site.processor_seconds()
        waits.append(browser.ask(path)[0] * MS)
        work.append((site.processor_seconds() - before) * MS)
    return Spread.of(work[WARM:]), statistics.median(waits[WARM:])


def table(found):
    """Return what searches cost as a table of Markdown, with its heading."""
    head = ("What is looked for", "Processor, ms", "Limit", "Times the floor", "Alone, ms")
    rows = [(one.what, one.work, MOST, f"{one.times:.1f}", f"{one.wait:.1f}") for one in found]
    return f"## A search through {ROWS:,} rows\n\n" + in_lines(head, rows)


def faults(found):
    """Return which searches are over the limit, a sentence each."""
    return [f"search for {one.what}: {one.work} ms; the limit is {MOST}" for one in found if one.work.middle > MOST]
