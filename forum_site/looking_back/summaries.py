"""Annual summaries: drafted from the record by one press, compared with it, and taken away as files."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from common.both_languages import reading_language
from common.languages.in_use import languages_in_use, works_in_both
from forum_site import doors
from forum_site.looking_back import summary as drafting
from forum_site.looking_back import summary_files
from members import handing_out
from members.access import OF_AUDIENCE, Audience, keeps_the_record
from members.entry import hide_unless
from members.printed import TYPES

READERS = [(one.value, one.label) for one in (Audience.PUBLIC, Audience.SHARED, Audience.MEMBERS)]
BOTH = "both"


class DraftForm(forms.Form):
    """Of which year, and from what whose eyes may see."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=1990, max_value=2200)
    audience = forms.ChoiceField(
        label=gettext_lazy("Who is to read it"),
        choices=READERS,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("It tells of what these readers may read on this site, and of nothing else."),
    )


def summaries(request):
    """The summaries drafted from the record, and drafting one; one that is there is left as people wrote it."""
    hide_unless(request, keeps_the_record(request.user))
    today = timezone.localdate()
    usual = {"year": today.year if today.month > 10 else today.year - 1, "audience": Audience.PUBLIC}
    form = DraftForm(request.POST or None, initial=usual)
    if request.method == "POST" and form.is_valid():
        year, circle = form.cleaned_data["year"], OF_AUDIENCE[Audience(form.cleaned_data["audience"])]
        facts = {"titles": drafting.titles(year), "texts": drafting.drafted(year, circle)}
        key = doors.keep_summary(year=year, circle=circle, times=drafting.times(year, circle), **facts)
        messages.success(request, _("The draft is here. What people wrote in it stays as it is."))
        return redirect("summary", key)
    return render(request, "forum_site/summaries.html", {"form": form, "rows": doors.of_years(request.user)})


def _found(request, pk):
    """Return the summary that a document is, for who may read it; else it is not there."""
    found = doors.summary(request.user, pk)
    hide_unless(request, found is not None)
    return found


@require_safe
def summary(request, pk):
    """What is in the record and not in a summary, and the other way round, for who keeps it."""
    hide_unless(request, keeps_the_record(request.user))
    found = _found(request, pk)
    audience = next(audience for audience, circle in OF_AUDIENCE.items() if circle == found.circle)
    context = {
        "summary": found,
        "audience": audience,
        "new": drafting.new_in_record(found),
        "strange": drafting.not_in_record(found),
    }
    return render(request, "forum_site/summary.html", context)


@require_safe
def summary_file(request, pk, kind):
    """A summary as PDF or Word, in one language or both, for who may read it."""
    if kind not in TYPES:
        raise Http404
    _found(request, pk)
    asked = request.GET.get("language", reading_language())
    one = asked if asked in languages_in_use() else reading_language()
    languages = ("cy", "en") if asked == BOTH and works_in_both() else (one,)
    file = summary_files.summary_file(request, pk, kind, languages)
    return handing_out.served(
        request, file.opened, file.name, TYPES[kind], etag=file.made_of, language=", ".join(languages)
    )
