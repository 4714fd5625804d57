"""The mailbox of the sample Forum: letters stay on this machine, where staff can read them, instead of leaving it."""

import datetime
import email
import time
import uuid
from dataclasses import dataclass
from email import policy
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.both_languages import Text
from members.access import keeps_the_record
from members.entry import hide_unless
from members.letters.composing import PRIVATE

SHOWN = 25


def folder():
    """Return the folder that the letters lie in, one file each."""
    return settings.VAR / "mail"


class Backend(BaseEmailBackend):
    """Puts letters into the folder; used as EMAIL_BACKEND in the embedded mode."""

    def send_messages(self, messages):
        """Write each letter to a file of its own, complete or not at all, and return how many there were.

        Only the site itself reads them: codes and links that let somebody in are among them.
        """
        folder().mkdir(parents=True, exist_ok=True)
        folder().chmod(0o700)
        for message in messages:
            name = f"{time.time_ns()}-{uuid.uuid4().hex[:8]}"
            draft = folder() / f"{name}.part"
            draft.touch(mode=0o600)
            draft.write_bytes(message.message().as_bytes())
            draft.rename(folder() / f"{name}.eml")
        return len(messages)


@dataclass(frozen=True)
class Post:
    """One letter as it lies there: its name is that of its file;
    subject and text know their language, if the letter says it. A hidden one holds what lets another in.
    """

    name: str
    to: str
    subject: str
    when: datetime.datetime | None
    text: str = ""
    attachments: tuple = ()
    is_hidden: bool = False


def _read(path, reader=None):
    """Return a letter as the list shows it; with a `reader` whole, but what lets somebody else in."""
    letter = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    lang = str(letter["content-language"] or "")[:2]
    facts = [
        str(letter["to"] or ""),
        Text(letter["subject"] or "", lang),
        letter["date"].datetime if letter["date"] else None,
    ]
    if reader is None:
        return Post(path.stem, *facts)
    if letter["sensitivity"] == PRIVATE and parseaddr(facts[0])[1].lower() != reader.email.lower():
        return Post(path.stem, *facts, is_hidden=True)
    body = letter.get_body(("plain",))
    attachments = tuple(part.get_filename() or "" for part in letter.iter_attachments())
    return Post(path.stem, *facts, Text(body.get_content() if body else "", lang), attachments)


def may_read(person):
    """Staff and who keeps the record, where letters do not leave the machine."""
    return settings.EMBEDDED and (person.is_staff or keeps_the_record(person))


@require_safe
def mailbox(request):
    """The letters, the last one first."""
    hide_unless(request, may_read(request.user))
    paths = sorted(folder().glob("*.eml"), reverse=True)
    page = Paginator(paths, SHOWN).get_page(request.GET.get("page"))
    return render(request, "forum_site/mailbox.html", {"letters": [_read(path) for path in page], "page": page})


@require_safe
def letter(request, name):
    """One letter, with the links in it; of what lets somebody else in only that it lies there."""
    hide_unless(request, may_read(request.user))
    path = folder() / f"{Path(name).name}.eml"
    if not path.is_file():
        raise Http404
    return render(request, "forum_site/letter.html", {"letter": _read(path, request.user)})
