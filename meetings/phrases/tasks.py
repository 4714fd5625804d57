"""Sentences that read like an action: somebody who was there is to do something, was asked to, offered to, or will."""

import re

from meetings.phrases.known import EVERYBODY
from meetings.phrases.outcomes import ACTION_WORD, INSIDE, NUMBER, Offer, due_in
from meetings.phrases.sentences import sentences
from meetings.phrases.words import words_of

DOES = re.compile(
    r"(?P<asked>\b(?:was|were|is|are|has been|have been|had been) (?:also )?(?:asked|requested|instructed|tasked"
    r"|authorised|directed) to)\s+(?P<v1>[a-z]+)"
    r"|(?P<took>\b(?:(?:has|have|had) )?(?:kindly )?(?:agreed|offered|undertook|volunteered"
    r"|promised) to)\s+(?P<v2>[a-z]+)"
    r"|(?P<will>\b(?:will|would|shall|should|is to|are to|was to)(?: also| then| now)?)\s+(?P<v3>[a-z]+)"
    r"|(?P<to>\bto)\s+(?P<v4>[a-z]+)"
    r"|(?P<i>\bi(?:['’]w)?)\s+(?P<v5>[a-zâêîôûŵŷ’']+)"
    r"|(?P<yn>\byn)\s+(?P<v6>[a-zâêîôûŵŷ’']+)"
)
NO_VERB = set(
    words_of(
        "the a an be been being have has like need not only soon never our their his her its this that these all "
        "any each date which whom us them you me y yr ei eu ein ddim bod fod cael gael ni mis fis bob un dau ddau "
        "hynny hyn"
    )
)
ASKING = re.compile(
    r"(?i)\b(?:ask(?:ed|s|ing)?|request(?:ed)?|instruct(?:ed)?|invite[ds]?|for|that|agreed|resolved|decided|and|but"
    r"|,|;|:|–|-)\s*(?:that )?(?:the )?$"
)
WILL_CY = re.compile(r"(?i)\b(?:bydd|byddai|fydd)\s*(?:['’]r|y|yr)?\s*$")
TOOK_CY = re.compile(
    r"(?i)\b(?:cytunodd|cynigiodd|addawodd|gwirfoddolodd|ymgymerodd|gofynnwyd i|gofyn i|angen i|bod)(?:['’]r| y"
    r"| yr)?\s*$"
)
ASKED_CY = re.compile(r"(?i)\b(?:gofynnwyd|gofynnodd \w+|cytunwyd|penderfynwyd|angen) (?:i['’]r |i |ar y |ar )")
STILL = re.compile(r"\s(?:still|also|now|then|therefore|both|each)$")
NAMED = r"[A-ZŴŶ][\w.'’-]*(?:\s[A-ZŴŶ][\w.'’-]*){0,3}"
ALSO = re.compile(
    rf"(?:,|;)\s+(?:and |a |ac |while )?({NAMED}(?:\s(?:&|and|a|ac)\s{NAMED})?)\s+(?:(?:to|will|would|i)\s+[a-z]"
    rf"|yn\s+[a-z])"
    rf"|\s(?:and|a|ac)\s+({NAMED})\s+(?:to|i|will|would|yn)\s+[a-z]"
)
HE = re.compile(r"(?i)(?:^|.*\b)(?:he|she)$")
INITIALS = re.compile(r"\s\(?([A-Z]{2,4}(?:\s?[/,&+]\s?[A-Z]{2,4}){0,4})\)?\.?$")
BEGUN = re.compile(r"\s*(?:[:–—,(-]|to\b|i\b|will\b|should\b|agreed\b|yn\b|by\b|erbyn\b|\d|$)")
ENDS = re.compile(r"(?:\(([^()]{2,60})\)|\s[–—-]\s*([^–()-]{2,40})|\s([A-Z]{2,4}(?:[/,&] ?[A-Z]{2,4})*))\s*\.?\s*$")
LABEL = re.compile(rf"(?i)^{ACTION_WORD}s?{NUMBER}\s*[:–-]?\s*")


def actions_in(text, known, meeting=None):
    """Return the Offers of a paragraph that read like actions; `known` says whom words mean, `meeting` its day."""
    found, last, before = [], "", ()
    for sentence in sentences(text):
        labelled = INSIDE.search(sentence) or (
            LABEL.match(sentence)
            and re.match(r"Action|ACTION|Gweithred|Cam", sentence)
            and re.match(r".{0,30}[:–-]|ACTION\s+[A-ZŴŶ]", sentence)
        )
        offer = _labelled(sentence, last, known, meeting) if labelled else _told(sentence, known, before, meeting)
        if offer:
            found.append(offer)
        mentioned = [
            known.one(word) for word in re.findall(r"[A-ZŴŶ][\w.'’-]*(?:\s[A-ZŴŶ][\w.'’-]*){0,3}", sentence)[:20]
        ]
        before = tuple(name for name in mentioned if name)[-1:] or before
        last = sentence
    return found


def doers(text, known):
    """Return the names that an action, marked as one, is of: those it begins with, that are told to do it, or it
    ends with.
    """
    text = " ".join(text.split())
    names, rest = known.at_the_start(text)
    if names and (BEGUN.match(rest) or text[: len(text) - len(rest)].rstrip().endswith(":")):
        return names
    names = _doer(text, known, ())
    if names:
        return names
    ends = ENDS.search(text)
    last = next((part for part in ends.groups() if part), "") if ends else ""
    return known.several(last) if last else ()


def _labelled(sentence, last, known, meeting) -> Offer | None:
    """Return the Offer of a sentence with "Action: …" in it; one that names only somebody is about what stands
    before it.
    """
    found = INSIDE.search(sentence)
    said = (found["in"] or found["after"]) if found else sentence
    said = LABEL.sub("", said).strip(" .)]")
    rest = sentence[: found.start()].strip(" .([") if found else ""
    names, after = known.at_the_start(said)
    is_only_names = bool(names) and (not after or (due_in(after, meeting) is not None and len(after) < 25))
    text = f"{said}: {rest or last}" if is_only_names or (not after and len(said.split()) < 3) else said
    names = names or _doer(said, known, ())
    return (
        Offer("action", text.strip(" :"), tuple(names), due_in(text if not is_only_names else said, meeting))
        if len(text) > 3
        else None
    )


def _told(sentence, known, before, meeting) -> Offer | None:
    """Return the Offer of a sentence that says that somebody is to do something, else None."""
    names = _doer(sentence, known, before)
    if not names:
        initials = INITIALS.search(sentence)
        names = known.several(initials[1]) if initials and re.search(r"\bto be\b|\bneed", sentence) else ()
    return Offer("action", sentence.strip(), tuple(names), due_in(sentence, meeting)) if names else None


def _doer(sentence, known, before):
    """Return the names of those who are to do what a sentence says, () if it says nothing of the kind."""
    for found in list(DOES.finditer(sentence[:2_000]))[:40]:
        verb = next(value for name, value in found.groupdict().items() if name[0] == "v" and value is not None)
        if verb in NO_VERB:
            continue
        names = _who(
            STILL.sub("", sentence[: found.start()].rstrip()),
            found.lastgroup and next(name for name in ("asked", "took", "will", "to", "i", "yn") if found[name]),
            known,
            before,
        )
        if names:
            return (*names, *_others(sentence[found.end() :], known, names))
    asked = ASKED_CY.search(sentence)
    return (
        known.at_the_start(sentence[asked.end() :])[0]
        if asked and known.at_the_start(sentence[asked.end() :])[1][:1].islower()
        else ()
    )


def _others(text, known, names) -> tuple:
    """Return the names of others who are to do something too, as the rest of a sentence says: ", and Jane to write"."""
    more = []
    for found in list(ALSO.finditer(text[:1_000]))[:8]:
        more += [name for name in known.several(found[1] or found[2]) if name not in (*names, *more)]
    return tuple(more)


def _who(text, way, known, before):
    """Return whom the words just before "to", "will" … mean, where they stand at the beginning of a sentence or of
    a part of it.
    """
    if way == "will" and HE.fullmatch(text[-12:].split(" ")[-1] if text else ""):
        inside = [known.one(word) for word in re.findall(r"[A-ZŴŶ][\w.'’-]*(?:\s[A-ZŴŶ][\w.'’-]*){0,3}", text)[:20]]
        return tuple(name for name in inside if name)[-1:] or before
    if way == "will" and re.search(r"(?i)\band$", text):
        inside = [known.one(word) for word in re.findall(r"[A-ZŴŶ][\w.'’-]*(?:\s[A-ZŴŶ][\w.'’-]*){0,3}", text)[:20]]
        return tuple(name for name in inside if name)[:1]
    names, count = known.at_the_end(text)
    if not names:
        return ()
    lead = " ".join(text.rstrip(" ,:").split()[:-count])
    if way == "took" and set(names) <= EVERYBODY - {"witnesses", "the witnesses", "officers", "swyddogion"}:
        return ()  # "members agreed to" is a decision
    if way in ("asked", "took", "will"):
        return names
    if way == "yn":
        return names if WILL_CY.search(lead + " ") else ()
    is_first = not re.search(r"\w", lead) or re.fullmatch(r"(?:[\d.]+|[•*–-]|the|y|yr|\w\))\W*", lead.strip().lower())
    if way == "i":
        return names if is_first or lead.endswith((":", ";", "–", "-")) or TOOK_CY.search(lead + " ") else ()
    return names if is_first or lead.endswith((":", ";", "–", "-", ",", "→")) or ASKING.search(lead + " ") else ()
