"""Minutes and agendas as files to keep, in either language, for whoever may read the page itself."""

from django.http import Http404
from django.views.decorators.http import require_safe

from common.both_languages import LANGUAGES, reading_language
from meetings import access
from meetings.models import Meeting, Minutes
from meetings.papers import documents
from members import handing_out
from members.entry import fetch, hide_unless


def _wish(request, kind):
    """Return the language that is asked for, the page's own unless told; 404 for a kind of file that is not made."""
    if kind not in documents.KINDS:
        raise Http404
    language = request.GET.get("language")
    return language if language in LANGUAGES else reading_language()


def _served(request, document, language):
    content_type = documents.KINDS[document.kind]
    return handing_out.served(
        request, document.opened, document.name, content_type, etag=document.made_of, language=language
    )


@require_safe
def minutes_file(request, pk, kind):
    """The minutes of a meeting as PDF or Word."""
    language = _wish(request, kind)
    minutes = fetch(request, Minutes.objects.select_related("meeting__chair", "confirmed_at_meeting"), meeting_id=pk)
    return _served(request, documents.minutes_file(minutes, request.user, kind, language), language)


@require_safe
def agenda_file(request, pk, kind):
    """The agenda of a meeting as PDF or Word, without its papers."""
    language = _wish(request, kind)
    meeting = fetch(request, Meeting.objects.select_related("chair"), pk=pk)
    hide_unless(request, access.may_read_agenda(request.user, meeting))
    return _served(request, documents.agenda_file(meeting, request.user, kind, language), language)
