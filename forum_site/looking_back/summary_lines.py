"""The sections of an annual summary: each takes what is told of a year, and returns its heading and lines as HTML, or
nothing where there is nothing to tell. In Welsh no title stands behind a word that would mutate it.
"""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from common.both_languages import reading_language
from members.access import Circle

MEETINGS = ("meeting", "workshop", "joint", "extraordinary")
TALKS = ("presentation", "case_study", "blue_sky")
RESERVED = "reserved"  # the kind of time of which its readers are told no more
ASKED = {  # consultations that closed, and what is said of each where its answer is not to be read
    "consultation": gettext_noop("No answer of the Forum is recorded."),
    "consultation_sent": gettext_noop("The Forum answered."),
    "consultation_passed": gettext_noop("The Forum let it pass."),
}
ANSWERS = "published_consultation_response"
WRITTEN = tuple(f"published_{kind}" for kind in ("annual_summary", "presentation", "case_study", "resource"))
SHELF = (*WRITTEN, "talk")


@dataclass(frozen=True)
class Told:
    """What a year's record tells a circle, what lay ahead at its end, and how the time of the years was spent: [(year,
    {kind of item: minutes of work}), …].
    """

    year: int
    circle: Circle
    entries: list
    to_come: list
    times: list

    def of(self, *kinds) -> list:
        """Return the entries of these kinds, in order."""
        return [entry for entry in [*self.entries, *self.to_come] if entry.kind in kinds]


def _section(heading, *parts) -> str:
    body = format_html_join("", "{}", ((part,) for part in parts if part))
    return format_html("<h3>{}</h3>{}", heading, body) if body else ""


def _filled(sentence, **facts) -> str:
    """Return a sentence with facts put in, HTML where they are that."""
    return format_html(sentence % {name: f"{{{name}}}" for name in facts}, **facts)


def _said(sentence, source="", **facts) -> str:
    """Return a sentence as a paragraph, with where it is from in brackets unless it says that itself."""
    return format_html("<p>{}</p>", _behind(_filled(sentence, **facts), source))


def _listed(lines) -> str:
    rows = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    return format_html("<ul>{}</ul>", rows) if rows else ""


def _link(entry, title=None) -> str:
    """Return a link to where something is recorded, in the language of its title."""
    title = entry.title if title is None else title
    lang = getattr(title, "lang", "")
    mark = format_html(' lang="{}"', lang) if lang and lang != reading_language() else ""
    return format_html('<a href="{}"{}>{}</a>', entry.url, mark, title)


def _day(day, *, year=False) -> str:
    return date_format(day, "j F Y" if year else "j F")


def _behind(line, *facts) -> str:
    """Return a line with what is known besides, in brackets."""
    known = [fact for fact in facts if fact]
    return format_html("{} ({})", line, format_html_join(", ", "{}", ((fact,) for fact in known))) if known else line


def _joined(parts) -> str:
    """Return parts as one says them: "a, b and c"."""
    *first, last = parts
    before = format_html_join(", ", "{}", ((part,) for part in first))
    return _filled(_("%(before)s and %(last)s"), before=before, last=last) if first else last


def _sentence(sentence, entries, *, dated=False) -> str:
    """Return a sentence that lists entries with links, or nothing without any."""
    parts = [_behind(_link(row), _day(row.on) if dated else "", row.detail if dated else "") for row in entries]
    return _said(sentence, names=_joined(parts)) if parts else ""


def meetings(told) -> str:
    """When and where the Forum met, how many of its members kept coming, and how many it had."""
    found = told.of(*MEETINGS)
    lines = [
        format_html("{}: {}", _day(row.on), _behind(_link(row), row.who if row.kind != "meeting" else "", row.detail))
        for row in found
    ]
    opening = _said(_often(told.circle, len(found)), number=len(found), year=told.year) if found else ""
    core, members = map(_core, told.of("core")), map(_members, told.of("members"))
    return _section(_("Meetings"), opening, _listed(lines), *core, *members)


def _often(circle, number) -> str:
    """Return the sentence of how often the Forum met, which says what is counted where its readers are not told of
    all meetings.
    """
    if circle <= Circle.VISITOR:
        return ngettext(
            "The Forum held one public meeting in %(year)s.",
            "The Forum held %(number)s public meetings in %(year)s.",
            number,
        )
    if circle <= Circle.PARTNER:
        return ngettext(
            "The Forum held one meeting in %(year)s that it shares with partners.",
            "The Forum held %(number)s meetings in %(year)s that it shares with partners.",
            number,
        )
    return ngettext("The Forum met once in %(year)s.", "The Forum met %(number)s times in %(year)s.", number)


def _core(row) -> str:
    said = _("A core of %(number)s members was at three quarters of these meetings or more.")
    return _said(said, _link(row), number=row.numbers[0])


def _members(row) -> str:
    people, bodies = row.numbers
    said = _("Members at the end of %(year)s: %(people)s people; member organisations: %(bodies)s.")
    if not bodies:
        return _said(
            _("Members at the end of %(year)s: %(people)s people."), _link(row), year=row.on.year, people=people
        )
    return _said(said, _link(row), year=row.on.year, people=people, bodies=bodies)


def offices(told) -> str:
    """Who held which office, office by office, one after the other."""
    rows = sorted(told.of("office"), key=lambda row: (row.numbers, row.on))
    return _section(_("Offices"), _listed(_office(told.year, row) for row in rows))


def _office(year, row) -> str:
    facts = {"office": _link(row), "name": row.who, "since": _day(row.on, year=True), "until": row.detail}
    if row.detail:
        return _filled(_("%(office)s: %(name)s, from %(since)s until %(until)s"), **facts)
    if row.on.year < year:
        return _filled(_("%(office)s: %(name)s, throughout the year, since %(since)s"), **facts)
    return _filled(_("%(office)s: %(name)s, from %(since)s"), **facts)


def governing(told) -> str:
    """What the Forum is bound by, as far as it was adopted in the year."""
    adopted = _sentence(_("The Forum adopted %(names)s."), told.of("governing"), dated=True)
    return _section(_("What binds the Forum"), adopted)


def groups(told) -> str:
    """The groups that were set up, those that finished, and those at work at the end of the year."""
    return _section(
        _("Task and Finish Groups"),
        _sentence(_("The Forum set up %(names)s."), told.of("group_begun"), dated=True),
        _sentence(_("Finished their work: %(names)s."), told.of("group_finished"), dated=True),
        _sentence(_("Closed before they had finished: %(names)s."), told.of("group_closed"), dated=True),
        _sentence(_("At work at the end of the year: %(names)s."), told.of("group_at_work")),
    )


def consultations(told) -> str:
    """The consultations that closed, what came of each, and what the Forum published in answer."""
    lines = [_consultation(row) for row in told.of(*ASKED)]
    answers = _sentence(_("The Forum sent %(names)s."), told.of(ANSWERS), dated=True)
    return _section(_("Consultations"), _listed(lines), answers)


def _consultation(row) -> str:
    line = _filled(
        _("%(title)s, %(asked_by)s, until %(closed)s."), title=_link(row), asked_by=row.detail, closed=_day(row.on)
    )
    answered = _filled(_("The Forum answered: “%(answer)s”."), answer=row.who) if row.who else _(ASKED[row.kind])
    came = _filled(_("What came of it: %(outcome)s."), outcome=row.came_of_it) if row.came_of_it else ""
    return format_html_join(" ", "{}", ((part,) for part in (line, answered, came) if part))


def talks(told) -> str:
    """What was heard at meetings, with what the library keeps of it, and what else the library took in."""
    heard, shelf = told.of(*TALKS), told.of(*SHELF)
    kept = {row.url: [one for one in shelf if (one.title, one.on) == (row.title, row.on)] for row in heard}
    lines = [_heard(row, kept[row.url]) for row in heard]
    others = [one for one in shelf if not any(one in of_one for of_one in kept.values())]
    written = _sentence(_("The library took in %(names)s."), others, dated=True)
    return _section(_("Talks and case studies"), _listed(lines), written)


def _heard(row, kept) -> str:
    line = format_html("{}, {}: {}{}", row.detail, _day(row.on), _link(row), f", {row.who}" if row.who else "")
    if not kept:
        return line
    ways = [_link(one, _("the talk") if one.kind == "talk" else _("the text")) for one in kept]
    return _filled(_("%(line)s; in the library: %(names)s"), line=line, names=_joined(ways))


def outcomes(told) -> str:
    """What changed through the Forum's work, for whom, and how that is known."""
    return _section(_("What changed"), _listed(_outcome(row) for row in told.of("outcome")))


def _outcome(row) -> str:
    line = _behind(_link(row), _day(row.on), row.detail)
    return _filled(_("%(line)s. For: %(whom)s"), line=line, whom=row.who) if row.who else line


def stakeholders(told) -> str:
    """From where guests and speakers came, and with which networks and initiatives there was contact."""
    came = _sentence(_("People came to the meetings from %(names)s."), told.of("stakeholder"))
    heard = _sentence(_("The Forum was in touch with %(names)s."), told.of("network"))
    asked = [_behind(_link(row), row.detail) for row in told.of("enquiries")]
    return _section(_("Guests and partners"), came, heard, _listed(asked))


def time(told) -> str:
    """How much of the time went on business, this year and in those before, and how much on what these readers are not
    told of.
    """
    shares = {year: (sum(minutes.values()), minutes) for year, minutes in told.times}
    before = [f"{year}: {_share(*shares[year])}%" for year in shares if year != told.year]
    lines = [_spent(row, *shares[told.year]) for row in told.of("time") if told.year in shares]
    past = _said(_("Business in the years before: %(shares)s."), shares=", ".join(before)) if lines and before else ""
    return _section(_("How time was spent"), *lines, past)


def _spent(row, total, minutes) -> str:
    facts = {"minutes": total, "percent": _share(total, minutes), "reserved": _share(total, minutes, RESERVED)}
    if minutes.get(RESERVED):
        said = _(
            "Of %(minutes)s minutes at the meetings, %(percent)s%% went on business and %(reserved)s%% on reserved "
            "items."
        )
        return _said(said, _link(row), **facts)
    del facts["reserved"]
    return _said(_("Of %(minutes)s minutes at the meetings, %(percent)s%% went on business."), _link(row), **facts)


def _share(total, minutes, kind="business") -> int:
    return round(minutes.get(kind, 0) * 100 / total)


def decisions(told) -> str:
    """What was decided, by its numbers."""
    return _section(
        _("Decisions"), _listed(format_html("{}: {}", row.detail, _link(row)) for row in told.of("decision"))
    )


def feedback(told) -> str:
    """What those who were there thought of the meetings, in one figure."""
    rows = told.of("feedback")
    if not rows:
        return ""
    worth, answers = (sum(row.numbers[place] for row in rows) for place in (0, 1))
    said = _("Of %(answers)s answers after meetings, %(worth)s said that it was worth the time.")
    where = _joined([_link(row) for row in rows])
    return _section(_("What members said"), _said(said, where, answers=answers, worth=worth))


def ahead(told) -> str:
    """What lay ahead at the end of the year."""
    meetings = [
        format_html("{}: {}", _day(row.on, year=True), _behind(_link(row), row.who, row.detail))
        for row in told.of("planned")
    ]
    reviews = [
        format_html("{}: {}", _day(row.on, year=True), _behind(_link(row), row.detail)) for row in told.of("review")
    ]
    documents = [_behind(_link(row), _day(row.on, year=True)) for row in told.of("document_review")]
    return _section(
        _("Looking ahead"),
        _listed(meetings),
        _sentence(_("Consultations that are open: %(names)s."), told.of("consultation_open")),
        _said(_("To be reviewed: %(names)s."), names=_joined(documents)) if documents else "",
        format_html("<p>{}</p>", _("Decisions to be reviewed:")) if reviews else "",
        _listed(reviews),
    )
