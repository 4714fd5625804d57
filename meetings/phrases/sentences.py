"""A text as its sentences; points after initials, titles and figures end none."""

import re

END = re.compile(r"(?<=[.!?])[\"”’)\]]?\s+(?=[\"“‘(\[]?[A-ZŴŶÂÊÎÔÛ•£\d])|\n+")
SHORT = re.compile(
    r"(?:^|[\s(/“\".])(?:[A-ZŴŶ]|Ll|Ch|Rh|Th|Cllrs?|Cyngh?|Chyng|Gyng|Mr|Mrs|Ms|Miss|Dr|Drs|Prof|Rev|Fr|St|Supt|Insp"
    r"|Sgt|Hon|No|Nos|Co|Ltd|Cyf|etc|e\.g|i\.e|cf|vs|Vol|Jr|Sr|Parch|(?<!yngor )Sir|Gol|Rhif|approx|a\.m|p\.m)\.$"
)
NUMBERED = re.compile(r"^\W*(?:\d{1,4}|[a-z]|[ivx]+)[.)]$", re.IGNORECASE)


def sentences(text) -> list:
    """Return the sentences of a text, without blanks around them."""
    found, begin = [], 0
    for end in END.finditer(text):
        said = text[begin : end.start() + len(end[0].rstrip()) if "\n" not in end[0] else end.start()]
        if "\n" not in end[0] and (SHORT.search(said[-12:]) or NUMBERED.match(said.strip())):
            continue
        found.append(said.strip())
        begin = end.end()
    found.append(text[begin:].strip())
    return [sentence for sentence in found if sentence]
