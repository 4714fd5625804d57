"""Finding words on all pages that somebody may read."""

from django import forms
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from common import keeping
from common.both_languages import reading_language
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
    form, reader = SearchForm(request.GET or None), request.user
    key = ("search", reader.pk, request.GET.urlencode(), reading_language(), timezone.localdate())
    page = keeping.shelf_of(request).keep(key, lambda: _page(form, reader))
    return render(request, "forum_site/search.html", {"form": form, "page": page})


def _page(form, reader):
    """Return the form and what is found: kept for its reader, who comes back to it from each page that was found."""
    found = doors.search(form.cleaned_data["words"], reader) if form.is_valid() else []
    return render_to_string("forum_site/_search.html", {"form": form, "found": found})
