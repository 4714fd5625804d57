"""Whom the words of minutes mean: those who were there, by name, first name, surname, initials or what they do."""

import re

from meetings.phrases.names import HONOURS, ROLE, without_office

TITLE = re.compile(
    r"^(?:Dr|Prof(?:essor)?|Mrs|Mr|Ms|Miss|Sir|Lady|Lord|Dame|Rev|Canon|Fr|Y Parch|Yr Athro|Y Farwnes)\.?\s+"
)
EVERYBODY = {
    "all", "everyone", "everybody", "all members", "all partners", "members", "all councillors", "councillors",
    "trustees", "all trustees", "directors", "all directors", "partners", "all present", "witnesses", "the witnesses",
    "officers", "pawb", "aelodau", "yr aelodau", "pob aelod", "aelodau'r pwyllgor", "swyddogion",
}  # fmt: skip
OFFICES = {
    "clerk", "town clerk", "chair", "chairman", "chairperson", "chairwoman", "vice chair", "vice-chair", "secretary",
    "treasurer", "rfo", "mayor", "manager", "hall manager", "development officer", "administrator", "secretariat",
    "clerc", "cadeirydd", "is-gadeirydd", "ysgrifennydd", "trysorydd", "maer", "swyddog",
}  # fmt: skip
ALIKE = (("clerk", "clerc"), ("chair", "cadeirydd"), ("secretary", "ysgrifennydd"), ("treasurer", "trysorydd"))
SHORTER = re.compile(r" (?:clerk|secretary|treasurer)$|^clerc y ")  # which one word may stand for
DEPUTY = re.compile(r"(?i)deputy|assistant|vice|dirprwy|is-")
BETWEEN = re.compile(r"\s*(?:,|/|&|\band\b|\bac\b|\ba\b|\+)\s*")
MOST = 400  # people whose names are looked for


def plain(name) -> str:
    """Return a name as it is compared: without office, points and marks, in small letters."""
    return " ".join(
        without_office(name)[0]
        .replace("’", "'")
        .replace(".", ". ")
        .replace(".", " ")
        .strip(" ,:;()[]")
        .casefold()
        .split()
    )


def _bare(one) -> str:
    """Return the name of somebody without titles before it and letters behind it."""
    return re.sub(rf"(?:,?\s+{HONOURS})+$", "", TITLE.sub("", one.name))


class Known:
    """Who is meant by a word: {as it may be written: the name on the list}; an office that nobody is known to have
    stands for itself.
    """

    def __init__(self, people) -> None:
        self.names = {}
        people = list(people)[:MOST]
        self._add_all((plain(one.name), one.name) for one in people)
        self._add_all((plain(_bare(one)), one.name) for one in people)
        self._add_unique((one.initials.casefold(), one.name) for one in people if one.initials)
        self._add_unique(
            (
                "".join(word[0] for word in re.split(r"[\s-]+", _bare(one).replace(".", " ").strip()) if word),
                one.name,
            )
            for one in people
        )
        self._add_unique(
            (_bare(one).split()[0], one.name) for one in people if len(_bare(one).split()[0].strip(".")) > 2
        )
        self._add_unique((_bare(one).split()[-1], one.name) for one in people)
        self._add_unique(
            (f"{title} {_bare(one).split()[-1]}", one.name)
            for one in people
            for title in ("mr", "mrs", "ms", "miss", "dr", "prof", "professor")
        )
        self._add_offices(people)

    def _add_all(self, pairs) -> None:
        for word, name in pairs:
            if word:
                self.names.setdefault(word.casefold(), name)

    def _add_unique(self, pairs) -> None:
        """Add words that mean one person only."""
        meant = {}
        for word, name in pairs:
            meant.setdefault(plain(word), set()).add(name)
        self._add_all((word, names.copy().pop()) for word, names in meant.items() if len(names) == 1 and len(word) > 1)

    def _add_offices(self, people) -> None:
        for one in people:
            for part in re.split(r"[;,/]\s*|\s+(?:and|a|ac|&)\s+", one.organisation):
                if re.fullmatch(ROLE, part.strip(), re.IGNORECASE):
                    self.names.setdefault(part.strip().casefold(), one.name)
            if one.is_chair:
                self._add_all(
                    (office, one.name) for office in ("chair", "chairman", "chairperson", "chairwoman", "cadeirydd")
                )
        short = {
            office.partition(" ")[0] if office.startswith("clerc ") else office.rpartition(" ")[2]: name
            for office, name in self.names.items()
            if SHORTER.search(office) and not DEPUTY.match(office)
        }
        self._add_all(short.items())
        for pair in ALIKE:
            meant = next((self.names[office] for office in pair if office in self.names), "")
            self._add_all((office, meant) for office in pair if meant)
        self._add_all((office, office) for office in sorted(OFFICES))
        self._add_all((word, word) for word in sorted(EVERYBODY))

    def one(self, text):
        """Return whom a text means by itself, "" if nobody."""
        word = re.sub(r"^(?:the|y|yr|['’]r) ", "", plain(text))
        return self.names.get(word) or (word if re.fullmatch(ROLE, word, re.IGNORECASE) else "")

    def several(self, text):
        """Return the names that a text consists of ("HM/SL", "Jane and Ned"), () if it is anything else."""
        whole = self.one(text)
        if whole:
            return (whole,)
        parts = [part for part in BETWEEN.split(text.strip(" .:()[]")) if part]
        names = [self.one(part) for part in parts[:8]]
        return tuple(dict.fromkeys(names)) if names and all(names) else ()

    def at_the_end(self, text):
        """Return (names that a text ends with, how many of its last words they are)."""
        words = text.rstrip(" ,:").split()
        for count in range(min(8, len(words)), 0, -1):
            names = self.several(" ".join(words[-count:]))
            if names:
                return names, count
        return (), 0

    def at_the_start(self, text):
        """Return (names that a text begins with, the rest of it)."""
        words = text.split()
        for count in range(min(8, len(words)), 0, -1):
            names = self.several(" ".join(words[:count]))
            if names:
                return names, " ".join(words[count:])
        return (), text
