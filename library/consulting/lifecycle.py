"""How a consultation passes from asked to answered: the one place where its state changes."""

from functools import partial

from django.utils.translation import gettext, gettext_lazy, override
from django.utils.translation import gettext as _

from common.both_languages import in_reading_language
from common.steps import Step, named
from library import access, versions
from library.models import Consultation, Document, DocumentVersion

State = Consultation.State


def _lacks_agreement(row, **_facts) -> str:
    if row.is_agreed:
        return ""
    return _("Nobody has agreed to this answer yet. Record the decision of a meeting, or ask the members.")


def _as_sent(_row, *, sent_on, upload=None, **_facts):
    """Return the columns of a consultation whose answer was sent, on a day, with a file (`common.bare.taking`)."""
    if upload is None:
        return {"sent_on": sent_on}
    return {"sent_on": sent_on, "sent_file": upload, "sent_name": upload.name, "sent_type": upload.content_type}


def _publish(row, *, sent_on, audience="", **_facts) -> None:
    """Publish the draft that was put to the members last as the Forum's response, for whom it was chosen."""
    draft = row.drafts.shown().order_by("-number").first()
    if not audience or draft is None or row.response_id:
        return
    titles = {}
    for language in ("en", "cy"):
        with override(language):
            title = in_reading_language(en=row.title_en, cy=row.title_cy)
            titles[f"title_{language}"] = (gettext("Answer: %(title)s") % {"title": title})[:200]
    document = Document(kind=Document.Kind.CONSULTATION_RESPONSE, audience=audience, **titles)
    version = DocumentVersion(text_en=draft.text_en, text_cy=draft.text_cy)
    row.response = versions.draft_document(document=document, version=version)
    versions.adopt(version=version, on=sent_on)
    row.save(update_fields=["response"])


_step = partial(
    Step,
    may=lambda person, _row: access.may_keep_library(person),
    related=(),
    closed=gettext_lazy("This consultation has changed in the meantime. Please look at it again."),
)
SEND = _step(
    name="send",
    from_states=frozenset({State.OPEN}),
    to_state=State.SENT,
    asks=_lacks_agreement,
    sets=_as_sent,
    then=_publish,
    label=gettext_lazy("The answer is sent"),
    consequence=gettext_lazy("From then on the answer stands as it is."),
    done=gettext_lazy("The answer is recorded as sent."),
)
LET_PASS = _step(
    name="let_pass",
    from_states=frozenset({State.OPEN}),
    to_state=State.PASSED,
    label=gettext_lazy("Let it pass"),
    consequence=gettext_lazy("The Forum does not answer it, and nobody is reminded any more."),
    done=gettext_lazy("The consultation is let pass."),
)
TAKE_UP = _step(
    name="take_up",
    from_states=frozenset({State.PASSED}),
    to_state=State.OPEN,
    label=gettext_lazy("Answer it after all"),
    consequence=gettext_lazy("It is open again, and its lead is reminded."),
    done=gettext_lazy("The consultation is open again."),
)
UNSEND = _step(
    name="unsend",
    from_states=frozenset({State.SENT}),
    to_state=State.OPEN,
    sets=lambda _row, **_facts: {"sent_on": None, "sent_file": "", "sent_name": "", "sent_type": ""},
    label=gettext_lazy("It was not sent"),
    consequence=gettext_lazy("The day and the file are taken away; what was published stays in the library."),
    done=gettext_lazy("The answer is not recorded as sent any more."),
)
STEPS = named(SEND, LET_PASS, TAKE_UP, UNSEND)
