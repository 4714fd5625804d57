"""The whole record as pages: all that lead to each other are made in both languages, then joined by links to files."""

import hashlib
import json
import re
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import lxml.html
from django.apps import apps
from django.http import FileResponse
from django.urls import NoReverseMatch, reverse

from common.finding.words import fold
from common.languages.in_use import languages_in_use
from forum_site.doors import APPS
from forum_site.handing_over import rendering

WORDS = re.compile(r"[^\W_]+")
SECTIONS = (  # the lists in which the record begins, in the order of the first page
    *("meetings:past", "meetings:upcoming", "meetings:decisions", "meetings:all_actions", "meetings:ballots_all"),
    *("taskgroups:groups", "library:documents", "library:frameworks", "library:consultations", "library:talks"),
    *(
        "library:studies",
        "library:resources",
        "exchange:posts",
        "exchange:reports",
        "members:directory",
        "members:organisations",
        "members:offices_all",
    ),
    *("members:stakeholders", "members:networks", "members:interests_all", "library:outcomes", "numbers"),
    "numbers_membership",
)


def file_of(address: str) -> str:
    """Return the name of the file that a page of the site becomes."""
    path, query = urlsplit(address).path.strip("/"), urlsplit(address).query
    name = re.sub(r"[^\w]+", "-", f"{path}-{query}" if query else path).strip("-")
    return f"{name or 'home'}.html"


def sections() -> list[str]:
    """Return the addresses of the lists in which the record begins."""
    return [reverse(name) for name in SECTIONS]


def starts() -> Iterator[str]:
    """Yield the addresses in which the record begins: its lists, and the page of every row that has one."""
    yield from sections()
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            if hasattr(model, "get_absolute_url") and not hasattr(model, "pgh_tracked_model"):
                for row in model._base_manager.order_by("pk").iterator(500):
                    yield from _address(row)


def _address(row):
    try:
        address = urldefrag(row.get_absolute_url()).url
    except (NoReverseMatch, AttributeError):
        return
    if rendering.is_of_record(address):
        yield address


@dataclass
class Crawl:
    """Pages as they were made, kept in `folder` until all their links are known; `tell` is told how many there are."""

    person: object
    folder: Path
    hide: Callable[[str], str]
    tell: Callable[[int], None]
    pages: dict[str, dict[str, rendering.Taken]] = field(
        default_factory=dict
    )  # address: language: what is left to know
    pictures: dict[str, bytes] = field(default_factory=dict)

    def go(self) -> None:
        """Make all pages that can be reached; one that cannot be made in either language is none."""
        waiting = deque(starts())
        known = set(waiting)
        while waiting:
            address = waiting.popleft()
            made = {language: self._made(address, language) for language in languages_in_use()}
            if all(made.values()):
                self.pages[address] = made
                self.tell(len(made) * len(self.pages))
            for link in [link for one in made.values() if one for link in one.links]:
                if link not in known:
                    known.add(link)
                    waiting.append(link)

    def _made(self, address, language):
        answer = rendering.answered(address, self.person, language)
        if answer is None or answer.streaming or not answer["Content-Type"].startswith("text/html"):
            return None
        page = rendering.taken(answer, address, self.hide)
        if page is None:
            return None
        (self.folder / language).mkdir(parents=True, exist_ok=True)
        (self.folder / language / file_of(address)).write_text(page.html)
        return rendering.Taken(page.title, "", page.links, page.anchors)

    def joined(self, address: str, language: str, file_at: Callable[[str], str]) -> str:
        """Return the words of a page as HTML with its links to other files of the zip; what leads to a page that is
        not in it loses its link, not its words. `file_at` returns where the file at an address of the site is, or "".
        """
        html = self.hide((self.folder / language / file_of(address)).read_text())
        body = lxml.html.fragment_fromstring(html, create_parent="div")
        for anchor in list(body.iter("a")):
            self._join(anchor, address, language, file_at)
        for picture in list(body.iter("img")):
            where = file_at(picture.get("src", ""))
            if where:
                picture.set("src", f"../{where}")
                picture.attrib.pop("srcset", None)
            else:
                picture.drop_tree()
        return "".join([body.text or "", *(lxml.html.tostring(child, encoding="unicode") for child in body)])

    def _join(self, anchor, address, language, file_at):
        target = anchor.get("href", "")
        if not target.startswith("/"):
            return
        page, part = urldefrag(target)
        if page in self.pages:
            is_there = part in self.pages[page][language].anchors
            anchor.set("href", file_of(page) + (f"#{part}" if part and is_there else ""))
        elif rendering.named(page) in rendering.FILES and (where := file_at(page)):
            anchor.set("href", f"../{where}")
        else:
            anchor.drop_tag()

    def words(self, address: str, language: str) -> str:
        """Return the words of a page as they are searched: each once, folded."""
        html = self.hide((self.folder / language / file_of(address)).read_text())
        text = lxml.html.fragment_fromstring(html, create_parent="div").text_content()
        return " ".join(sorted(set(WORDS.findall(fold(f"{self.pages[address][language].title} {text}")))))

    def index(self, language: str) -> str:
        """Return the script that holds the words of all pages in a language, for the search of the zip."""
        rows = [
            [file_of(address), made[language].title, self.words(address, language)]
            for address, made in self.pages.items()
        ]
        return f"window.RECORD = {json.dumps(rows, ensure_ascii=False, separators=(',', ':'))};\n"


@dataclass
class Pictures:
    """The files that pages show or lead to: those of rows by what is in them, and those that the site makes of them."""

    person: object
    by_sum: dict[str, str]  # sum: name in the zip
    more: dict[str, bytes] = field(default_factory=dict)  # name in the zip: bytes
    found: dict[str, str] = field(default_factory=dict)

    def at(self, address: str) -> str:
        """Return the name in the zip of the file at an address of the site, or ""."""
        path = urlsplit(address).path
        if rendering.named(path) not in rendering.FILES:
            return ""
        if path not in self.found:
            self.found[path] = self._find(address)
        return self.found[path]

    def _find(self, address):
        answer = rendering.answered(address, self.person, languages_in_use()[0])
        if not isinstance(answer, FileResponse):
            return ""
        with closing(answer.file_to_stream):
            data = b"".join(answer.streaming_content)
        its_sum = hashlib.sha256(data).hexdigest()
        if its_sum not in self.by_sum:
            ending = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}.get(answer["Content-Type"])
            if ending is None:
                return ""
            self.by_sum[its_sum] = name = f"files/shown-{its_sum[:16]}.{ending}"
            self.more[name] = data
        return self.by_sum[its_sum]
