"""What talks, case studies and resources hand upward through the door of the library; what is read with others in one
query is put together here.
"""

import datetime

from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.both_languages import LANGUAGES, in_reading_language
from common.doors.overview import Line, News, Part, YearEntry, own
from common.doors.waiting import Kind, Press, Row, Waits
from library.models import CaseStudy, Outcome, Resource, Talk
from library.talks import finding
from members.access import Audience, Circle, belongs, keeps_the_record
from members.data.erasure import delete_wholly

MOST, TOPICS = 20, 5
TITLE = ("title_en", "title_cy")
PAGES = {"talk": "library:talk", "study": "library:study", "outcome": "library:outcome", "shelf": "library:resource"}


def news(since, reader, adopted) -> list:
    """Return the versions of documents that are `adopted` (the rows), the talks, case studies and outcomes that were
    first shown and the resources that were added since a moment, for this reader, by one query.
    """
    shown = Q(shown_at__gte=since) & ~Q(audience=Audience.KEEPERS)
    document = ("document__title", "document__summary", "adopted_at", "document")
    added = Resource.objects.visible_to(reader).on_shelf().filter(created_at__gte=since)
    return _read(
        _rows(F("document__kind"), adopted.filter(adopted_at__gte=since), *document),
        _rows("talk", Talk.objects.visible_to(reader).filter(shown), "title", "taken", "shown_at"),
        _rows("study", CaseStudy.objects.visible_to(reader).filter(shown), "name", "does", "shown_at"),
        _rows("shelf", added, "title", "summary", "created_at"),
        _rows("outcome", Outcome.objects.visible_to(reader).filter(shown), "title", "for_whom", "shown_at"),
        make=_told,
    )


def _told(what, pk, title, said, when, audience) -> News:
    page = PAGES.get(what, "library:document")
    shared = audience in (Audience.SHARED, Audience.PUBLIC)
    return News(what, title, reverse(page, args=[pk]), when, said, shared)


def _rows(what, rows, title, said, day, key="pk"):
    """Return at most MOST rows as what they are, their key, two texts in both languages, a day and the audience."""
    audience = {"document": F("document__audience")}.get(key, F("audience"))
    named = {
        "t_what": Value(what) if isinstance(what, str) else what,
        "t_key": F(key),
        **{f"t_{side}": F(f"{title}_{side}") for side in LANGUAGES},
        **{f"s_{side}": F(f"{said}_{side}") for side in LANGUAGES},
        "t_day": F(day) if isinstance(day, str) else day,
        "t_audience": Value("") if what == "consultation" else audience,
    }
    return (
        rows.order_by()
        .annotate(**{name: Cast(one, TextField()) if "_day" not in name else one for name, one in named.items()})
        .values_list(*named)[:MOST]
    )


def _read(*parts, make) -> list:
    """Return what `make` makes of the rows of all parts, which are read by one query."""
    return [
        make(what, pk, in_reading_language(en=title, cy=welsh), in_reading_language(en=said, cy=said_welsh), day, to)
        for what, pk, title, welsh, said, said_welsh, day, to in parts[0].union(*parts[1:], all=True)
    ]


def public() -> list[str]:
    """Return the addresses of the talks, case studies and resources that everybody may see."""
    rows: list = []
    for model in (Talk, CaseStudy, Resource):
        rows += model.objects.visible_within(Circle.VISITOR).only("pk")
    return [row.get_absolute_url() for row in rows]


def year(start, end, circle) -> list[YearEntry]:
    """Return the talks that were given and the resources that were added between two dates (both included), as far as
    a circle may see them.
    """
    rows = Talk.objects.visible_within(circle).filter(given_on__range=(start, end)).select_related("speaker")
    added = Resource.objects.visible_within(circle).on_shelf().filter(created_at__date__range=(start, end))
    return [
        *(YearEntry("talk", row.title, row.get_absolute_url(), row.given_on, row.who) for row in rows),
        *(_taken_in(row) for row in added),
    ]


def _taken_in(row) -> YearEntry:
    day = timezone.localdate(row.created_at)
    return YearEntry("published_resource", row.title, row.get_absolute_url(), day, row.made_by)


def waits(person) -> list[Kind]:
    """Return the talks of a person of which they have not said who may see them; for who keeps the record those whose
    meeting is over and that are not kept.
    """
    if not belongs(person):
        return []
    given = Talk.objects.filter(given_on__isnull=False, speaker=person.pk, consent="")
    kinds = [Kind(rows=given.order_by(), about=TITLE, say=_consent)]
    if keeps_the_record(person):
        over = Talk.objects.on_agenda().filter(item__meeting__state="held", item__meeting__starts_at__lt=timezone.now())
        kinds.append(Kind(rows=over.order_by(), about=TITLE, say=_keep, for_office=True))
    return kinds


def _consent(row: Row) -> Waits:
    page = reverse("library:agree", args=[row.pk])
    return Waits(_("Say who may see your talk"), page, str(row.about), presses=(Press(_("Say who may see it"), page),))


def _keep(row: Row) -> Waits:
    page = reverse("library:keep_talk", args=[row.pk])
    return Waits(_("Keep what there is of a talk: slides, and what we took from it"), page, str(row.about))


def beside_agenda(pk, reader) -> list[Part]:
    """Return, for the page on which an agenda is built, the offers of talks, and topics nobody has spoken of for long;
    to who keeps the record.
    """
    if not keeps_the_record(reader):
        return []
    found = _offers().union(_unheard(), all=True)
    lines: dict[str, list] = {"talk": [], "topic": []}
    for what, pk, en, cy, who, day in sorted(found, key=lambda row: (row[-1] or datetime.date.min, row[1])):
        page = reverse("library:talk", args=[pk]) if what == "talk" else reverse("library:talks")
        said = who if what == "talk" else date_format(day, "F Y") if day else _("not yet")
        lines[what].append(Line(in_reading_language(en=en, cy=cy), page, said, about=pk if what == "talk" else None))
    parts = [
        Part(_("Talks that are offered"), lines["talk"]),
        Part(_("Topics nobody has spoken of for a year"), lines["topic"]),
    ]
    return [part for part in parts if part.lines]


def _offers():
    who, day = Coalesce("speaker__name", "speaker_name", output_field=TextField()), TruncDate("offered_at")
    return Talk.objects.offered().values_list(Value("talk"), "pk", *TITLE, who, day)[:MOST]


def _unheard():
    return finding.topics_unheard().values_list(Value("topic"), "pk", "name_en", "name_cy", Value(""), "last")[:TOPICS]


def own_data(person) -> list:
    """Return the talks that a person offered or gave."""
    rows = Talk.objects.filter(Q(speaker=person) | Q(offered_by=person))
    facts = ("kind", *TITLE, "about_en", "about_cy", "offered_at", "given_on", "consent", "consent_at", "consent_how")
    return [own("talks", rows, *facts, file_of=None)]


def going(person) -> list:
    """Return the offers of a person that no agenda has taken up."""
    return [Talk.objects.filter(speaker=person, given_on=None, item=None)]


def staying(person) -> list:
    """Return the talks that stay, without the name: they were heard, or stand on an agenda."""
    heard = Q(given_on__isnull=False) | Q(item__isnull=False)
    return [Talk.objects.filter(heard, Q(speaker=person) | Q(offered_by=person))]


def forget(*, person) -> bool:
    """Delete the offers that go with a person, with their history; what stays has a speaker without a name."""
    for rows in going(person):
        delete_wholly(rows)
    return False
