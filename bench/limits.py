"""What is measured in itself, not by the floor: a PDF, what a first visitor loads, the memory of a process."""

import contextlib
import gzip
import re
import statistics
from concurrent.futures import ThreadPoolExecutor

from bench import forum
from bench.budgets import LIMITS
from bench.load import AT_ONCE, Browser, asked
from bench.measuring import MS

PDFS, MANY, MORE = 5, 10_000, 5_000
LOADED = re.compile(r'<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"|<script[^>]+src="([^"]+)"')
PDF, LOAD, MEMORY, GROWTH = LIMITS


def waits_and_loads(site):
    """Return how long the agenda as PDF takes, and how much a first visitor loads."""
    pdf = statistics.median(asked(site.port, forum.agenda_pdf(), forum.headers("member"), PDFS))
    return {PDF: pdf * MS, LOAD: first_load(site)}


def first_load(site):
    """Return the compressed kB of the front page with its styles and scripts."""
    with contextlib.closing(Browser(site.port, {"Accept-Encoding": "br, gzip"})) as browser:
        _seconds, _answer, page = browser.ask("/")
        paths = {one or other for one, other in LOADED.findall(page.decode())}
        return sum([len(gzip.compress(page)), *(len(browser.ask(path)[2]) for path in paths)]) / 1000


def memory(site):
    """Return the memory of the largest process after many requests over all pages, and what more of them add."""
    _walk(site, MANY)
    after = site.memory()
    _walk(site, MORE)
    return {MEMORY: after, GROWTH: site.memory() - after}


def _walk(site, times):
    """Ask for all pages and the agenda as PDF in turn, by eight browsers at once, so many times in all."""
    pages = [(one.path, forum.headers(one.role)) for one in forum.pages()]
    pages.append((forum.agenda_pdf(), forum.headers("member")))
    each = times // len(pages) // AT_ONCE + 1
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        list(crowd.map(lambda _one: [asked(site.port, *one, each) for one in pages], range(AT_ONCE)))
