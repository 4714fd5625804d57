"""Promotional letters: a draft in both languages, sent once to those who chose such letters, fixed from then on."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.editing import IllegalChange, locked
from common.rich_text import clean_html, on_site
from common.versions import seen
from members.letters import preferences
from members.letters.composing import compose
from members.letters.letters import builds, write
from members.models import Mailing

MAILING = "members.mailing"


def readers():
    """Return the people to whom a promotional letter goes."""
    return preferences.wanting(preferences.MAILING)


@transaction.atomic
def save(*, form) -> bool:
    """Save a form over a draft, new or not, unless it clashes with what others have saved; return whether it was saved.

    Raises IllegalChange if the letter has been sent meanwhile.
    """
    if form.instance.pk:
        _draft(form.instance)
    return form.save_if_current()


@transaction.atomic
def send(*, mailing, by, mark=""):
    """Send a draft to everybody who wants such letters, and return how many these are; raises IllegalChange if it was
    sent before, is not as it was seen (`mark`), or nobody wants it.
    """
    draft, people = _draft(mailing), list(readers())
    if mark:
        seen.compare(mark, [draft])
    if not people:
        raise IllegalChange(_("Nobody has chosen promotional letters yet."))
    draft.sent_at, draft.sent_by = timezone.now(), by
    draft.save(update_fields=["sent_at", "sent_by"])
    return write(MAILING, draft.pk, people=people)


def _draft(mailing):
    mailing = locked(mailing)
    if mailing.sent_at:
        raise IllegalChange(_("This letter has been sent, and stands as it is."))
    return mailing


@builds(MAILING, gettext_lazy("A promotional letter"))
def mailed(letter):
    """To who chose promotional letters, and still does when it is sent."""
    row = Mailing.objects.filter(pk=letter.thing).first()
    if row is None or not preferences.wants(letter.person, preferences.MAILING):
        return None
    stop = preferences.unsubscribe_link(letter.person, preferences.MAILING)
    html = mark_safe(on_site(clean_html(row.text), settings.SITE_ORIGIN))  # noqa: S308 (just cleaned)
    context = {"mailing": row, "html": html, "stop": stop}
    message = compose("members/emails/mailing", context, name=letter.person.name, address=letter.person.email)
    return preferences.can_be_stopped(message, stop)
