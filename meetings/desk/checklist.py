"""What is worth a look before an agenda goes out: each with the way to where it is mended; none forbids anything."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.languages.in_use import languages_in_use
from meetings.agenda.building import TimeBar
from meetings.models import Paper
from meetings.models.kinds import WORK
from members.models.people import has_left, telling

SHORT = 10  # minutes that are left over before it is said


@dataclass(frozen=True)
class Check:
    """One thing to look at: what it is, and (words, address) of where it is mended."""

    said: str
    ways: list[tuple[str, str]]


def with_lacking(items):
    """Return AgendaItems with `lacking`, the keys and titles of their papers of which no file is there, and whether
    who presents them has left the Forum.
    """
    lacking = Paper.objects.not_removed().filter(sides=None, item=OuterRef("pk"))
    facts = JSONObject(id="pk", title_en="title_en", title_cy="title_cy")
    lacking = ArraySubquery(lacking.order_by("pk").values(facts=facts))
    return items.annotate(lacking=lacking, presenter_has_left=telling(has_left("presenter")))


def gone(meeting, chair_has_left, items) -> list[Check]:
    """Return that the chair of a meeting, and who presents these of its AgendaItems, have left the Forum."""
    found = []
    if chair_has_left:
        ways = [(_("Choose another chair"), reverse("meetings:edit_meeting", args=[meeting.pk]))]
        found.append(Check(_("%(name)s, who is to chair, has left the Forum.") % {"name": meeting.chair_name}, ways))
    if items:
        found.append(Check(_("Who presents has left the Forum. Choose another presenter:"), _items(items)))
    return found


def checks_of(meeting, rows, bar: TimeBar | None, standing: Iterable[tuple[str, str]]) -> list[Check]:
    """Return what is worth a look before the agenda of a meeting (`with_chair`) goes out: `rows` are its items
    (`with_lacking`), `bar` how they spend the time, and `standing` the titles (English, Welsh) of what stands on every
    agenda.
    """
    left = gone(meeting, meeting.chair_has_left, [item for item in rows if item.presenter_has_left])
    found = [*_place(meeting), *left, *_presenters(rows, set(standing)), *_titles(meeting, rows), *_papers(rows)]
    return [*found, *_time(meeting, bar)]


def with_chair(meetings):
    """Return Meetings with their chair read along, and whether they have left the Forum."""
    return meetings.select_related("chair").annotate(chair_has_left=telling(has_left("chair")))


def _place(meeting):
    change = [(_("Say where"), reverse("meetings:edit_meeting", args=[meeting.pk]))]
    if not (meeting.place_en or meeting.place_cy):
        yield Check(
            _("No place is given.") if meeting.online_link else _("No place and no online link are given."), change
        )


def _items(items, page="edit_item") -> list[tuple[str, str]]:
    return [(str(item), reverse(f"meetings:{page}", args=[item.pk])) for item in items]


def _presenters(rows, standing):
    """Nobody need present what stands on every agenda, nor a pause."""
    asked = [item for item in rows if item.kind in WORK and not (item.taken_as_read or item.writes_itself)]
    lacking = [item for item in asked if not item.presented_by and (item.title_en, item.title_cy) not in standing]
    if lacking:
        yield Check(_("Nobody is named who presents:"), _items(lacking))


def _titles(meeting, rows):
    said = {"cy": _("There is no Welsh title:"), "en": _("There is no English title:")}
    for language in reversed(languages_in_use()):
        lacking = [item for item in rows if not getattr(item, f"title_{language}")]
        ways = _items(lacking)
        if not getattr(meeting, f"title_{language}"):
            ways = [(str(meeting.title), reverse("meetings:edit_meeting", args=[meeting.pk])), *ways]
        if ways:
            yield Check(said[language], ways)


def _papers(rows):
    """A paper that is named, and of which no file is there."""
    lacking = sorted((Paper(**facts) for item in rows for facts in item.lacking), key=lambda paper: paper.pk)
    ways = [(str(paper.title), reverse("meetings:edit_paper", args=[paper.pk])) for paper in lacking]
    if ways:
        yield Check(_("A paper is named, and its file is not there:"), ways)


def _time(meeting, bar):
    change = [(_("Change the agenda"), reverse("meetings:build_agenda", args=[meeting.pk]))]
    if bar is None:
        return
    over, left = bar.total_minutes - bar.length_minutes, bar.length_minutes - bar.total_minutes
    if over > 0:
        said = ngettext(
            "The agenda takes %(number)s minute more than the meeting has.",
            "The agenda takes %(number)s minutes more than the meeting has.",
            over,
        )
        yield Check(said % {"number": over}, change)
    elif left >= SHORT:
        yield Check(_("Minutes of the meeting that nothing is planned for: %(number)s.") % {"number": left}, change)
    if bar.over_target:
        said = _("Business takes %(percent)s%%, the Forum’s target is at most %(target)s%%.")
        yield Check(said % {"percent": bar.business_percent, "target": bar.target_percent}, change)
