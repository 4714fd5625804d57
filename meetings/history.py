"""The history of a meeting's record in words: who changed what, when, from which page, and what differs."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from common.comparison import compare_words
from common.rich_text import plain_text
from meetings.models import Action, AgendaItem, Attendance, Decision, Meeting, Minutes, Paragraph
from members.histories import shown
from members.models import Person

# The tracked models of a meeting's record, and how their events lead to it.
TRACKED = {
    Meeting: "id",
    AgendaItem: "meeting_id",
    Attendance: "meeting_id",
    Minutes: "meeting_id",
    Paragraph: "item__meeting_id",
    Decision: "paragraph__item__meeting_id",
    Action: "paragraph__item__meeting_id",
}
BOOKKEEPING = {"id", "version", "revision", "revised_at"}


@dataclass(frozen=True)
class Event:
    """One change of one row: `label` is "insert", "update" or "delete"; `fields` are (name, Changes, "en" or "cy" or "")."""

    when: datetime.datetime
    who: str
    what: str
    label: str
    fields: list


def changes_of(meeting):
    """Return the Events of a meeting's record, the last one first."""
    found = []
    for model, path in TRACKED.items():
        events = model.pgh_event_models["update"].objects.filter(**{path: meeting.pk}).select_related("pgh_context")
        found += _of_model(model, events.order_by("pgh_obj_id", "pgh_id"))
    names = dict(Person.objects.filter(pk__in={user for user, _event in found if user}).values_list("pk", "name"))
    named = [Event(**facts, who=names.get(user) or _("the site itself")) for user, facts in found]
    return sorted(named, key=lambda event: event.when, reverse=True)


def _of_model(model, events):
    """Return (key of the person, facts of the Event) for each event of one model's rows, each compared with the one before."""
    before, found, events = {}, [], list(events)
    kept = {field.name for field in events[0]._meta.concrete_fields} - BOOKKEEPING if events else set()
    fields = [field for field in model._meta.concrete_fields if field.name in kept and not field.name.endswith("_newer")]
    names = {field: _names(field, events) for field in fields if field.is_relation}
    for event in events:
        was = before.get(event.pgh_obj_id)
        changed = [] if event.pgh_label == "delete" else _fields(fields, names, was, event)
        before[event.pgh_obj_id] = event
        if changed or event.pgh_label != "update":
            user = (event.pgh_context.metadata if event.pgh_context else {}).get("user")
            facts = {"when": event.pgh_created_at, "what": str(model._meta.verbose_name), "label": event.pgh_label, "fields": changed}
            found.append((user, facts))
    return found


def _names(field, events):
    """Return what the rows are called that a relation has led to, by key."""
    keys = {getattr(event, field.attname) for event in events}
    return {row.pk: str(row) for row in field.related_model._base_manager.filter(pk__in=keys)}


def _fields(fields, names, was, now):
    changed = []
    for field in fields:
        words = names.get(field) or dict(field.flatchoices)
        old, new = ("" if event is None else shown(getattr(event, field.attname), words) for event in (was, now))
        if old != new:
            lang = field.name[-2:] if field.name.endswith(("_en", "_cy")) else ""
            changed.append((str(field.verbose_name), compare_words(old, new), lang))
    return changed


def differences(older, newer):
    """Return what differs between the words of two rich texts, as a list of common.comparison.Change."""
    return compare_words(plain_text(older), plain_text(newer))
