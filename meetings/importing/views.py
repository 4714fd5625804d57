"""Pages for taking in past minutes: the text as it came, then the same in order,
to be checked before the minutes are made.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from meetings import access
from meetings.importing import checking, making
from meetings.importing.forms import ImportedMeetingForm, SheetForm, SourceForm
from meetings.models import MinutesImport
from members.entry import fetch, require
from members.models import Person


def import_minutes(request):
    """Take in the text of past minutes, pasted or as a Word document."""
    require(request, access.may_schedule(request.user))
    form = SourceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        names = ("source", "source_name", "language", "doubts")
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
    facts_form = ImportedMeetingForm(request.POST or None, initial=_initial(draft))
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
    context = checking.preview(draft) | {"sheet_form": sheet_form, "facts_form": facts_form, "draft": draft}
    return render(request, "meetings/importing/import_check.html", context, status=sheet_form.status)


def _initial(draft):
    """Return what the facts' form begins with: what was read or typed, and the meeting whose other language this is."""
    there = None if "meeting" in draft.facts or draft.choices else checking.other_side_of(draft)
    return {"shared_with_partners": True, **({"meeting": there.pk} if there else {})} | draft.facts


def _is_saved(request, draft, sheet_form, facts_form):
    """Keep the text, the facts and the choices as they were typed, right or not, so that nothing is lost;
    return whether it could be.
    """
    if not sheet_form.is_valid():
        return False
    draft.facts, draft.choices = facts_form.typed, checking.choices_in(request.POST, draft)
    return sheet_form.save_if_current()


def _fits(draft, facts_form):
    """Whether nobody is there twice, and a text in the other language goes with what is there;
    says so beside the field if not.
    """
    people = draft.choices["people"].values()
    strangers = [one for one in people if one not in checking.NOBODY and not one.isdecimal()]
    for one in strangers:
        facts_form.add_error(
            None,
            _("We know nobody called “%(name)s”. Please choose a name, or say that it is none of ours.")
            % {"name": one},
        )
    chosen = [one for one in people if one.isdecimal()]
    twice = Person.objects.filter(pk__in={int(pk) for pk in chosen if chosen.count(pk) > 1}).first()
    if twice:
        facts_form.add_error(None, _("%(name)s is chosen for two names. Please choose once.") % {"name": twice.name})
    return facts_form.fits(draft.text) and not twice and not strangers


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
