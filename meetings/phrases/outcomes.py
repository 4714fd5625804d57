"""Decisions and actions: what a line marks as one, and the sentences that read like one, to be offered."""

import re
from dataclasses import dataclass

from meetings.phrases.moments import NAMED_DAY, days_in, figures_in, month_end_in, next_after
from meetings.phrases.sentences import sentences
from meetings.phrases.words import words_of

DECIDED = "(?:RESOLVED|AGREED|DECIDED|APPROVED|PENDERFYNWYD|CYTUNWYD|CYMERADWYWYD)"
DECISION = re.compile(
    rf"(?:(?i:decisions?|penderfyniad(?:au)?|resolutions?|(?:what )?we agreed)(?: \d+(?:[./]\d+)*)?\s*[:–-]\s*"
    rf"|(?={DECIDED}\b))(?:{DECIDED}\s*[:–]\s*)?(.*)",
    re.DOTALL,
)
ACTION_WORD = (
    r"(?:action(?:s)?(?: (?:points?|items?|required|by|for))?|ap(?=\d)|cam(?:au)? gweithredu|gweithred(?:u|oedd)?"
    r"|camau)"
)
NUMBER = r"(?:\s*(?:no\.?\s*)?\d+(?:[./]\d+)*[.)]?)?"
ACTION = re.compile(
    rf"(?:(?:ACTION(?:S|ED)?(?: (?:POINTS?|ITEMS?|REQUIRED|BY|FOR))?|CAM(?:AU)? GWEITHREDU|GWEITHRED(?:U"
    rf"|OEDD)?){NUMBER}\s*(?::|[–—-](?=\s)|(?=\s\S))"
    rf"|(?i:{ACTION_WORD}){NUMBER}\s*(?::|[–—-](?=\s)))\s*[–—-]?\s*(.*)",
    re.DOTALL,
)
ACTION_POINT = re.compile(r"AP ?\d{1,3}(?:[./]\d{1,3})*[.:)]?\s+(?=[A-ZŴŶ])(.+)", re.DOTALL)
ACTION_OF = re.compile(r"Action (?=(?:[A-Z]{2,4}|ALL|All)\b(?!\s*\d))(.+)", re.DOTALL)
ACTION_HEAD = re.compile(
    rf"(?i)\W*(?:who will do what|pwy (?:fydd|sydd) yn gwneud beth"
    rf"|(?:summary of |list of |agreed |rhestr o )?{ACTION_WORD}(?: (?:agreed|arising|log|list|table|tracker"
    r"|summary|sheet|from (?:this|the) meeting|o['’]r cyfarfod))?)\s*:?\W*"
)
INSIDE = re.compile(
    rf"(?:[(\[]\s*(?P<in>{ACTION_WORD}{NUMBER}\s*[:–-]\s*[^()\[\]]{{2,160}})[)\]])|(?<=[\s.;])(?P<after>(?-i:Action"
    rf"|ACTION|Gweithredu|GWEITHREDU|Cam gweithredu|CAM GWEITHREDU)s?{NUMBER}\s*"
    r"(?:[:–-]|(?-i:(?<=ACTION)\s(?=[A-Z][\w/&+ ]{1,40} to\b)))"
    r"\s*.{2,300}$)",
    re.IGNORECASE,
)
MEETING = (
    r"(?:we|members|councillors|partners|the (?:council|committee|board|forum|group|meeting|partners|trustees"
    r"|directors|partnership|panel"
    r"|community council|chair and members)|council|committee|board|trustees|directors|everyone|everybody"
    r"|all(?: (?:present|members|partners))?|it)"
)
ADVERB = (
    r"(?:(?:all|also|then|unanimously|duly|formally|further|therefore|subsequently|provisionally|both|each|and|were"
    r"|was|been|be) ){0,3}"
)
VERBED = (
    r"(?:agreed|resolved|decided|approved|accepted|adopted|carried|confirmed|ratified|elected|appointed|endorsed"
    r"|chose|chosen|selected|re-?elected|authorised|passed|co-?opted|supported)"
)
DECIDES = re.compile(
    rf"(?i)\b(?:(?:was|were|be|is|are) {ADVERB}(?:(?:read|discussed|considered|presented|received|circulated"
    rf"|reviewed|proposed|seconded)(?:,? and |,? ))*{ADVERB}{VERBED}\b"
    rf"|{MEETING}(?: {ADVERB}| (?:\w+ly )){{0,2}} ?{VERBED}\b|(?:^|[.;:–-] ?|\ba[.)] )(?:{ADVERB})?(?:resolved"
    rf"|agreed|approved|accepted|carried|adopted)\b"
    r"|\bresolved (?:to|that|by|:|–)|(?-i:\bRESOLVED\b|\bAGREED\b)|\bunanimous(?:ly)? (?:agree\w*|approv\w*|carried"
    r"|confirmed)|\b(?:agreed|carried|approved|confirmed) (?:unanimously|nem con)"
    rf"|^{MEETING}\b.{{2,160}}\band (?:all )?agreed (?:to|that)\b"
    r"|\b(?:reviewed|read|considered|received|discussed|presented),? and (?:approved|adopted|agreed|accepted)\b"
    r"|\bconsensus (?:to|that|on|was|is)\b"
    r"|\b(?:minutes|was|were) (?:\w+ ){0,4}taken as read\b|\bmotion (?:was |is )?(?:carried|passed|put)"
    r"|\bproposed\b.{2,160}\bseconded\b|\bdecision\s*:|\b(?:approved"
    r"|agreed)\W*$|\bproposed as (?:being )?(?:a )?(?:true|correct)|\bon the proposition of\b|\b(?:agreed|accepted"
    r"|approved|confirmed|signed) (?:to be|as) (?:an? |the )?(?:true|correct|accurate|fair)|\bcarried by \d)"
    rf"|\b{MEETING} voted\b(?! against)"
    r"|\s[–—-]\s(?:agreed|approved|accepted|carried|resolved)\b"
)
DECIDES_CY = re.compile(
    r"(?i)\b(?:ph?enderfyn(?:wyd|odd)|ch?ytun(?:wyd|odd (?:y|yr|pawb|aelodau|['’]r))|gytunwyd|ch?ymeradwy(?:wyd|odd)"
    r"|gymeradwywyd|ch?adarnha(?:wyd|odd)|chadarnhawyd|gadarnhawyd|[ph]+asiwyd|basiwyd|p[ha]+siwyd|cariwyd"
    r"|mabwysiadwyd|fabwysiadwyd|etholwyd|ail-?etholwyd|penodwyd|fe['’]u derbyniwyd|derbyniwyd (?:y |yr "
    r"|['’]r )?(?:cofnodion|fantolen|cyfrifon|adroddiad|gyllideb|cynnig)|yn unfrydol)\b"
    r"|\b(?:cynigi?wyd|cynigiodd)\b.{2,200}\beili(?:wyd|odd)\b"
    r"|\bcafodd .{2,160}\be[iu] (?:[cg]h?ymeradwyo|d?derbyn|[fm]abwysiadu|[cg]h?adarnhau)\b"
    r"|\bcynnig\s*:.{2,80}\beil\w+\s*:|\bcynigiwyd\s*:|\bpenderfyniad\s*:"
)
NO_DECISION = re.compile(
    r"(?i)apolog|ymddiheur|\bcarried (?:forward|over|out)|\bas (?:previously )?agreed\b|\bto be (?:agreed|approved"
    r"|confirmed|decided)|\bhad (?:\w+ )?been (?:agreed|approved)|\bnot (?:been )?(?:agreed|approved|carried)"
    r"|\.{6,}|_{4,}|\bwas lost\b|\bdefeated\b|\bi['’]w (?:cadarnhau|cymeradwyo)"
    r"|^\W*(?:(?:it was )?noted|nodwyd)\b|\bsubject to approval|\bif (?:it (?:is|was) )?(?:agreed|approved)"
    r"|\bagreed actions?\b|\bbefore they are adopted|\bonce (?:agreed|approved|adopted)|^\W*(?:resolved"
    r"|penderfynwyd) and noted\W*$"
)
COUNTED = (
    "zero one two three four five six seven eight nine ten eleven twelve",
    "dim un dau tri pedwar pump chwech saith wyth naw deg",
)
NUMBERS = {word: str(number) for words in COUNTED for number, word in enumerate(words_of(words))}
NUMBERS |= {"no": "0", "none": "0", "dwy": "2", "tair": "3", "pedair": "4"}
COUNT = rf"(\d{{1,3}}|{'|'.join(NUMBERS)})"
BOTH = re.compile(
    rf"(?i)\b{COUNT} (?:votes? )?to {COUNT}\b(?! \w*pm)|\bo {COUNT} (?:ph?leidlais )?i {COUNT}\b"
    r"|(?:carried|vote[ds]?|approved|resolved|agreed|by"
    rf"|pleidlais)[^.\d]{{0,20}}(?<!\d){COUNT}\s?[-–]\s?{COUNT}(?![\d/-])"
)
VOTES = {
    "votes_for": rf"\b{COUNT}(?: votes?| councillors?| members?)*(?: were)? (?:in favour|for\b(?! the)|o blaid)"
    rf"|\b(?:for|in favour|o blaid)\s*[:–-]\s*{COUNT}",
    "votes_against": rf"\b{COUNT}(?: votes?| councillors?| members?)*(?: were)? (?:against|opposed|yn erbyn)"
    rf"|\b(?:against|yn erbyn)\s*[:–-]\s*{COUNT}",
    "abstentions": rf"\b{COUNT} (?:abst\w+|(?:yn )?ymatal\w*)|\b(?:abst\w+|ymatal\w*)\s*[:–-]\s*{COUNT}",
}
VOTED = re.compile(
    r"(?i)^\W*(?:(?:votes )?(?:for|against|abst\w+|in favour|o blaid|yn erbyn|ymatal\w*)\s*[:–-]\s*\w+"
    r"|(?:(?:vote|pleidlais)\s*:\s*)?\d+ (?:for|in favour|against|o blaid|yn erbyn)\b.{0,60})\W*$"
)
SAYS_WHAT = re.compile(r"(?i)\b(?:that|to|be|as|fod|bod|i|rhoi|peidio|£\d)\b")
DUE = re.compile(
    r"(?i)\b(?:by|before|due|until|no later than|deadline|erbyn|cyn|hyd)\W{0,3}(?:the |end of "
    r"|diwedd )*$"
)
PROPOSED = re.compile(
    r"(?i)^\W*(?:cynigi?wyd|proposed|proposer|cynnig|cynigydd)(?!.*\b(?:fod|bod|that|to)\b).{2,70}(?:eili"
    r"|second).{2,60}$"
)
PROPOSES = re.compile(r"^\W*(?:[A-ZŴŶ][\w.'’-]* ){1,4}proposed[,;]? (?:and )?(?:[A-ZŴŶ][\w.'’-]* ){1,4}seconded\W*$")
ENTRY = re.compile(r"^(?:[•·▪●*–—-]|\(?[a-z]\)|[a-z]\.|\(?[ivx]{1,4}[).]|\(?\d{1,2}[.)])\s+")  # of a list
OPENS = re.compile(
    rf"(?i)(?::|\b(?:to|that|(?-i:{DECIDED})|agreed|resolved|i|y canlynol))[\s:–-]*$"
    r"|\bsubject to the (?:above|following)\b[^.]*$"
)
SHORT_OF = 60  # characters under which "All agreed." says nothing without the sentence before it
ANAPHORA = re.compile(
    r"(?i)^\W*(?:this|that|these|the above|they|all|both|agreed|approved|unanimous(?:ly)?|carried|accepted"
    r"|the motion|the proposal|cytunwyd|pasiwyd|cymeradwywyd|derbyniwyd|cynigi?wyd|cynnig|proposed|the minutes"
    r"|etholwyd|cadarnhawyd)\b"
)
NOTED = re.compile(r"(?i)\W*(?:noted|nodwyd|received|derbyniwyd)\b(?!.*\b(?:[cg]ywir|correct|true|approved)\b)")


@dataclass(frozen=True)
class Offer:
    """A sentence that reads like a decision or an action, with the names of whose the action is and when it is due."""

    kind: str
    text: str
    owners: tuple = ()
    due_on: object = None


def marked(text) -> tuple | None:
    """Return (kind, what it says) of a text that is marked as a decision or an action, else None."""
    found = ACTION.fullmatch(text) or ACTION_OF.fullmatch(text) or ACTION_POINT.fullmatch(text)
    if found:
        return "action", found[1].strip()
    found = DECISION.fullmatch(text)
    return ("decision", found[1].strip()) if found else None


def decisions_in(text, before="") -> list:
    """Return the sentences of a paragraph that read like a decision; a short one brings what stands before it: what
    was decided about.

    `before` is the title of the item, for a paragraph that begins with "Approved.".
    """
    found, said = [], _with_what_follows(sentences(text))
    for place, sentence in enumerate(said):
        if decides(sentence):
            begin = place
            while (
                begin > 0 and place - begin < 5 and _says_little(said[begin]) and not (found and found[-1][1] >= begin)
            ):
                begin -= 1
            if found and found[-1][1] >= begin:
                found[-1] = (found[-1][0], place) if _says_little(sentence) else found[-1]
                begin = place
            if not (found and found[-1][1] == place):
                found.append((begin, place))
    whole = [" ".join(said[begin : end + 1]) for begin, end in found]
    return [
        f"{before}: {one}" if before and begin == 0 and _says_little(one) else one
        for one, (begin, _end) in zip(whole, found, strict=True)
    ]


def _with_what_follows(said) -> list:
    """Return sentences; one that decides with what belongs to it: who proposed it and how people voted, and, if it
    says only that something was decided, the list of what.
    """
    result, is_open = [], False
    for sentence in said:
        is_more = bool(result) and decides(result[-1]) and how_it_was_taken(sentence)
        if is_more or (is_open and ENTRY.match(sentence)):
            result[-1] += f"\n{sentence}" if is_open else f" {sentence}"
            continue
        result.append(sentence)
        is_open = decides(sentence) and opens_a_list(sentence)
    return result


def opens_a_list(decision) -> bool:
    """Whether a decision says only that there was one, or ends with a colon: what it was stands in the list below."""
    return bool(OPENS.search(decision))


def how_it_was_taken(text) -> bool:
    """Whether a text says nothing but who proposed something, or how people voted."""
    return bool(VOTED.match(text) or PROPOSED.match(text) or PROPOSES.match(text))


def _says_little(sentence) -> bool:
    """Whether a sentence says that something was decided or how, but not what."""
    return how_it_was_taken(sentence) or (
        len(sentence) < SHORT_OF and bool(ANAPHORA.match(sentence)) and not SAYS_WHAT.search(sentence)
    )


def decides(sentence) -> bool:
    """Whether a sentence reads like a decision."""
    return bool(
        (DECIDES.search(sentence) or DECIDES_CY.search(sentence))
        and not NO_DECISION.search(sentence)
        and not NOTED.match(sentence)
    )


def votes_in(text) -> dict:
    """Return {"how": …, "votes_for": …, …} as far as a decision says how it was taken."""
    found = {name: _counted(pattern, text) for name, pattern in VOTES.items()}
    both = BOTH.search(text)
    if both and found["votes_for"] is None:
        counts = [int(NUMBERS.get(one.lower(), one)) for one in both.groups() if one]
        found |= dict(zip(("votes_for", "votes_against"), counts, strict=True))
    found = {name: value for name, value in found.items() if value is not None}
    if found:
        return {"how": "vote", **found}
    if re.search(
        r"(?i)unanim|unfrydol|nem con|by (?:general )?con(?:sensus|sent)|all (?:were )?(?:agreed|in favour)"
        r"|agreed by all|pawb (?:yn|o)",
        text,
    ):
        return {"how": "consensus"}
    return (
        {"how": "vote"}
        if re.search(
            r"(?i)\b(?:by (?:a )?(?:majority|vote)|on a vote|put to (?:the|a) vote|carried|trwy fwyafrif"
            r"|drwy bleidlais)\b",
            text,
        )
        else {"how": "unknown"}
    )


def _counted(pattern, text) -> int | None:
    found = re.search(pattern, text, re.IGNORECASE)
    word = next((one for one in found.groups() if one), "") if found else ""
    return int(NUMBERS.get(word.lower(), word)) if word else None


def due_in(text, meeting=None):
    """Return when something is to be done by, as its text says; without a year, the next such day after the meeting."""
    days = days_in(text, year=2000)
    due = [day for day in days if DUE.search(NAMED_DAY.sub("", text[: day.start]))]
    day = (due or [day for day in days if day.has_year or text.rstrip(" .)").endswith(day.said)] or [None])[0]
    if day is None:
        return month_end_in(text, meeting) or figures_in(text, meeting)
    date = next_after(day, meeting)
    return date if date and (meeting is None or date >= meeting) else None
