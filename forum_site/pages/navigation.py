"""The way round the site: what stands in the head of every page, for this reader."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from common.doors.overview import Line, Part
from common.languages.in_use import works_in_both
from forum_site import doors
from forum_site.pages.chrome import Chrome
from members.access import belongs, is_administrator, keeps_the_record
from members.standing import founding
from members.translating.desk import may_translate


def navigation(request):
    """Context processor: what stands around the page, the Roof over it, and whether its reader is logged in."""
    person = getattr(request, "user", None)
    return {
        "chrome": Chrome(request),
        "roof": Roof(request),
        "logged_in": person is not None and person.is_authenticated,
    }


def _my_data(reader):
    return [Line(_("My data"), reverse("my_data"))]


def _of_keepers(reader):
    pages = [Line(_("Annual summaries"), reverse("summaries")), Line(_("History"), reverse("history"))]
    return [*pages, *_translations(reader), *_handover(reader), *_all_well(reader)]


def _translations(reader):
    return [Line(_("Translation desk"), reverse("translations"))] if may_translate(reader) else []


def _handover(reader):
    return [Line(_("Handing over"), reverse("handover"))] if is_administrator(reader) else []


def _all_well(reader):
    return [Line(_("Is all well?"), reverse("all_well"))] if keeps_the_record(reader) else []


def _summary(reader, pk):
    """Return, for the page of a document that is an annual summary, its files, and the way to compare it."""
    found = doors.summary(reader, pk)
    if found is None:
        return []
    kept = [Line(_("Compare it with the record"), reverse("summary", args=[pk]))] if keeps_the_record(reader) else []
    pdf, word = (reverse("summary_file", args=[pk, kind]) for kind in ("pdf", "docx"))
    both = [Line(_("PDF in both languages"), f"{pdf}?language=both")] if works_in_both() else []
    return [*kept, Line(_("PDF"), pdf), *both, Line(_("Word"), word)]


def _erase(reader, pk):
    return [Line(_("Erase at their wish"), reverse("erase", args=[pk]))] if keeps_the_record(reader) else []


STEPS = {  # of moving in
    *("members:identity", "members:offices_all", "members:membership_rules", "members:invites", "members:letters"),
    *("members:areas", "members:imports", "meetings:rules", "meetings:plan_year"),
}
OWN_LINKS = {
    "members:profile": _my_data,
    "members:keeping": _of_keepers,
    "members:letters": _all_well,
    "members:person": _erase,
    "library:document": _summary,
}


@dataclass(frozen=True)
class Roof:
    """What concerns the page of one app and stands in others, of which that app has never heard; each thing is found
    out when the page's template asks for it, and not before.
    """

    request: HttpRequest

    @property
    def reader(self):
        """Whoever asks, or None where the request never came so far."""
        return getattr(self.request, "user", None)

    @property
    def page(self) -> str:
        """The name of the page, or an empty text where there is none."""
        match = self.request.resolver_match
        return match.view_name if match else ""

    @cached_property
    def parts(self) -> list[Part]:
        """What the apps to its right tell on this page, for who belongs here."""
        if self.reader is None or not belongs(self.reader):
            return []
        return doors.beside(self.page, self.reader, self.request.resolver_match.kwargs)

    @cached_property
    def links(self) -> list[Line]:
        """The links of this page to pages of the apps to its right, and to those that belong to nobody."""
        if self.reader is None or not self.page:
            return []
        arguments = self.request.resolver_match.kwargs
        own = OWN_LINKS[self.page](reader=self.reader, **arguments) if self.page in OWN_LINKS else []
        return [*doors.links(self.page, self.reader, arguments), *own]

    @property
    def is_a_step(self) -> bool:
        """Whether this page is a step of moving in, for who keeps the record, until the list is put away."""
        is_shown = self.page in STEPS and self.reader is not None and keeps_the_record(self.reader)
        return is_shown and not founding.forum_of(self.request).set_up_at

    @property
    def history_url(self) -> str:
        """The address of the history of the thing on this page, for who keeps the record; else an empty text."""
        label = doors.recorded(self.page)
        if label is None or self.reader is None or not keeps_the_record(self.reader):
            return ""
        return reverse("history_of", args=[label.lower(), self.request.resolver_match.kwargs["pk"]])
