"""Finding words on all pages that somebody may read."""

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from common import keeping
from common.both_languages import reading_language
from common.finding.results import Chosen
from common.languages.in_use import works_in_both
from forum_site import doors
from forum_site.pages.found import found


class SearchForm(forms.Form):
    """What is looked for: every word must occur, and where that finds nothing, most of them."""

    words = forms.CharField(
        label=_("Words"),
        min_length=2,
        max_length=80,
        error_messages={"min_length": _("Please write two letters or more.")},
        help_text=_("In Welsh or in English, with or without accents and mutations; or a number such as 2026-03/D2."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not works_in_both():
            self.fields["words"].help_text = _("With or without accents; or a number such as 2026-03/D2.")


class ChoosingForm(forms.Form):
    """What the things are narrowed by: it stands in the links below the words, not on the page as a form."""

    kind = forms.CharField(required=False, max_length=20)
    year = forms.IntegerField(required=False, min_value=1, max_value=9999)
    person = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)

    @property
    def asked(self) -> Chosen:
        """What is chosen of kinds, years and people; nothing where an address makes no sense."""
        return Chosen(**self.cleaned_data) if self.is_valid() else Chosen()


@require_safe
def search(request):
    """What holds these words in every room, as far as this reader may see it; a number leads straight to what it is
    of.
    """
    form, reader = SearchForm(request.GET or None), request.user
    is_fresh = set(request.GET) == {"words"} and form.is_valid()
    if is_fresh and (address := doors.referred(form.cleaned_data["words"], reader)):
        return redirect(address)
    key = ("search", reader.pk, request.GET.urlencode(), reading_language(), timezone.localdate())
    leaf = keeping.shelf_of(request).keep(key, lambda: _leaf(form, request.GET, reader))
    return render(request, "forum_site/search.html", {"leaf": leaf})


def _leaf(form, asked, reader):
    """Return the form and what is found: kept for its reader, who comes back to it from each page that was found."""
    is_asked = form.is_valid()
    nothing = {"page": Paginator([], 1).get_page(1)}
    chosen, number = ChoosingForm(asked).asked, asked.get("page", "")
    context = found(form.cleaned_data["words"], chosen, number, reader) if is_asked else nothing
    return keeping.fresh_leaf("forum_site/_search.html", {"form": form, "is_asked": is_asked, **context})
