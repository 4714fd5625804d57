"""How files and feeds are handed out to who may see them: by name, harmless, and once while they stay the same."""

import hashlib
import time

from django.http import FileResponse, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from common.filing import files

# Of a file that is handed out; a sandbox keeps all but PDFs from being anything else than what they are (Chromium shows
# no PDF inside of one).
HARMLESS = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def served(request, opened, name, content_type, *, etag, language="") -> HttpResponse:
    """Return the answer that hands out a file by name, as its own kind, and harmless; 304 to who has it already.

    The reader's right to it is known before this is called. `opened` opens the file, if need be; `etag` is all that it
    is made of, so that another file has another one.
    """
    kind = files.KINDS.get(files.suffix_of(name))

    def answer():
        as_attachment = not (kind and kind.inline)
        return FileResponse(opened(), as_attachment=as_attachment, filename=name, content_type=content_type)

    response = unless_known(request, digest_of(etag, name, content_type, language), answer)
    response["Content-Security-Policy"] = HARMLESS if content_type == "application/pdf" else f"{HARMLESS}; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    if language:
        response["Content-Language"] = language
    return response


def stored(request, file, name) -> HttpResponse:
    """Return the answer that hands out a stored file (a FieldFile) by the name that it came with, as the kind that it
    was stored as; whoever may see it is known before, as of `served`.
    """
    kind = files.KINDS[files.suffix_of(file.name)]
    return served(request, file.open, name, kind.content_type, etag=file.name)


def digest_of(*parts: str | bytes) -> str:
    """Return 64 letters that stand for all of these parts together."""
    found = hashlib.sha256()
    for part in parts:
        found.update(hashlib.sha256(part if isinstance(part, bytes) else part.encode()).digest())
    return found.hexdigest()


def unless_known(request, etag, make, *, changed_at=None) -> HttpResponse:
    """Return what `make` answers, or 304 to who has it already: by its ETag or, without one, since when it is so.

    Browsers keep it for their reader and ask each time, so that the right to see it is asked each time, too. Its
    headers are those of the whole answer: what a 304 says replaces what was kept.
    """
    etag, moment = quote_etag(etag), changed_at and int(changed_at.timestamp())
    response = get_conditional_response(request, etag, moment) or make()
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    if moment:
        response["Last-Modified"] = http_date(min(moment, time.time()))  # never later than now, as the protocol asks
    return response
