"""The Welsh catalogues: kept in step with the strings in the code, filled from lists, checked, and compiled."""

from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import polib
from django.apps import apps
from django.conf import settings

from forum_site.translating.proofreading import PLACEHOLDER, seen_wrong
from forum_site.translating.strings import strings_in

PLURALS = "nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;"  # as CLDR has them
FORMS = 6
HEADER = {"Language": "cy", "MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": PLURALS}
TEXTS, SCRIPTS = (".py", ".html", ".txt"), (".js",)
DJANGO = ("forms", "core/validators.py", "db/models", "utils", "views/csrf.py", "contrib/postgres")
DJANGO_APPS = ("contrib/admin", "contrib/auth", "contrib/contenttypes", "contrib/sessions", "contrib/messages")
ALLAUTH = (
    "account",
    "mfa",
    "usersessions",
    "core",
    "templates/account",
    "templates/mfa",
    "templates/usersessions",
    "templates/allauth",
)
PACKAGES = {
    "django": (*DJANGO, *DJANGO_APPS),
    "allauth": ALLAUTH,
    "django_prose_editor": ("",),
    "procrastinate": ("contrib/django",),
}


@dataclass(frozen=True)
class Catalogue:
    """One Welsh catalogue: its file, and where the strings come from that it must hold."""

    name: str
    suffixes: tuple[str, ...] = TEXTS

    @property
    def path(self):
        folder = settings.ROOT / "locale" / ("" if self.name == "ours" else "others")
        return folder / "cy" / "LC_MESSAGES" / ("djangojs.po" if self.suffixes == SCRIPTS else "django.po")

    @cached_property
    def strings(self):
        """The strings that it must hold, by key."""
        if self.name == "ours":
            return strings_in(our_folders(), settings.ROOT)
        return strings_lacking_welsh(self.suffixes, corrected={_key(entry) for entry in self.read()})

    def read(self):
        """Return its entries, or an empty file."""
        return polib.pofile(str(self.path)) if self.path.exists() else _empty()


CATALOGUES = (Catalogue("ours"), Catalogue("others"), Catalogue("others", SCRIPTS))


def our_folders():
    """Return the folders of our own apps and of the templates, in which our strings stand."""
    ours = [Path(config.path) for config in apps.get_app_configs() if Path(config.path).parent == settings.ROOT]
    return sorted([*ours, settings.ROOT / "templates"])


def strings_lacking_welsh(suffixes, corrected=frozenset()):
    """Return the strings of the packages we show that neither they nor Django have in good Welsh, and all that count.

    Welsh that we correct stands in our catalogue once, and stays (`corrected`). Django's Welsh has four forms where
    ours
    has six: what it says of a number is never mixed with ours.
    """
    found, known = {}, set()
    for name, parts in PACKAGES.items():
        root = Path(find_spec(name).origin).parent
        found |= strings_in([root / part for part in parts], root.parent, suffixes)
        for path in root.rglob(f"locale/cy/LC_MESSAGES/{'djangojs' if suffixes == SCRIPTS else 'django'}.mo"):
            known |= {_key(entry) for entry in polib.mofile(str(path)) if not entry.msgid_plural}
    return {key: string for key, string in found.items() if string.plural or key not in known or key in corrected}


def update(catalogue, lists=()):
    """Write a catalogue anew from the strings: translations stay, empty entries are filled from the lists."""
    old = {_key(entry): entry for entry in catalogue.read()}
    offers = [entry for file in lists for entry in polib.pofile(str(file))]
    new = _empty()
    for key in sorted(catalogue.strings, key=lambda key: (key[1].casefold(), key[1], key[0] or "")):
        entry = _entry(catalogue.strings[key])
        for source in [old.get(key), *(offer for offer in offers if _key(offer) == key)]:
            if source and not is_whole(entry):
                _take(entry, source)
        new.append(entry)
    catalogue.path.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(catalogue.path), newline="\n")
    return new


def unknown(lists):
    """Return the strings of the lists that stand in no catalogue: nobody would ever read their Welsh."""
    known = {key for catalogue in CATALOGUES for key in catalogue.strings}
    return sorted({entry.msgid for file in lists for entry in polib.pofile(str(file)) if _key(entry) not in known})


def faults(catalogue):
    """Return what is wrong with a catalogue, one sentence each; nothing when it is fresh and complete."""
    entries = {_key(entry): entry for entry in catalogue.read()}
    found = [
        f"not in the catalogue: {text!r}" for _c, text in sorted(catalogue.strings.keys() - entries.keys(), key=str)
    ]
    found += [f"no longer used: {text!r}" for _c, text in sorted(entries.keys() - catalogue.strings.keys(), key=str)]
    for key, entry in entries.items():
        string = catalogue.strings.get(key)
        if string and (string.plural or "") != entry.msgid_plural:
            found.append(f"plural differs: {entry.msgid!r}")
        elif not is_whole(entry):
            found.append(f"without Welsh: {entry.msgid!r}")
        elif not _agrees(entry):
            found.append(f"placeholders or line ends differ: {entry.msgid!r}")
        else:
            found += [f"{fault}: {entry.msgid!r}" for fault in seen_wrong(entry)]
    return [f"{catalogue.path.relative_to(settings.ROOT)}: {fault}" for fault in found]


def compile_all():
    """Write the .mo file beside each .po file that is newer, and return their paths."""
    written = []
    for catalogue in CATALOGUES:
        compiled = catalogue.path.with_suffix(".mo")
        if catalogue.path.exists() and not (
            compiled.exists() and compiled.stat().st_mtime > catalogue.path.stat().st_mtime
        ):
            catalogue.read().save_as_mofile(str(compiled))
            written.append(compiled)
    return written


def _empty():
    file = polib.POFile(wrapwidth=110)
    file.header = "Welsh. Kept in step with the code by `manage.py catalogues --update`."
    file.metadata = dict(HEADER)
    return file


def _key(entry):
    return (entry.msgctxt, entry.msgid)


def _entry(string):
    """Return the empty entry for a string; it names files without lines, so that it changes only when it must."""
    entry = polib.POEntry(
        msgid=string.text, msgctxt=string.context, occurrences=[(place, "") for place in sorted(string.places)]
    )
    if string.plural:
        entry.msgid_plural = string.plural
        entry.msgstr_plural = dict.fromkeys(range(FORMS), "")
    if PLACEHOLDER.search(string.text) and "%" in string.text:
        entry.flags = ["python-format"]
    return entry


def _take(entry, source):
    if entry.msgid_plural and source.msgid_plural == entry.msgid_plural:
        entry.msgstr_plural = {form: source.msgstr_plural.get(form, "") for form in range(FORMS)}
    elif not entry.msgid_plural and not source.msgid_plural:
        entry.msgstr = source.msgstr
    entry.tcomment = source.tcomment


def is_whole(entry):
    """Return whether nothing of an entry waits to be translated."""
    if entry.msgid_plural:
        return len(entry.msgstr_plural) == FORMS and all(entry.msgstr_plural.values()) and not entry.fuzzy
    return bool(entry.msgstr) and not entry.fuzzy


def _agrees(entry):
    """Return whether the Welsh has the placeholders of the English; where the form says the number, it may leave it
    out.
    """
    wanted = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    if not entry.msgid_plural:
        ends = entry.msgid.endswith("\n") == entry.msgstr.endswith("\n")
        return ends and set(PLACEHOLDER.findall(entry.msgstr)) == wanted
    forms = [set(PLACEHOLDER.findall(text)) for text in entry.msgstr_plural.values()]
    return all(form <= wanted for form in forms) and forms[FORMS - 1] == wanted
