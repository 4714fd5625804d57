"""Finding words on all pages that somebody may read."""

from django import forms
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from forum_site import doors


class SearchForm(forms.Form):
    """What is looked for; every word must occur."""

    words = forms.CharField(
        label=_("Words"),
        min_length=2,
        max_length=80,
        error_messages={"min_length": _("Please write two letters or more.")},
        help_text=_("In Welsh or in English, with or without accents: what holds all of them is found."),
    )


@require_safe
def search(request):
    """What holds these words in every room, as far as this reader may see it."""
    form = SearchForm(request.GET or None)
    found = doors.search(form.cleaned_data["words"], request.user) if form.is_valid() else []
    return render(request, "forum_site/search.html", {"form": form, "found": found})
