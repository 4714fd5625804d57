"""Letters, put together from one source each: a page `<name>.html`, of which subject, plain text and look are made."""

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from members.letters.as_text import subject_of, text_of
from members.letters.dressing import dressed
from members.models import Identity

# So that no absence notice answers and no list takes it for a person's (RFC 3834; Microsoft's own header).
BY_MACHINE = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
PRIVATE = "Private"  # the header Sensitivity of what may let its reader in (RFC 2156): nobody else is to read it


def compose(template: str, context: dict, *, name: str, address: str, attachments=()) -> EmailMultiAlternatives:
    """Return the letter of `templates/<template>.html` to somebody, in the language that is active.

    The template extends "emails/base.html" and fills its blocks `subject`, `content` and `why`. `attachments` are
    (file name, content, content type); links are made with `link`. The Forum is asked for unless it is in the context
    as `forum`.
    """
    forum = context.get("forum") or Identity.now()
    own = {"name": name, "forum": forum, "site_origin": settings.SITE_ORIGIN}
    page = render_to_string(f"{template}.html", context | own)
    subject = subject_of(page)
    letter = EmailMultiAlternatives(
        subject,
        text_of(page),
        from_email=sender(forum),
        to=[formataddr((name, address)) if name else address],
        reply_to=[forum.email or settings.MAIL_REPLY_TO],
        headers=BY_MACHINE | {"Content-Language": translation.get_language()},
    )
    letter.attach_alternative(dressed(page, subject, forum), "text/html")
    for attachment in attachments:
        letter.attach(*attachment)
    return letter


def sender(forum: Identity) -> str:
    """Return who letters come from: the Forum by its name in the letter's language, unless MAIL_FROM names somebody."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((name or forum.name, address))


def link(path: str) -> str:
    """Return the full address of a path on this site, for a letter."""
    return settings.SITE_ORIGIN + path
