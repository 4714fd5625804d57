"""The zip: pages in both languages, tables, files and duties, and last what each part was, so that it can be proved."""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import cached_property, partial
from pathlib import Path
from urllib.parse import urldefrag

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override
from psycopg import sql

from common.both_languages import other
from common.languages.in_use import languages_in_use, works_in_both
from forum_site.backups import making
from forum_site.handing_over import crawling, dictionary, duties, held, tables
from forum_site.handing_over.taking_over import BOM, CONTENTS, FILES, TABLES
from members.standing import founding

LOOK = Path(__file__).parent / "look"
STYLES = ("tokens", "base", "components")
NAMES = {"en": "English", "cy": "Cymraeg"}
SHORTEST = 4  # characters of contact details that are looked for in pages
OWN = ("duties", "files", "tables")


def pack(target: Path, person, *, with_contacts: bool, tell: Callable[[int], None]) -> None:
    """Write the whole record, as this person reads it, into a zip; `tell` is told how many pages are made so far."""
    with tempfile.TemporaryDirectory(dir=target.parent) as name:
        with making.one_moment() as (cursor, _snapshot):
            known = tables.handed_over(cursor, with_contacts=with_contacts)
            sums = tables.summed(cursor, known)
            hide = _hider(cursor) if not with_contacts else str
            zipped = Zipped(Path(name), person, known, sums, with_contacts)
            zipped.write_tables(cursor)
        crawl = crawling.Crawl(person, Path(name) / "pages", hide, tell)
        crawl.go()
        if not with_contacts:  # somebody may have entered theirs meanwhile
            with making.one_moment() as (cursor, _snapshot):
                crawl.hide = _hider(cursor)
        zipped.write_files()
        zipped.write_pages(crawl)
        zipped.close()
        (Path(name) / "zip").replace(target)


def _hider(cursor) -> Callable[[str], str]:
    """Return what takes the contact details of all people out of a text."""
    found: set[str] = set()
    for table in tables.handed_over(cursor, with_contacts=False):
        for column in table.told:
            if column.is_withheld and column.kind.startswith(tables.TEXTS):
                said = sql.SQL("SELECT DISTINCT {0} FROM {1} WHERE length({0}) >= {2} AND {0} NOT LIKE '%.invalid'")
                its = sql.Identifier(column.name), sql.Identifier("public", table.name), sql.Literal(SHORTEST)
                cursor.execute(said.format(*its))
                found.update(value for (value,) in cursor.fetchall())
    cursor.execute("SELECT email FROM members_identity")
    kept = {email for (email,) in cursor.fetchall()}
    return partial(_hidden, sorted((escape(value) for value in found - kept), key=len, reverse=True))


def _hidden(values, html):
    for value in values:
        if value in html:
            html = html.replace(value, "…")
    return html


class Zipped:
    """The zip as it is written, part by part, each with its sum."""

    def __init__(self, folder, person, known, sums, with_contacts) -> None:
        self.folder, self.person, self.tables, self.rows = folder, person, known, sums
        self.with_contacts, self.made_at = with_contacts, timezone.now()
        self.zip = zipfile.ZipFile(folder / "zip", "w", zipfile.ZIP_DEFLATED)
        (folder / "zip").chmod(0o600)
        self.sums: dict[str, str] = {}
        self.files: list[held.Held] = []

    def part(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write a part piece by piece."""
        its_sum = hashlib.sha256()
        with self.zip.open(name, "w", force_zip64=True) as part:
            for chunk in chunks:
                its_sum.update(chunk)
                part.write(chunk)
        self.sums[name] = its_sum.hexdigest()

    def write_tables(self, cursor) -> None:
        """Write each table as Postgres tells it, and what its columns mean."""
        for table in self.tables:
            self.part(f"{TABLES}/{table.name}.csv", self._copied(cursor, table))
        self.part(f"{TABLES}/dictionary.csv", [BOM, *dictionary.as_csv(self.tables)])

    def _copied(self, cursor, table):
        yield BOM
        with cursor.copy(sql.SQL("COPY ({}) TO STDOUT (FORMAT csv, HEADER)").format(table.rows)) as copy:
            yield from (bytes(piece) for piece in copy)

    def write_files(self) -> None:
        """Write the files that rows have."""
        for one in held.held():
            with closing(default_storage.open(one.its_name)) as file:
                self.part(one.name, file.chunks())
            self.files.append(one)

    def write_pages(self, crawl) -> None:
        """Write the pages of the record and our own, their look and their search, in both languages."""
        pictures = crawling.Pictures(self.person, {self.sums[one.name]: one.name for one in self.files})
        for language in languages_in_use():
            with override(language):
                for address, made in crawl.pages.items():
                    content = mark_safe(crawl.joined(address, language, pictures.at))  # noqa: S308 (the site's own pages)
                    file = crawling.file_of(address)
                    self._page(language, file, "page", {"title": made[language].title, "content": content})
                self._write_own(language, crawl)
            self.part(f"{language}/words.js", [crawl.index(language).encode()])
        for name, data in pictures.more.items():
            self.part(name, [data])
        self._write_look()

    def _write_own(self, language, crawl):
        entries = [(entry, self._file(crawl, entry.url)) for entry in self.due.of[language]]
        named = {crawling.file_of(address): made[language].title for address, made in crawl.pages.items()}
        pages = [{"file": file, "title": title} for file, title in named.items()]
        titles = {"duties": _("Duties of the coming year"), "files": _("Files"), "tables": _("Tables")}
        own = [{"file": f"our-{name}.html", "title": titles[name]} for name in OWN]
        own.append({"file": crawling.file_of(reverse("members:offices_all")), "title": _("Who holds which office")})
        sections = [page for page in pages if page["file"] in set(map(crawling.file_of, crawling.sections()))]
        contents = {"own": own, "sections": sections, "pages": pages, "with_contacts": self.with_contacts}
        self._page(language, "our-duties.html", "duties", {"entries": entries})
        self._page(language, "our-files.html", "files", {"files": self.files})
        self._page(language, "our-tables.html", "tables", {"tables": dictionary.told(self.tables, self.rows)})
        self._page(language, "index.html", "contents", contents | {"left_out": dictionary.not_told()})
        self.part(f"duties-{language}.ics", [duties.as_calendar(self.due, language)])

    @cached_property
    def due(self):
        """The duties of the coming year."""
        return duties.duties(self.person)

    def _file(self, crawl, url):
        page = urldefrag(url).url
        return crawling.file_of(page) if page in crawl.pages else ""

    def _page(self, language, file, template, context):
        around = {
            "language": language, "file": file, "other": other(language) if works_in_both() else "",
            "other_name": NAMES[other(language)],
            "forum": founding.forum_now().name, "made_at": self.made_at,
        }  # fmt: skip
        page = render_to_string(f"forum_site/handing_over/{template}.html", around | context)
        self.part(f"{language}/{file}", [page.encode()])

    def _write_look(self):
        css = settings.ROOT / "static" / "css"
        own = render_to_string("members/data/colours.css", {"colour": founding.forum_now().colour})
        screen = [*(css / f"{name}.css" for name in STYLES), LOOK / "handed.css"]
        self.part(
            "look/style.css",
            [*(path.read_bytes() for path in screen), own.encode() if founding.forum_now().colour else b""],
        )
        self.part("look/print.css", [(css / "print.css").read_bytes()])
        self.part("look/find.js", [(LOOK / "find.js").read_bytes()])
        for font in sorted((settings.ROOT / "static" / "fonts").glob("*.woff2")):
            self.part(f"fonts/{font.name}", [font.read_bytes()])

    def close(self) -> None:
        """Write the first page, and last what each part was."""
        names, begin = {}, []
        for language in reversed(languages_in_use()):
            with override(language):
                names[language] = str(founding.forum_now().name)
                begin.append((language, _("The record in English") if language == "en" else _("The record in Welsh")))
        page = render_to_string("forum_site/handing_over/index.html", {"names": names, "begin": begin})
        self.part("index.html", [page.encode()])
        facts = {
            "version": making.version(),
            "made_at": self.made_at.isoformat(),
            "with_contacts": self.with_contacts,
            "tables": self.rows,
            "files": {one.name: one.its_name for one in self.files},
            "sums": {
                name: its_sum for name, its_sum in self.sums.items() if name.startswith((f"{TABLES}/", f"{FILES}/"))
            },
        }
        self.part(CONTENTS, [json.dumps(facts, indent=1).encode()])
        self.zip.close()
