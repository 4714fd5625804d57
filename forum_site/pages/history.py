"""The history of everything, for who keeps the record and for auditors: all of it,
of one thing, or what one person did.
"""

from django import forms
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.languages.ordering import sort_key
from forum_site import doors
from members import histories
from members.entry import hide_unless

SHOWN = 25


class FilterForm(forms.Form):
    """Which kind of thing, and between which days."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of thing"), required=False)
    since = forms.DateField(
        label=gettext_lazy("First day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=gettext_lazy("Last day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args, kinds, **options):
        super().__init__(*args, **options)
        named = [(model._meta.label, capfirst(str(model._meta.verbose_name))) for model in kinds]
        self.fields["kind"].choices = [("", _("All")), *sorted(named, key=lambda one: sort_key(one[1]))]

    def narrowed(self, kinds):
        """Return the chosen kinds and days as keywords of a history; what is not understood narrows nothing."""
        asked = self.cleaned_data if self.is_valid() else {}
        chosen = [model for model in kinds if model._meta.label == asked.get("kind")]
        return chosen or kinds, {name: asked.get(name) for name in ("since", "until")}


@require_safe
@never_cache
def history(request):
    """All that was changed, the last first."""
    return _shown(request, _kinds(request), _("History"))


@require_safe
@never_cache
def history_of(request, kind, pk):
    """What was changed of one thing, a person among them, and of what hangs on it."""
    kinds = _kinds(request)
    model = next((model for model in kinds if model._meta.label_lower == kind), None)
    if model is None:
        raise Http404
    thing = model._base_manager.filter(pk=pk).first()
    title = _("History: %(thing)s") % {"thing": thing or capfirst(model._meta.verbose_name)}
    return _shown(request, kinds, title, must_be=not thing, back=thing, thing=thing or model(pk=pk))


@require_safe
@never_cache
def history_by(request, pk):
    """What one person changed, in all rooms."""
    kinds = _kinds(request)
    person = next(
        (model._base_manager.filter(pk=pk).first() for model in kinds if model._meta.label == "members.Person"), None
    )
    if person is None:
        raise Http404
    return _shown(request, kinds, _("What %(name)s changed") % {"name": person}, back=person, by=pk)


def _kinds(request):
    """Return the models whose history the reader may read; who reads none is told that there is no such page."""
    kinds = doors.histories(request.user)
    hide_unless(request, kinds)
    return kinds


def _shown(request, kinds, title, *, must_be=False, back=None, **which):
    form = FilterForm(request.GET, kinds=kinds)
    chosen, days = form.narrowed(kinds)
    page = Paginator(histories.changes(chosen, **which, **days), SHOWN).get_page(request.GET.get("page"))
    if must_be and not page.paginator.count:
        raise Http404
    back_to = back.get_absolute_url() if hasattr(back, "get_absolute_url") else ""
    events = histories.in_words(list(page), request.user)
    events = [(event, reverse("history_of", args=[event.kind.lower(), event.key])) for event in events]
    context = {"form": form, "page": page, "events": events, "title": title, "back": back, "back_to": back_to}
    return render(request, "forum_site/history.html", context | {"person": which.get("by") or _person_in(which)})


def _person_in(which):
    thing = which.get("thing")
    return thing.pk if thing is not None and thing._meta.label == "members.Person" else None
