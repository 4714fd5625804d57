"""Who is coming, as a spreadsheet."""

from django.utils.translation import gettext as _

from meetings.telling.answers import Replies


def sheet(replies: Replies) -> list:
    """Return the rows of a spreadsheet of the Replies to a meeting, the headings first."""
    headings = [_("Name"), _("Organisation"), _("Answer"), _("Substitute"), _("Welsh"), _("What would help")]
    given = [*replies.in_person, *replies.online, *replies.apologies]
    silent = [[one.name, _body(one), _("No answer yet"), "", "", ""] for one in replies.silent]
    return [headings, *map(_line, given), *silent]


def _body(one) -> str:
    return str(one.organisation or "")


def _line(answer) -> list:
    who, welsh = answer.person or answer.guest, _("Yes") if answer.wants_welsh else ""
    return [who.name, _body(who), answer.get_coming_display(), answer.substitute_name, welsh, answer.needs]
