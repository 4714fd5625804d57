"""What the page that checks an import shows: who is who, the items, what is offered, and what there is to ask."""

import datetime

from django.utils.translation import gettext_lazy

from meetings.deciphering import doubts
from meetings.importing.leftover import missing_words
from meetings.importing.matching import GUEST, TEXT, names_of, owners_of, suggested, tasks_of
from meetings.models import ItemKind, Meeting, Minutes, MinutesImport, Paragraph
from meetings.models.kinds import kind_of
from meetings.phrases.offers import offers_of
from meetings.phrases.sheet import sheet_of
from members.choices import LONG, named, of
from members.models import Person

LISTS = {
    "present": gettext_lazy("Present"),
    "in_attendance": gettext_lazy("In attendance"),
    "apologies": gettext_lazy("Apologies"),
}
NOBODY = {  # what a name can be that is no person of ours
    GUEST: gettext_lazy("Somebody of that name, not on this site"),
    TEXT: gettext_lazy("No person: leave it as text"),
}
QUESTIONS = {
    "weekday": gettext_lazy("The date %(said)s is not on the day of the week that the text names. Please check it."),
    "half_of_day": gettext_lazy("The text does not say whether the time is in the morning or in the evening."),
    "number_twice": gettext_lazy("The same number stands before more than one item: %(said)s."),
    "number_jumps": gettext_lazy(
        "The numbers of the items jump (%(said)s). An item may be missing, or the entries of a list were taken for "
        "items."
    ),
    "filler": gettext_lazy("This looks like a place that was never filled in: “%(said)s”."),
    "several_chairs": gettext_lazy("Several people are called Chair: %(said)s. Please choose who was in the chair."),
    "language": gettext_lazy(
        "Parts of the text are in the other language: “%(said)s”. Minutes in both languages are read as such if you "
        "begin "
        "again and say so."
    ),
    "changes": gettext_lazy(
        "The Word document has changes that nobody has accepted or rejected. It was read as if all were accepted."
    ),
    "no_present": gettext_lazy("Nobody was found who was present."),
    "no_chair": gettext_lazy("Nobody was found who was in the chair."),
    "no_items": gettext_lazy("No item was found. The whole text stands under one."),
    "no_decisions": gettext_lazy("No decision was found."),
    "no_actions": gettext_lazy("No action was found."),
    "no_date": gettext_lazy("No date was found."),
    "no_time": gettext_lazy("No time was found at which the meeting began."),
}
NOTES = {  # what is only told
    "left_out": gettext_lazy("Left out, because it stands on every page: %(said)s."),
    "same_day": gettext_lazy(
        "There are minutes of that day in the other language: %(said)s. That meeting is chosen below."
    ),
}


def people() -> list:
    """Return all that a name on a list can be."""
    return list(Person.objects.select_related("organisation"))


def whoever(everybody) -> list:
    """Return [(key, label)] of all that a name on a list can be: somebody's, or nobody's of ours."""
    labels = named((person.pk, person.name, str(person.organisation or "")) for person in everybody)
    return [*NOBODY.items(), *((str(key), label) for key, label in labels)]


def choices_in(data, draft) -> dict:
    """Return what was chosen on the page: who is who (a name that nobody has stays as typed), kinds of items,
    offers.
    """
    names = {data[key]: data.get(f"who-{key[5:]}", "") for key in data if key.startswith("name-")}
    kinds = {data[key]: data.get(f"kind-{key[6:]}", "") for key in data if key.startswith("title-")}
    owners = {data[key]: data.get(f"owner-{key[5:]}", "") for key in data if key.startswith("task-")}
    everybody = whoever(people()) if names or owners else []
    keys = {key for key, _label in everybody}
    return {
        "people": {name: one if one in keys else of(one, everybody) or one for name, one in names.items() if one},
        "kinds": {title: kind for title, kind in kinds.items() if kind in ItemKind.values},
        "taken": _taken(data, draft),
        "owners": {text: key for text, one in owners.items() if (key := one if one in keys else of(one, everybody))},
    }


def _taken(data, draft):
    """Return the keys of the offers that were ticked; all of them if that was asked for."""
    if "take_all" in data:
        return [one.key for one in offers_of(sheet_of(draft.text), day_of(draft.facts))]
    return data.getlist("take")


def day_of(facts):
    """Return the day that the facts of a draft say, None if they say none."""
    try:
        return datetime.date.fromisoformat(facts.get("date") or "")
    except ValueError:
        return None


def preview(draft) -> dict:
    """Return what the page shows around the text."""
    sheet, everybody = sheet_of(draft.text), people()
    labels = dict(whoever(everybody))
    who = suggested(sheet, everybody) | draft.choices.get("people", {})
    kinds = draft.choices.get("kinds", {})
    offers = offers_of(sheet, day_of(draft.facts))
    asked = told(draft, sheet, offers)
    missing = missing_words(draft, sheet, draft.facts)
    return {
        "whoever": labels,
        "owners_to_choose": [pair for pair in labels.items() if pair[0] not in NOBODY],
        "is_long": len(labels) > LONG,
        "names": [
            (LISTS[name], one, who[one.name], labels.get(who[one.name], who[one.name])) for name, one in names_of(sheet)
        ],
        "items": [(section, kinds.get(section.title) or kind_of(section.title)) for section in sheet.sections],
        "kinds": ItemKind.choices,
        "missing": missing,
        "paragraphs": sum(len(section.blocks) for section in sheet.sections),
        "is_whole": not (missing or asked["questions"] or draft.not_understood),
        **asked,
        **_outcomes(draft, sheet, {name: one for name, one in who.items() if one in labels}, offers),
    }


def _outcomes(draft, sheet, who, offers) -> dict:
    """Return the actions that will be made, and what is offered with whether it is ticked."""
    day, chosen = day_of(draft.facts), draft.choices.get("owners", {})
    taken = set(draft.choices.get("taken", ()))
    owners = owners_of(sheet, who) if offers else None
    rows = [(one, one.key in taken, owners.of(one.text, day) if one.kind == "action" else []) for one in offers]
    return {
        "actions": [(task, chosen.get(task.text, "")) for task in tasks_of(sheet, who, chosen, day)],
        "offers": [
            (one, ticked, [row.get("owner") or row.get("owner_organisation") for row in columns], _due(columns))
            for one, ticked, columns in rows
        ],
    }


def _due(columns):
    return columns[0]["due_on"] if columns else None


def told(draft, sheet, offers) -> dict:
    """Return {"questions": …, "notes": …}: what is asked about a draft, and what is only told, in the reader's
    language.
    """
    asked = [*draft.doubts, *doubts.of_sheet(sheet, draft.facts, offers)]
    codes = {doubt["code"] for doubt in asked}
    there = other_side_of(draft)
    asked += [{"code": "same_day", "said": str(there)}] if there else []
    hidden = {"no_time"} if "half_of_day" in codes else set()
    return {
        name: [sentences[one["code"]] % one for one in asked if one["code"] in sentences and one["code"] not in hidden]
        for name, sentences in (("questions", QUESTIONS), ("notes", NOTES))
    }


def other_side_of(draft):
    """Return the meeting of the draft's day whose minutes are a draft in the other language only, None if there is
    none.
    """
    day = day_of(draft.facts)
    if day is None or draft.language == MinutesImport.Language.BOTH:
        return None
    held = Meeting.objects.filter(starts_at__date=day, state=Meeting.State.HELD, minutes__state=Minutes.State.DRAFT)
    for meeting in held:
        texts = Paragraph.objects.filter(item__meeting=meeting)
        if texts.exists() and not texts.exclude(**{f"text_{draft.language}": ""}).exists():
            return meeting
    return None
