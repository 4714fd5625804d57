"""What of meetings and their record a search finds, decisions and actions first; and what their numbers lead to."""

import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _

from common.both_languages import LANGUAGES, Text
from common.finding.asking import Findable, Found, both_sides, columns, in_words
from common.rich_text import plain
from meetings.models import (
    Action,
    AgendaItem,
    Ballot,
    BallotPaper,
    Decision,
    EarlierFile,
    Meeting,
    Option,
    Paper,
    PaperSide,
    Paragraph,
    indexes,
)
from meetings.papers.finding import in_files, words_read
from members.access import keeps_the_record


def findable(reader) -> list[Findable]:
    """Return the meetings and all of their record that this reader may see."""
    return [*_of_minutes(reader), *_of_agendas(reader), *_of_meetings(reader)]


def _of_minutes(reader):
    """What was decided and taken on, and the paragraphs of the minutes."""
    shared = {"facts": _minuted_facts("paragraph__"), "day": _day("paragraph__item__meeting__"), "is_first": True}
    return [
        Findable(
            what="decision", label=_("Decisions"), index=indexes.DECISION, rows=Decision.objects.visible_to(reader),
            person="proposed_by_id", show=_decision, **shared | {"facts": shared["facts"] | {"is_lost": "is_lost"}},
        ),
        Findable(
            what="action", label=_("Actions"), index=indexes.ACTION, rows=Action.objects.visible_to(reader),
            person=Coalesce("passed_to", "owner"), show=_action, **shared,
        ),
        *_of_ballots(Ballot.objects.visible_to(reader)),
        Findable(
            what="minutes", label=_("Minutes"), index=indexes.PARAGRAPH, rows=Paragraph.objects.visible_to(reader),
            day=_day("item__meeting__"), facts=_minuted_facts(""), show=_paragraph,
        ),
    ]  # fmt: skip


def _of_ballots(rows):
    """What members are asked between meetings, with its choices and grounds, and the words of its paper."""
    chosen = Option.objects.order_by("position")
    chosen = chosen.filter(ballot=OuterRef("pk"))
    sides = {f"choices_{side}": ArraySubquery(chosen.values(f"title_{side}")) for side in LANGUAGES}
    shared = {"what": "ballot", "label": _("Proposals between meetings"), "show": _ballot}
    papers = BallotPaper.objects.filter(ballot__in=rows.order_by().values("pk"))
    return [
        Findable(
            index=indexes.BALLOT, rows=rows, day="closes_on", is_first=True,
            facts={**_of_ballot(""), **columns(background="background"), **sides}, **shared,
        ),
        in_files(papers, thing="ballot", facts=_of_ballot("ballot__"), day="ballot__closes_on", **shared),
    ]  # fmt: skip


def _of_ballot(path):
    return {"pk": f"{path}pk", "closes_on": f"{path}closes_on", **columns(text=f"{path}text")}


def _minuted_facts(path):
    """Return the facts of a paragraph, to which `path` leads, and of the row's own text and position."""
    place = Concat(_number(f"{path}item__"), Value("."), Cast(f"{path}position", CharField()))
    texts = columns(text="text", item=f"{path}item__title")
    return {**_of_meeting(f"{path}item__meeting__"), **texts, "place": place, "position": "position"}


def _of_agendas(reader):
    """Agenda items, and the papers under them by their titles and by the words of their files."""
    items, papers = AgendaItem.objects.visible_to(reader), Paper.objects.visible_to(reader)
    facts = {**_of_meeting("meeting__"), **columns(title="title", text="text"), "place": _number("")}
    sides = PaperSide.objects.filter(paper__in=papers.order_by().values("pk"))
    return [
        Findable(
            what="item", label=_("Agenda items"), index=indexes.ITEM, rows=items, facts=facts, show=_item,
            day=_day("meeting__"), person="presenter_id",
        ),
        Findable(
            what="paper", label=_("Papers"), index=indexes.PAPER, rows=papers, facts=_of_paper(""), show=_paper,
            day=_day("item__meeting__"),
        ),
        in_files(
            sides, what="paper", label=_("Papers"), facts=_of_paper("paper__"), show=_paper, thing="paper",
            day=_day("paper__item__meeting__"),
        ),
        *_earlier(papers, reader),
    ]  # fmt: skip


def _earlier(papers, reader):
    """What papers said before, by the words of those files, for who keeps the record."""
    if not keeps_the_record(reader):
        return []
    rows = EarlierFile.objects.filter(paper__in=papers.order_by().values("pk"))
    facts = {**_of_paper("paper__"), "pk": "pk"}
    day = _day("paper__item__meeting__")
    return [
        in_files(
            rows, what="earlier_file", label=_("Earlier files of papers"), facts=facts, show=_earlier_file, day=day
        )
    ]


def _of_paper(path):
    """Return the facts of a paper, to which `path` leads."""
    facts = {**_of_meeting(f"{path}item__meeting__"), **columns(title=f"{path}title")}
    return {**facts, "place": _number(f"{path}item__")}


def _of_meetings(reader):
    return [
        Findable(
            what="meeting", label=_("Meetings"), index=indexes.MEETING, rows=Meeting.objects.visible_to(reader),
            day=_day(""), facts={**_of_meeting(""), **columns(place="place")}, show=_meeting, named=2,
        )
    ]  # fmt: skip


def _day(meeting):
    return TruncDate(f"{meeting}starts_at")


def _of_meeting(path):
    """Return the facts of a meeting, to which `path` leads, that each of its parts is shown with."""
    meeting = {"meeting": f"{path}pk", "reference": f"{path}kept_reference", "on": _day(path)}
    return {**meeting, **columns(of=f"{path}title")}


def _number(item):
    """Return the expression of the number of an item, to which `item` leads, as its page has it."""
    return Coalesce(NullIf(f"{item}kept_number", Value("")), Cast(f"{item}position", CharField()), Value(""))


def _on(facts):
    return datetime.date.fromisoformat(facts["on"])


def _minuted(facts, kind, number) -> Found:
    """Return what stands in the minutes as a Found, by its text."""
    page = f"{reverse('meetings:minutes', args=[facts['meeting']])}#p{facts['place']}"
    sides = both_sides(facts, "text")
    return Found(
        kind, sides[0], page, (*sides[1:], *both_sides(facts, "item")), f"{number} {in_words(facts, 'of')}", _on(facts)
    )


def _decision(facts):
    kind = f"{_('Decision')} · {_('Not carried')}" if facts["is_lost"] else _("Decision")
    return _minuted(facts, kind, f"{facts['reference']}/D{facts['position']}")


def _action(facts):
    letter = "" if facts["position"] == 1 else chr(ord("a") + facts["position"] - 1)
    return _minuted(facts, _("Action"), f"{facts['reference']}/{facts['place']}{letter}")


def _paragraph(facts):
    page = f"{reverse('meetings:minutes', args=[facts['meeting']])}#p{facts['place']}"
    texts = tuple(plain(side) for side in both_sides(facts, "text"))
    title, detail = in_words(facts, "item"), f"{facts['reference']}/{facts['place']} {in_words(facts, 'of')}"
    return Found(_("Minutes"), title, page, texts, detail, _on(facts))


def _ballot(facts):
    sides, day = both_sides(facts, "text"), datetime.date.fromisoformat(facts["closes_on"])
    page, texts = reverse("meetings:ballot", args=[facts["pk"]]), words_read(facts)
    if "background_en" in facts:
        texts += tuple(Text(choice, side) for side in LANGUAGES for choice in facts[f"choices_{side}"] if choice)
        texts += tuple(plain(side) for side in both_sides(facts, "background"))
    return Found(_("Proposal between meetings"), sides[0], page, (*texts, *sides[1:]), "", day)


def _on_agenda(facts, kind) -> Found:
    page = f"{reverse('meetings:meeting', args=[facts['meeting']])}#item-{facts['place']}"
    texts = tuple(plain(side) for side in both_sides(facts, "text")) if "text_en" in facts else ()
    sides = both_sides(facts, "title")
    texts = (*words_read(facts), *texts, *sides[1:])
    return Found(kind, sides[0], page, texts, in_words(facts, "of"), _on(facts))


def _item(facts):
    return _on_agenda(facts, _("Agenda item"))


def _paper(facts):
    return _on_agenda(facts, _("Paper"))


def _earlier_file(facts):
    page, sides = reverse("meetings:earlier_file", args=[facts["pk"]]), both_sides(facts, "title")
    texts = (*words_read(facts), *sides[1:])
    return Found(_("Earlier file of a paper"), sides[0], page, texts, in_words(facts, "of"), _on(facts))


def _meeting(facts):
    page, sides = reverse("meetings:meeting", args=[facts["meeting"]]), both_sides(facts, "of")
    return Found(
        _("Meeting"), sides[0], page, (*both_sides(facts, "place"), *sides[1:]), facts["reference"], _on(facts)
    )
