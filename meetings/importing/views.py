"""Pages for taking in past minutes: the text as it came, then the same in order,
to be checked before the minutes are made.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import access
from meetings.importing import making
from meetings.importing.forms import ImportedMeetingForm, SheetForm, SourceForm
from meetings.importing.sheet import sheet_of
from meetings.models import ItemKind, MinutesImport
from members.choices import LONG, named, of
from members.entry import fetch, require
from members.models import Person

LISTS = {
    "present": gettext_lazy("Present"),
    "in_attendance": gettext_lazy("In attendance"),
    "apologies": gettext_lazy("Apologies"),
}

NOBODY = {  # what a name can be that is no person of ours
    making.GUEST: gettext_lazy("Somebody of that name, not on this site"),
    making.TEXT: gettext_lazy("No person: leave it as text"),
}


def import_minutes(request):
    """Take in the text of past minutes, pasted or as a Word document."""
    require(request, access.may_schedule(request.user))
    form = SourceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        names = ("source", "source_name", "language")
        draft = making.begin(by=request.user, **{name: form.cleaned_data[name] for name in names})
        return redirect("meetings:check_import", draft.pk)
    waiting = MinutesImport.objects.visible_to(request.user).unfinished().defer("source", "text", "choices")
    return render(request, "meetings/importing/import_minutes.html", {"form": form, "waiting": waiting[:20]})


def _draft(request, pk):
    """Return what is being taken in, for those who may; one of which the minutes are made is gone from here."""
    require(request, access.may_schedule(request.user))
    return fetch(request, MinutesImport.objects.select_related("meeting__minutes"), pk=pk)


def check_import(request, pk):
    """The minutes in order, who is who, and what was not understood; saved as often as one likes, then made."""
    draft = _draft(request, pk)
    if draft.meeting:
        return redirect("meetings:minutes", draft.meeting_id)
    sheet_form = SheetForm(request.POST or None, instance=draft)
    facts_form = ImportedMeetingForm(request.POST or None, initial={"shared_with_partners": True} | draft.facts)
    if request.method == "POST" and _is_saved(request, draft, sheet_form, facts_form):
        if "make" not in request.POST:
            messages.success(request, _("It is saved. Nobody but the administrator and the Chair can see it yet."))
            return redirect("meetings:check_import", draft.pk)
        if facts_form.is_valid() and _fits(draft, facts_form):
            meeting = making.make(draft=draft, facts=facts_form.facts, choices=draft.choices)
            messages.success(
                request, _("The minutes are made, as a draft. Please read them through before they are circulated.")
            )
            return redirect("meetings:minutes", meeting.pk)
        sheet_form = SheetForm(instance=draft)  # it is saved, so the next press starts from there
    context = _preview(draft) | {"sheet_form": sheet_form, "facts_form": facts_form, "draft": draft}
    return render(request, "meetings/importing/import_check.html", context, status=sheet_form.status)


def _is_saved(request, draft, sheet_form, facts_form):
    """Keep the text, the facts and the choices as they were typed, right or not, so that nothing is lost;
    return whether it could be.
    """
    if not sheet_form.is_valid():
        return False
    draft.facts, draft.choices = facts_form.typed, _choices(request.POST)
    return sheet_form.save_if_current()


def _choices(data):
    """Return who is who and the kinds of items, as the tables of the page were filled in;
    a name that nobody has stays as it was typed.
    """
    people = {data[key]: data.get(f"who-{key[5:]}", "") for key in data if key.startswith("name-")}
    kinds = {data[key]: data.get(f"kind-{key[6:]}", "") for key in data if key.startswith("title-")}
    whoever = _whoever(_people()) if people else []
    keys = {key for key, _label in whoever}
    return {
        "people": {name: one if one in keys else of(one, whoever) or one for name, one in people.items() if one},
        "kinds": {title: kind for title, kind in kinds.items() if kind in ItemKind.values},
    }


def _people():
    return list(Person.objects.select_related("organisation"))


def _whoever(people):
    """Return [(key, label)] of all that a name on a list can be: somebody's, or nobody's of ours."""
    labels = named((person.pk, person.name, str(person.organisation or "")) for person in people)
    return [*NOBODY.items(), *((str(key), label) for key, label in labels)]


def _fits(draft, facts_form):
    """Whether nobody is there twice, and a text in the other language goes with what is there;
    says so beside the field if not.
    """
    strangers = [one for one in draft.choices["people"].values() if one not in NOBODY and not one.isdecimal()]
    for one in strangers:
        facts_form.add_error(
            None,
            _("We know nobody called “%(name)s”. Please choose a name, or say that it is none of ours.")
            % {"name": one},
        )
    chosen = [one for one in draft.choices["people"].values() if one.isdecimal()]
    twice = Person.objects.filter(pk__in={int(pk) for pk in chosen if chosen.count(pk) > 1}).first()
    if twice:
        facts_form.add_error(None, _("%(name)s is chosen for two names. Please choose once.") % {"name": twice.name})
    return facts_form.fits(draft.text) and not twice and not strangers


def _preview(draft):
    """Return what the page shows below the text: each name, each item, what was not understood,
    and words that are missing.
    """
    sheet = sheet_of(draft.text)
    people = _people()
    whoever = dict(_whoever(people))
    who = making.suggested(sheet, people) | draft.choices.get("people", {})
    names = making.names_of(sheet)
    kinds = draft.choices.get("kinds", {})
    return {
        "whoever": whoever,
        "is_long": len(whoever) > LONG,
        "names": [(LISTS[name], one, who[one.name], whoever.get(who[one.name], who[one.name])) for name, one in names],
        "actions": making.actions_of(
            sheet, {one.name: who[one.name] for _list, one in names if who[one.name] in whoever}
        ),
        "items": [(section, kinds.get(section.title) or making.kind_of(section.title)) for section in sheet.sections],
        "kinds": ItemKind.choices,
        "missing": making.missing_words(draft, sheet, draft.facts),
        "paragraphs": sum(len(section.blocks) for section in sheet.sections),
    }


def discard_import(request, pk):
    """Throw away what was being taken in, after a page that asks."""
    draft = _draft(request, pk)
    if draft.meeting:
        raise Http404
    if request.method == "POST":
        draft.delete()
        messages.success(request, _("It is thrown away."))
        return redirect("meetings:import_minutes")
    return render(request, "meetings/importing/import_discard.html", {"draft": draft})
