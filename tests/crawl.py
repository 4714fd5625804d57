"""Walking through the whole site as one of the cast, link by link."""

import io
import zipfile
from collections import deque
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from pypdf import PdfReader

from tests.seen import see

NOT_FOLLOWED = ("/admin/", "/static/", "/accounts/logout/")


def route(url):
    """Return the name of the address that a URL belongs to, or None."""
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return None


def content(response):
    """Return the words of an answer, whatever they are packed in."""
    return unpacked(response.content)


def unpacked(data):
    """Return the words in a file: of a PDF its pages, bookmarks and metadata; of Word,
    spreadsheets and zips all they hold.
    """
    if data.startswith(b"%PDF") and b"%%EOF" in data:  # whole, unlike some that tests upload
        pdf = PdfReader(io.BytesIO(data))
        return "\n".join([*(page.extract_text() for page in pdf.pages), str(pdf.outline), str(pdf.metadata)]).encode()
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"\n".join(name.encode() + b"\n" + unpacked(archive.read(name)) for name in archive.namelist())
    return data


def fetched(client, url):
    """Return the answer to a request; one that is sent piece by piece is read to its end."""
    response = client.get(url)
    if not response.streaming:
        return response
    return HttpResponse(b"".join(response.streaming_content), status=response.status_code, headers=response.headers)


def walk(client, starts, *, lang="en", most=3):
    """Yield (url, response, Seen or None) of every start and every page that links lead to, of these at most so many of
    each kind.

    What is not HTML, or answers otherwise than 200, has no Seen; its own links are not followed.
    """
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = lang
    waiting, known, times = deque(starts), set(starts), {}
    while waiting:
        url = waiting.popleft()
        name = route(url)
        times[name] = times.get(name, 0) + 1
        if times[name] > most and url not in starts:
            continue
        response = fetched(client, url)
        is_page = response.status_code == 200 and response.headers.get("Content-Type", "").startswith("text/html")
        seen = see(response.content) if is_page else None
        yield url, response, seen
        for link in seen.links if seen else []:
            target = urldefrag(urljoin(url, link)).url
            is_ours = not urlsplit(link).scheme and not urlsplit(link).netloc and not target.startswith(NOT_FOLLOWED)
            if is_ours and target not in known:
                known.add(target)
                waiting.append(target)
