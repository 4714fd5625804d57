"""What a machine can see wrong in a Welsh text of a catalogue: broken text, words that `docs/welsh.md` avoids,
numbers.
"""

import re
from collections import Counter

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
START = 25  # a text whose own first characters come again stands there twice
BROKEN = (
    (re.compile(r"[a-zâêîôûŵŷ’”)][.?!](?=[A-ZÂÊÎÔÛŴŶ])"), "two sentences without a space"),
    (re.compile(r"\b(\w{2,}) \1\b", re.IGNORECASE), "a word twice"),
    (re.compile(r"(?<=\S)  +|(?<=\w) (?=[,.;:?!](?:\s|$))"), "a space too many"),
    (re.compile(r"(?<=\w)'|'(?=\w)"), "a straight apostrophe"),
    (re.compile(r" (?:ar|yn|o|tan|am|at)$"), "a preposition is left without its noun"),
)
AVOIDED = (
    (r"i chi|i ni", "ichi, inni"),  # `I chi yn unig` stresses it, and stays
    (r"[Oo] dan", "dan"),
    (r"sefyll|[Ss]aif", "mewn grym, aros fel y mae"),
    (r"[Tt]aflu|daflu", "dileu"),
    (r"[Gg]wasg(?:u|wch)|wasgiad", "pwyso, clic"),
    (r"safle hwn|y safle", "y wefan"),
    (r"\w*(?:ysgrifenn|peidi|dewis|dywed|cytun|ofyn|ofynn)och", "ysgrifenasoch, peidiasoch, dewisasoch"),
    (r"[Yy]dych chi", "a ydych"),
    (r"[Pp]wy (?:gaiff|ddaeth|gafodd)", "pwy a …"),
    (r"atalnodau", "comas"),
    (r"ganddoch", "gennych"),
    (r"[Gg]weinyddwr", "gweinyddydd"),
    (r"\w+wch hwy", "… nhw"),
)
MUTATING = r"(?:gan|i|o|am|ar|at|dan|dros|drwy|heb|hyd|wrth|neu|a|â|gyda|yn)"
NAME = re.compile(rf"\b{MUTATING} %\((?:organisation|title|meeting|group|body|place)\)", re.IGNORECASE)
AFTER_NUMBER = re.compile(r"(?:%\((?!name|date|address)\w+\)[sd]|%[sd])[ \N{NO-BREAK SPACE}]([^\W\d_]+)")
UNCOUNTED = re.compile(r"%\(\w*(?:count|number|items|lines|most|least|fewest)\)[sd] [cpt]\w+")
SOFT = (("ll", "l"), ("rh", "r"), *((f"{letter}h", f"{letter}h") for letter in "cpt"), ("dd", "dd"))
SOFT += (("p", "b"), ("t", "d"), ("c", "g"), ("b", "f"), ("d", "dd"), ("g", ""), ("m", "f"))
SPIRANT = tuple((f"{letter}{end}", f"{letter}h{end}") for letter in "cpt" for end in "aeiouwyâêîôûŵŷlnr")
IRREGULAR = {"flwyddyn", "biliwn"}
ONE, TWO, FEW, MANY, OTHER = 1, 2, 3, 4, 5


def seen_wrong(entry):
    """Return what is wrong with the Welsh of a catalogue's entry, a few words each."""
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    found = {fault: None for text in texts for fault in _in_text(text)}
    return [*found, *_in_numbers(entry.msgstr_plural)] if entry.msgid_plural else [*found, *_in_places(entry)]


def softened(word):
    """Return a word with the soft mutation: `cyfarfod` is `gyfarfod`."""
    return _changed(word, SOFT)


def breathed(word):
    """Return a word with the spirant mutation: `cyfarfod` is `chyfarfod`."""
    return _changed(word, SPIRANT)


def _changed(word, changes):
    for letters, instead in changes:
        if word.startswith(letters):
            return instead + word.removeprefix(letters)
    return word


def _in_text(text):
    """Yield what is wrong with one text, whatever the English says."""
    if len(text) > 2 * START and text.count(text[:START]) > 1:
        yield "the same text twice"
    for pattern, fault in BROKEN:
        if match := pattern.search(text):
            yield f"{fault} ({match.group()!r})"
    for pattern, better in AVOIDED:
        if match := re.search(rf"\b(?:{pattern})\b", text):
            yield f"“{match.group()}”; better: {better}"
    if match := NAME.search(text):
        yield f"a name behind a word that mutates it ({match.group()!r})"


def _in_places(entry):
    """Yield what differs from the English: placeholders, and how the text begins and ends."""
    if Counter(PLACEHOLDER.findall(entry.msgid)) != Counter(PLACEHOLDER.findall(entry.msgstr)):
        yield "a placeholder more often or less often"
    if any(entry.msgid[-1] in ends and entry.msgstr[-1] not in ends for ends in (".?!…", ":")):
        yield f"ends without “{entry.msgid[-1]}”"
    if match := UNCOUNTED.search(entry.msgstr):
        yield f"a number in a text without forms for it ({match.group()!r})"


def _in_numbers(forms):
    """Yield where the words behind a number are not mutated as 1, 2, 3 and 6 do it, and the others by `o`."""
    one, two, few, many, other = (_counted(forms.get(form, "")) for form in (ONE, TWO, FEW, MANY, OTHER))
    if re.match("[cpt]", other):
        yield f"form {OTHER} says “{other}”: `o` and the plural serve every number"
    if few != "o" and many != "o" and "" not in (one, two, few, many) and one not in IRREGULAR:
        his = (two, few, many) == (softened(one), breathed(one), breathed(one))
        hers = (one, two, many) == (few if few[:2] in ("ll", "rh") else softened(few), softened(few), breathed(few))
        if not (his or hers):
            yield f"not as 1, 2, 3 and 6 mutate: “{one}”, “{two}”, “{few}”, “{many}”"


def _counted(text):
    """Return the word behind the number in a text, or nothing."""
    match = AFTER_NUMBER.search(text)
    return match.group(1) if match else ""
