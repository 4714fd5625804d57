"""Minutes, agendas and the register of decisions as files to keep, in either language, for who may read the page."""

from django.http import Http404
from django.views.decorators.http import require_safe

from common.both_languages import reading_language
from common.languages.in_use import languages_in_use, works_in_both
from meetings import access
from meetings.minutes.forms_record import DecisionsForm
from meetings.models import Meeting, Minutes
from meetings.papers import decisions_kept, documents
from members import handing_out
from members.entry import fetch, hide_unless
from members.printed import TYPES

BOTH, IN_BOTH = "both", "cy, en"  # as an address asks for it, and as the file says it


def _wish(request, kind, kinds=TYPES):
    """Return the language that is asked for, the page's own unless told; 404 for a kind of file that is not made."""
    if kind not in kinds:
        raise Http404
    language = request.GET.get("language")
    return language if language in languages_in_use() else reading_language()


def _wants_both(request, kind) -> bool:
    """Whether both languages are asked for in one file, which is made as PDF alone."""
    return kind == "pdf" and request.GET.get("language") == BOTH and works_in_both()


def _served(request, document, language, kinds=TYPES):
    content_type = kinds[document.kind]
    return handing_out.served(
        request, document.opened, document.name, content_type, etag=document.made_of, language=language
    )


@require_safe
def minutes_file(request, pk, kind):
    """The minutes of a meeting as PDF or Word."""
    language = _wish(request, kind)
    minutes = fetch(request, Minutes.objects.select_related("meeting__chair", "confirmed_at_meeting"), meeting_id=pk)
    if _wants_both(request, kind):
        return _served(request, documents.minutes_in_both(minutes, request.user), IN_BOTH)
    return _served(request, documents.minutes_file(minutes, request.user, kind, language), language)


@require_safe
def agenda_file(request, pk, kind):
    """The agenda of a meeting as PDF or Word, without its papers."""
    language = _wish(request, kind)
    meeting = fetch(request, Meeting.objects.select_related("chair"), pk=pk)
    hide_unless(request, access.may_read_agenda(request.user, meeting))
    if _wants_both(request, kind):
        return _served(request, documents.agenda_in_both(meeting, request.user), IN_BOTH)
    return _served(request, documents.agenda_file(meeting, request.user, kind, language), language)


@require_safe
def decisions_file(request, kind):
    """The register of decisions, or what was looked for in it, as a spreadsheet or as PDF."""
    language = _wish(request, kind, decisions_kept.KINDS)
    form = DecisionsForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    kept = decisions_kept.decisions_file(request.user, kind, language, **wanted)
    return _served(request, kept, language, decisions_kept.KINDS)
