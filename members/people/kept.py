"""The directory as it is kept: made once for all who may see the same of it."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from common.both_languages import reading_language
from common.keeping import Shelf
from members import access
from members.people.directory import find_people, mark_what_is_hidden, narrow
from members.people.forms import DirectoryForm

ON_A_PAGE = 50
PARTLY_SHOWN = ("role_there", "area", "interests", "about")  # what people are found by as far as they show it


@dataclass(frozen=True)
class Found:
    """The people found on one page of the directory, with the form that found them, and how many there are in all."""

    html: SafeString
    number: int

    def page(self, wanted) -> Page:
        """Return the place of this page among the others."""
        return Paginator(range(self.number), ON_A_PAGE).get_page(wanted)


def directory(shelf: Shelf, reader, query) -> Found:
    """Return what the directory answers to a query (a QueryDict).

    Of its reader it depends on their circle alone, unless they see more of themselves than the circle does.
    """
    circle = access.reads_people_in(reader)
    is_open = all(access.is_open_to(circle, reader, field) for field in PARTLY_SHOWN)
    key = ("directory", circle, None if is_open else reader.pk, query.urlencode(), reading_language())
    return shelf.keep((*key, timezone.localdate()), lambda: _directory(reader, query))


def _directory(reader, query):
    form = DirectoryForm(query or None, reader=reader)
    people = narrow(find_people(reader, **(form.cleaned_data if form.is_bound and form.is_valid() else {})))
    page = Paginator(people, ON_A_PAGE).get_page(query.get("page"))
    page.object_list = mark_what_is_hidden(page.object_list, reader)
    html = render_to_string("members/people/_directory.html", {"form": form, "page": page})
    return Found(html, page.paginator.count)
