"""The kinds of agenda items, in one table: how each looks on a page and on paper, and what it counts as."""

import re
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

RESERVED = "reserved"  # how an item looks of which nothing may be told
MARK = "#fffdf7"  # what the patterns are drawn with, on paper and in the light


class ItemKind(models.TextChoices):
    """How an item uses the meeting's time; the order is the one of the time bar."""

    BUSINESS = "business", _("Business")
    PRESENTATION = "presentation", _("Presentation")
    CASE_STUDY = "case_study", _("Case study")
    BLUE_SKY = "blue_sky", _("Blue sky")
    DISCUSSION = "discussion", _("Discussion")
    BREAK = "break", _("Break")


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind: its colour in the light and in the dark (`static/css/tokens.css` says the same), its pattern, a tile of
    `size` with `lines` (a path of SVG) and `dot` (x, y, radius), and what it counts as.

    `told_by` is what the title of such an item says in past minutes. A talk stands on its speaker's page. A pause is no
    part of the work: no share of the time, nothing to be asked for, and not minuted.
    """

    colour: str
    dark: str
    size: tuple[int, int]
    lines: str = ""
    dot: tuple[float, float, float] | None = None
    told_by: str = ""
    is_talk: bool = False
    is_pause: bool = False

    @property
    def tile(self) -> str:
        """Its pattern as a picture (SVG), for paper."""
        width, height = self.size
        ground = f'<rect width="{width}" height="{height}" fill="{self.colour}"/>'
        lines = f'<path d="{self.lines}" fill="none" stroke="{MARK}" stroke-width="1.4"/>' if self.lines else ""
        dot = '<circle cx="{}" cy="{}" r="{}" fill="{}"/>'.format(*self.dot, MARK) if self.dot else ""
        head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        return f"{head}{ground}{lines}{dot}</svg>"


KINDS = {  # in the order in which a title is tried: of two that it sounds like, the first
    ItemKind.CASE_STUDY: Kind(
        colour="#d99a00",
        dark="#e3b53a",
        size=(7, 7),
        dot=(3.5, 3.5, 1.4),
        told_by=r"(?i)case stud|astudiaeth",
        is_talk=True,
    ),
    ItemKind.PRESENTATION: Kind(
        colour="#1f7a63",
        dark="#3d9c82",
        size=(8, 8),
        lines="M-2 2 2 -2M0 8 8 0M6 10 10 6",
        told_by=r"(?i)presentation|speaker|talk\b|cyflwyniad|siaradwr|sgwrs",
        is_talk=True,
    ),
    ItemKind.BLUE_SKY: Kind(
        colour="#3d7fb8",
        dark="#63a3da",
        size=(12, 7),
        lines="M0 4q3-3.5 6 0t6 0",
        told_by=r"(?i)blue sky|awyr las",
        is_talk=True,
    ),
    ItemKind.BREAK: Kind(
        colour="#7d6b8f",
        dark="#a994bd",
        size=(10, 8),
        lines="M2 4h5",
        told_by=r"(?i)^(?:(?:comfort|lunch|tea|coffee) )?(?:break|lunch|tea|coffee)(?: (?:and|together)\b.*)?$"
        r"|^(?:egwyl|cinio|paned|te|coffi)(?: (?:ac?|gyda.?n gilydd|ginio|goffi|de|fer)\b.*)?$",
        is_pause=True,
    ),
    ItemKind.DISCUSSION: Kind(
        colour="#b0502f",
        dark="#d0754f",
        size=(6, 6),
        lines="M0 3h6M3 0v6",
        told_by=r"(?i)discussion|trafodaeth|workshop|gweithdy",
    ),
    ItemKind.BUSINESS: Kind(colour="#66736d", dark="#8b9a93", size=(8, 8)),
}
RESERVED_KIND = Kind(colour="#a59e8c", dark="#6b6a5f", size=(10, 10), lines="M0 0 10 10")
LOOKS = {kind.value: look for kind, look in KINDS.items()} | {RESERVED: RESERVED_KIND}
TALKS = tuple(kind for kind in ItemKind if KINDS[kind].is_talk)
WORK = tuple(kind for kind in ItemKind if not KINDS[kind].is_pause)  # all but pauses


def is_pause(kind: str) -> bool:
    """Whether items of this kind ("" for one of which nothing may be told) are no part of a meeting's work."""
    return LOOKS[kind or RESERVED].is_pause


def kind_of(*titles: str) -> ItemKind:
    """Return the kind of item that a title sounds like, in either language: business, if it says nothing else."""
    for kind, facts in KINDS.items():
        if facts.told_by and any(re.search(facts.told_by, title) for title in titles):
            return kind
    return ItemKind.BUSINESS
