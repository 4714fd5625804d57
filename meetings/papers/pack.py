"""The pack of a meeting: kept as a file for each language and audience, made anew when anything in it has changed."""

import hashlib
import json

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.editing import locked
from common.filing import stored
from common.languages.in_use import languages_in_use
from common.printing import typesetting
from meetings.models import Meeting, Pack
from meetings.papers import binding
from meetings.papers import contents as papers_contents


def make_packs(*, meeting_id) -> int:
    """Make each pack of a published agenda that is not what it would be made of now; return how many were made."""
    meeting = Meeting.objects.filter(pk=meeting_id).exclude(agenda_published_at=None).select_related("chair").first()
    if meeting is None:
        return 0
    audiences = list(Pack.Audience) if meeting.shared_with_partners else [Pack.Audience.MEMBERS]
    return sum(_current(meeting, audience, language)[1] for audience in audiences for language in languages_in_use())


def current(meeting, circle, language) -> tuple:
    """Return (pack, the name of its file) for a circle that may read the agenda; made at once if it is missing or
    stale.
    """
    pack, _made = _current(meeting, Pack.Audience.of(circle), language)
    with override(language):
        return pack, meeting.file_name(_("Agenda and papers"), "pdf")


def opened(pack):
    """Return the open file of a pack."""
    try:
        return pack.file.open()
    except FileNotFoundError:  # lost, or replaced by another just now
        Pack.objects.filter(pk=pack.pk, file=pack.file.name).delete()
        return _current(pack.meeting, Pack.Audience(pack.audience), pack.language)[0].file.open()


def _current(meeting, audience, language) -> tuple:
    """Return (pack, whether it had to be made) of what is true now."""
    with override(language):
        contents = papers_contents.contents_of(meeting, audience, language)
    digest = _digest(contents)
    place = {"meeting": meeting, "audience": audience, "language": language}
    pack = Pack.objects.filter(**place, made_of=digest).first()
    return (pack, False) if pack else (_keep(place, digest, binding.bind(contents)), True)


def _digest(contents):
    """Return what a pack is made of, as 64 letters: our pages, how they are set, and the files behind them."""
    files = [bound.side.stored_as for bound in contents.papers]
    made_of = json.dumps([contents.page, contents.items, files], sort_keys=True).encode()
    return hashlib.sha256(made_of + typesetting.form_of(papers_contents.PAGES)).hexdigest()


@transaction.atomic
def _keep(place, digest, book):
    """Save a new pack in the place of the old one, whose file is set aside."""
    locked(place["meeting"])
    pack = Pack.objects.filter(**place).first() or Pack(**place)
    stored.set_aside(pack.file.name)
    pack.file.save("pack.pdf", ContentFile(book.pdf), save=False)
    pack.pages, pack.made_of, pack.made_at = book.pages, digest, timezone.now()
    pack.save(update_fields=["file", "pages", "made_of", "made_at"] if pack.pk else None)
    return pack
