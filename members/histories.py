"""The history in words: what the database wrote down, who it was and from where, and what differs."""

import datetime
import re
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.urls import get_resolver
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from pghistory.models import Events

from common.rich_text import plain_text
from common.versions.comparison import Comparing
from members import access
from members.models import Person

NAMES = ("name", "title", "text")  # what a row is called by, whichever it has first
LED_BY = ("person_id", "organisation_id")  # or by whom it is about
BOOKKEEPING = {"id", "version", "revision", "revised_at", "is_sample"}
HIDDEN = Person.WITH_AUDIENCE
MOST = 50  # changes that are told at once


@dataclass(frozen=True)
class Event:
    """One change of one row: `label` is "insert", "update" or "delete"; `fields` are (name, Changes, "en" or "cy" or
    "").
    """

    when: datetime.datetime
    who: str
    where: str
    what: str
    title: str
    kind: str
    key: str
    label: str
    fields: list


def changes(models, *, thing=None, by=None, since=None, until=None) -> bool:
    """Return the events of some models' rows as a QuerySet, the last first:
    of one thing and what hangs on it, or by one person.
    """
    rows = Events.objects.across(*(event_model(model) for model in models))
    if isinstance(thing, Person):
        rows = rows.references(thing)
        rows = rows.filter(pgh_obj_model="members.Person", pgh_obj_id=str(thing.pk)) | rows.filter(
            pgh_data__person_id=thing.pk
        )
    elif thing is not None:
        rows = rows.references(thing).exclude(pgh_obj_model="members.Person")
    rows = rows.filter(pgh_context__user=by) if by else rows
    rows = rows.filter(pgh_created_at__date__gte=since) if since else rows
    rows = rows.filter(pgh_created_at__date__lte=until) if until else rows
    return rows.order_by("-pgh_created_at", "-pgh_id", "pgh_slug").values_list("pgh_slug", flat=True)


def since(changed, reader) -> list[Event]:
    """Return in words, the last first, what was written down of rows since a page showed them.

    `changed` are (table, key, the version that was shown) of each, as `common.versions.seen` tells them.
    """
    found = []
    for table in {table for table, _key, _version in changed}:
        events = getattr(apps.get_model(table), "pgh_event_models", {}).get("update")
        shown = {key: version for one, key, version in changed if one == table}
        found += _since(events, shown) if events else []
    return in_words([slug for _when, slug in sorted(found, reverse=True)[:MOST]], reader)


def _since(events, shown):
    """Return (when, key) of the events of rows of one table that came after those of the versions that were shown."""
    rows = events.objects.filter(pgh_obj_id__in=shown).order_by("pgh_id")
    found, met = [], set()
    for key, version, when, number in rows.values_list("pgh_obj_id", "version", "pgh_created_at", "pgh_id"):
        if version > shown[key] or key in met:
            found.append((when, f"{events._meta.label}:{number}"))
        elif version == shown[key]:
            met.add(key)  # what comes after it, a removal or another place, counts no version
    return found


def event_model(model):
    """Return the table in which the events of a model's rows are kept."""
    return model.pgh_event_models["update"]


def in_words(slugs, reader) -> list:
    """Return the Events with these keys, in their order, as this reader may see them;
    three queries, whatever they are of.
    """
    tables = [apps.get_model(label) for label in {slug.split(":")[0] for slug in slugs}]
    if not tables:
        return []
    found = {row.pgh_slug: row for row in Events.objects.across(*tables).filter(pgh_slug__in=slugs)}
    rows = [(row, apps.get_model(row.pgh_obj_model)) for slug in slugs if (row := found.get(slug))]
    names, comparing = _names(rows, reader), Comparing()
    return [_event(row, model, names, reader, comparing) for row, model in rows]


def _event(row, model, names, reader, comparing) -> Event:
    label = model._meta.label
    context = row.pgh_context or {}
    return Event(
        when=row.pgh_created_at,
        who=_who(context, names),
        where=_where(context),
        what=str(model._meta.verbose_name),
        title=_title(model, row.pgh_data, names),
        kind=label,
        key=row.pgh_obj_id,
        label=row.pgh_label,
        fields=[] if row.pgh_label == "delete" else _fields(model, row, names, reader, comparing),
    )


def _relations(model) -> dict:
    return {field.attname: field.related_model for field in model._meta.concrete_fields if field.is_relation}


def _names(rows, reader) -> dict:
    """Return {(model, key): name} of all that the events lead to;
    what this reader has no history of stays a number, people aside.
    """
    wanted = {}
    for row, model in rows:
        wanted.setdefault(Person, set()).add((row.pgh_context or {}).get("user"))
        for attname, other in _relations(model).items():
            if other is Person or access.may_read_history(reader, other):
                wanted.setdefault(other, set()).update(
                    [row.pgh_data.get(attname), *(row.pgh_diff or {}).get(attname, [])]
                )
    asked = [_named(model, keys - {None}) for model, keys in wanted.items() if keys - {None} and _columns(model)]
    found = asked[0].union(*asked[1:], all=True) if asked else []
    return {(label, key): plain_text(name or "") for label, key, name in found}


def _columns(model) -> list:
    """Return the columns that a row is called by, the reader's language first; empty where it has none."""
    has = {field.name for field in model._meta.concrete_fields}
    mine = "cy" if get_language() == "cy" else "en"
    for name in NAMES:
        both = [f"{name}_{mine}", f"{name}_{'en' if mine == 'cy' else 'cy'}"]
        if name in has or both[0] in has:
            return [name] if name in has else both
    return []


def _named(model, keys):
    called = [Cast(NullIf(F(column), Value("")), TextField()) for column in _columns(model)]
    name = Coalesce(*called) if len(called) > 1 else called[0]
    rows = model._base_manager.filter(pk__in=keys).order_by()
    return rows.annotate(its_label=Value(model._meta.label), its_name=name).values_list("its_label", "pk", "its_name")


def _title(model, data, names):
    said = next((data[column] for column in _columns(model) if data.get(column)), "")
    about = [
        names.get((other._meta.label, data.get(column)))
        for column, other in _relations(model).items()
        if column in LED_BY
    ]
    if model is Person and ("members.Person", data["id"]) in names:
        said = names["members.Person", data["id"]]
    return plain_text(said) if said else next((name for name in about if name), "")


def _fields(model, row, names, reader, comparing) -> list:
    """Return what an event changed that this reader may see; of a new row, all that it was given."""
    hides = model is Person and not access.keeps_the_record(reader)
    changed = []
    for field in model._meta.concrete_fields:
        column, base = field.attname, field.name.removesuffix("_en").removesuffix("_cy")
        if (
            field.name in BOOKKEEPING
            or field.name.endswith("_newer")
            or column not in row.pgh_data
            or (hides and base in HIDDEN)
        ):
            continue
        pair = (None, row.pgh_data[column] or None) if row.pgh_label == "insert" else (row.pgh_diff or {}).get(column)
        old, new = (_value(field, value, names) for value in pair) if pair else ("", "")
        if old != new:
            lang = field.name[-2:] if field.name.endswith(("_en", "_cy")) else ""
            changed.append((str(field.verbose_name), comparing.words(old, new), lang))
    return changed


def _value(field, value, names):
    """Return a value of the events' JSON in words."""
    if field.is_relation and value is not None:
        return names.get((field.related_model._meta.label, value)) or str(value)
    if field.get_internal_type() in ("DateField", "DateTimeField"):
        value = field.to_python(value)
    return shown(value, dict(field.flatchoices))


def shown(value, names):
    """Return a value in words: what a row or a choice is called, a date as it is written, yes or no."""
    if value is None or (isinstance(value, str | int) and value in names):
        return str(names.get(value, ""))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime.datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, datetime.date):
        return date_format(value)
    return plain_text(value) if isinstance(value, str) and "<" in value else str(value)


def _who(context, names):
    if context.get("user"):
        return names.get(("members.Person", context["user"])) or _("somebody who is not known any more")
    return _("a visitor") if context.get("page") else _("the site itself")


def _where(context) -> str:
    """Return from where in the site a change was made, in words; empty for what was written down without."""
    page = context.get("page") or ""
    if "spreadsheet" in context:
        return _("by import %(number)s") % {"number": context["spreadsheet"]}
    if page.startswith("admin:"):
        return _("in the admin")
    if page:
        return _("on the site: %(address)s") % {"address": address_of(page)}
    if "command" in context:
        return _("by the command %(name)s") % {"name": context["command"]}
    return pgettext("from where", "by a background job") if "job" in context else ""


@cache
def address_of(page):
    """Return the address of a page by its name, with … for what names the thing;
    the name itself if there is no such page now.
    """
    space, _colon, name = page.rpartition(":")
    prefix, resolver = get_resolver().namespace_dict.get(space, ("", None)) if space else ("", get_resolver())
    found = resolver.reverse_dict.getlist(name) if resolver else []
    return "/" + prefix + re.sub(r"%\(\w+\)s", "…", found[0][0][0][0]) if found else page
