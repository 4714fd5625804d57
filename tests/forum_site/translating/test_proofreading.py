"""What a machine can see wrong in a Welsh text is refused, and sound Welsh is not."""

import polib
import pytest

from forum_site.translating.proofreading import breathed, seen_wrong, softened


def said(english, welsh):
    return seen_wrong(polib.POEntry(msgid=english, msgstr=welsh))


def counted(*forms):
    """The faults of an entry whose six forms say this behind the number."""
    texts = {number: f"Mae %(number)s {form}." for number, form in enumerate(forms)}
    return seen_wrong(polib.POEntry(msgid="%(number)s x.", msgid_plural="%(number)s xs.", msgstr_plural=texts))


@pytest.mark.parametrize(
    "english, welsh, fault",
    [
        ("It is dropped.", "Mae wedi’i ollwng.Mae wedi’i ollwng.", "two sentences without a space"),
        ("It stays here.", "Mae’r eitem yn aros yma o hyd Mae’r eitem yn aros yma o hyd.", "the same text twice"),
        ("It is in it.", "Mae yn yn hwn.", "a word twice"),
        ("It is, so.", "Felly , y mae.", "a space too many"),
        ("It is so.", "Felly  y mae.", "a space too many"),
        ("adopted on", "mabwysiadwyd ar", "a preposition is left without its noun"),
        ("You wrote", "Yr hyn a ysgrifennoch", "ysgrifenasoch"),
        ("The Chair's", "Y Cadeirydd a'r gweinyddydd", "a straight apostrophe"),
        ("before you", "cyn i chi", "ichi"),
        ("Are you coming?", "Ydych chi’n dod?", "a ydych"),
        ("Who may see it", "Pwy gaiff ei weld", "pwy a"),
        ("on this site", "ar y safle hwn", "y wefan"),
        ("The text stands.", "Mae’r testun yn sefyll.", "mewn grym"),
        ("Standing of %(organisation)s", "Y statws sydd gan %(organisation)s", "a name behind a word that mutates it"),
        ("%(a)s and %(b)s", "%(a)s, %(a)s a %(b)s", "more often or less often"),
        ("From %(a)s to %(a)s", "%(a)s", "more often or less often"),
        ("%(number)s codes of ten", "%(number)s cod o ddeg", "a number in a text without forms"),
        ("It is saved.", "Fe’i cadwyd", "ends without “.”"),
        ("Your link:", "Eich dolen", "ends without “:”"),
    ],
)
def test_what_is_broken_is_refused(english, welsh, fault):
    faults = said(english, welsh)
    assert len([one for one in faults if fault in one]) == 1, faults


@pytest.mark.parametrize(
    "english, welsh",
    [
        ("It is yours alone. Keep it.", "I chi yn unig y mae hwn. Cadwch ef."),
        ("See forum.example/A and 3.1.", "Gweler forum.example/A a 3.1."),
        ("Comment by %(name)s", "Sylw gan %(name)s"),
        ("Be the first.", "Beth am fod y cyntaf?"),
        ("Add a paper to “%(title)s”", "Ychwanegu papur at “%(title)s”"),
        ("The agenda is longer.", "Mae’r agenda’n hwy."),
    ],
)
def test_sound_welsh_is_not_refused(english, welsh):
    assert said(english, welsh) == []


SOFT = [
    "cyfarfod gyfarfod",
    "person berson",
    "teitl deitl",
    "gwestai westai",
    "diwrnod ddiwrnod",
    "munud funud",
    "llythyr lythyr",
]
SOFT += ["rhes res", "eitem eitem", "chwaer chwaer", "ddyfais ddyfais"]
SPIRANT = ["cyfarfod chyfarfod", "person pherson", "teitl theitl", "clwb chlwb", "gwestai gwestai", "chwaer chwaer"]


@pytest.mark.parametrize(
    "mutate, pair", [*((softened, pair) for pair in SOFT), *((breathed, pair) for pair in SPIRANT)]
)
def test_mutations(mutate, pair):
    radical, mutated = pair.split()
    assert mutate(radical) == mutated


@pytest.mark.parametrize(
    "forms",
    [
        ("cyfarfodydd", "cyfarfod", "gyfarfod", "chyfarfod", "chyfarfod", "o gyfarfodydd"),
        ("dyfeisiau", "ddyfais", "ddyfais", "dyfais", "dyfais", "o ddyfeisiau"),
        ("cwynion", "gwyn", "gwyn", "cwyn", "chwyn", "o gwynion"),
        ("llinellau", "llinell", "linell", "llinell", "llinell", "o linellau"),
        ("o bobl", "person", "berson", "o bobl", "o bobl", "o bobl"),
        ("munud", "munud", "funud", "munud", "munud", "munud"),
        ("blynyddoedd", "flwyddyn", "flynedd", "blynedd", "blynedd", "mlynedd"),
        ("yn aros", "yn aros", "yn aros", "yn aros", "yn aros", "yn aros"),
    ],
)
def test_sound_numbers_are_not_refused(forms):
    assert counted(*forms) == []


@pytest.mark.parametrize(
    "forms, fault",
    [
        (("pethau", "peth", "beth", "pheth", "pheth", "pheth"), "form 5 says “pheth”"),
        (("cyfarfodydd", "cyfarfod", "gyfarfod", "chyfarfod", "chyfarfod", "cyfarfod"), "form 5 says “cyfarfod”"),
        (
            ("cyfarfodydd", "cyfarfod", "cyfarfod", "chyfarfod", "chyfarfod", "o gyfarfodydd"),
            "not as 1, 2, 3 and 6 mutate",
        ),
        (
            ("cyfarfodydd", "cyfarfod", "gyfarfod", "cyfarfod", "chyfarfod", "o gyfarfodydd"),
            "not as 1, 2, 3 and 6 mutate",
        ),
        (
            ("cyfarfodydd", "cyfarfod", "gyfarfod", "chyfarfod", "cyfarfod", "o gyfarfodydd"),
            "not as 1, 2, 3 and 6 mutate",
        ),
        (("dyfeisiau", "dyfais", "ddyfais", "ddyfais", "dyfais", "o ddyfeisiau"), "not as 1, 2, 3 and 6 mutate"),
    ],
)
def test_numbers_that_do_not_mutate_are_refused(forms, fault):
    assert [one for one in counted(*forms) if one.startswith(fault)]
