"""Which language a text is in, by its small words and how its others look; for what is written in one alone."""

import re
from functools import lru_cache

from common.both_languages import Text, in_reading_language, reading_language


def _words_of(text):
    return text.split()


WELSH = set(
    _words_of(
        "y yr yn ac ar am i gan gyda wedi oedd bod mae ei eu roedd nad nid hyn hwn hon bydd sydd fel wrth dros drwy "
        "yng ym fod na ni bu hefyd neu ddim dim "
        "cyfarfod croeso croesawodd cadeirydd cofnodion materion codi nesaf unrhyw fater arall ymddiheuriadau cyllid "
        "gohebiaeth cynllunio adroddiad adroddiadau "
        "clerc cyngor cynghorwyr cynghorydd aelodau bwrdd pwyllgor cyfrifon cyllideb ethol swyddogion briff hwyr "
        "prynu talu cam gweithredu"
    )
)
ENGLISH = set(
    _words_of(
        "the of and to in that was were is are for be with by on at from as it had has this which would an not will "
        "no there been have their "
        "chair welcome apologies minutes matters arising any other business next meeting date finance correspondence "
        "planning report reports clerk council "
        "councillors members board committee accounts budget officers none brief action buy pay"
    )
)
WELSH_SHAPE = re.compile(
    r".+(?:wyd|odd|iad|iadau|aeth|wyr|ydd)|(?:ll|rh|dd|ngh|mh|nh|gw|cyf|gyf|cyn|gyn|dd?erb).+"
    r"|.*[ŵŷ].*|.*[aeiouwyŵŷ]['’](?:r|n|i|u|w|ch)"
)
ENGLISH_SHAPE = re.compile(r".+(?:tion|ing|ment|ness|ship|ity|ed|ly)|(?:th|sh|wh|kn).+|.*(?:ck|sh|ee|[jkqvxz]).*")
LONGEST_WORD, MOST_WORDS = 30, 1_500
# Of what stands behind a name: whom somebody is with, and what they do there.
WELSH_POSTS = set(
    _words_of(
        "prifysgol iechyd cymdeithas swyddog rheolwr rheolwraig cyfarwyddwr cydlynydd ymddiriedolwr "
        "ymgynghorydd gofal gofalwr gofalwyr gymunedol cymunedol cymru canolfan menter cwmni elusen "
        "darlithydd athro ymchwilydd aelod nyrs meddyg sir dinas gweithiwr datblygu prif weithredwr "
        "gwirfoddolwr cyfrifydd ysgrifennydd trysorydd cydweithfa cynghrair fforwm grŵp llywodraeth coleg "
        "ysgol tai arweinydd pennaeth cymorth lles plant pobl"
    )
)
ENGLISH_POSTS = set(
    _words_of(
        "university health society association officer manager director coordinator trustee adviser advisor "
        "care carer carers community wales centre enterprise company charity lecturer professor researcher "
        "member nurse doctor county city worker development chief executive volunteer accountant secretary "
        "treasurer cooperative alliance forum group government college school housing lead head support "
        "wellbeing social services limited ltd trust co operative"
    )
)
HALVES = re.compile(r"\s+[/|]\s+|\s+[–—]\s+")
MOST_TO_DIVIDE = 500  # characters


@lru_cache(maxsize=4_096)
def lean(text) -> float:
    """Return how much a text leans to Welsh (above 0) or to English (below), 0 if nothing tells."""
    words = [word for word in re.findall(r"[\w'’]+", text.lower())[:MOST_WORDS] if len(word) <= LONGEST_WORD]
    small = sum(word in WELSH for word in words) - sum(word in ENGLISH for word in words)
    shapes = sum(bool(WELSH_SHAPE.fullmatch(word)) - bool(ENGLISH_SHAPE.fullmatch(word)) for word in words)
    return small + shapes / 2


def language_told(text) -> str:
    """Return "cy" or "en", whichever a text leans to; "" if nothing tells."""
    words = re.findall(r"\w+", text.lower())
    posts = sum(word in WELSH_POSTS for word in words) - sum(word in ENGLISH_POSTS for word in words)
    leaning = lean(text) + 2 * posts
    return "cy" if leaning > 0 else "en" if leaning < 0 else ""


def told(text) -> Text:
    """Return a text that was written in one language as Text; of one with a side in each, the reader's side."""
    if getattr(text, "lang", ""):
        return text
    text = str(text or "")
    halves = HALVES.split(text) if len(text) <= MOST_TO_DIVIDE else []
    sides = {language_told(half): half for half in halves}
    if len(halves) == 2 and sides.keys() == {"en", "cy"}:
        return in_reading_language(**sides)
    return Text(text, language_told(text) or reading_language())
