"""What is said about minutes once they are out: corrections of fact while they wait, dated notes once they stand."""

import datetime
from functools import partial

from django.db import transaction
from django.db.models import Exists, Func, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.both_languages import LANGUAGES
from common.editing import IllegalChange, locked
from common.steps import Step, take
from meetings.models import Attendance, Correction, Minutes, Paragraph, Rules
from members.letters import letters

Answer = Correction.Answer
LETTER = "meetings.correction"
CHANGED = gettext_lazy(
    "This paragraph was changed while you read the correction. Compare them again before you accept it."
)

ANSWERED = gettext_lazy("This correction has been answered already, or the minutes are confirmed.")


def window_of(minutes):
    """Return the moment until when corrections can be offered,
    or None while (or once) the minutes are not circulated.
    """
    if minutes.state != Minutes.State.CIRCULATED:
        return None
    return last_moment(minutes)


def last_moment(minutes):
    """Return the moment until when corrections can be offered to minutes that are circulated, or would be if they were
    now.
    """
    days = minutes.correction_days if "correction_days" in minutes.__dict__ else Rules.now().correction_days
    return (minutes.circulated_at or timezone.now()) + datetime.timedelta(days=days)


def is_open(minutes) -> bool:
    """Whether corrections can be offered now."""
    until = window_of(minutes)
    return until is not None and timezone.now() < until


def refuse_late(minutes) -> None:
    """Raise IllegalChange unless corrections can be offered now."""
    if not is_open(minutes):
        raise IllegalChange(
            _("The time for corrections is over. Please raise it at the meeting that confirms the minutes.")
        )


def with_what_is_offered(rows):
    """Return Minutes with how many days the rules give for corrections, and `is_corrected`, whether any was offered."""
    days = Coalesce(Subquery(Rules.objects.values("correction_days")[:1]), Rules().correction_days)
    offered = Correction.objects.of_minutes(OuterRef("meeting"))
    return rows.annotate(correction_days=days, is_corrected=Exists(offered))


def waiting_for(minutes) -> QuerySet:
    """Return the corrections to minutes that nobody has answered."""
    return Correction.objects.filter(paragraph__item__meeting=minutes.meeting_id, answer=Answer.WAITING)


def number_waiting() -> Subquery:
    """Return the column that says of a meeting how many corrections to its minutes wait for an answer."""
    rows = Correction.objects.filter(paragraph__item__meeting=OuterRef("pk"), answer=Answer.WAITING).order_by()
    return Subquery(rows.annotate(number=Func("pk", function="COUNT")).values("number"))


def changed_since(correction) -> bool:
    """Whether the paragraph was changed after the correction was offered, so that accepting it would undo that."""
    changes = Paragraph.pgh_event_models["update"].objects.filter(pgh_obj=correction.paragraph_id, pgh_label="update")
    return changes.filter(pgh_created_at__gt=correction.offered_at).exists()


def was_there(person, meeting) -> bool:
    """Whether the register has this person in the room or online."""
    return Attendance.objects.present().filter(meeting=meeting, person=person.pk).exists()


@transaction.atomic
def offer(*, paragraph, by, language, text) -> Correction:
    """Save and return a Correction to a paragraph; raises IllegalChange outside the window."""
    refuse_late(locked(paragraph.item.meeting.minutes))
    return Correction.objects.create(paragraph=paragraph, proposer=by, language=language, text=text)


@transaction.atomic
def accept(*, correction, reason="", version=None):
    """Put a correction into its paragraph; raises IllegalChange once it is answered or the minutes stand.

    `version` is that of the paragraph it was compared with: if somebody has changed it since, nothing is put in its
    place.
    """
    return _told(take(correction, ACCEPT, reason=reason, compared_with=version))


@transaction.atomic
def decline(*, correction, reason):
    """Leave the paragraph as it is, with a word of reason."""
    return _told(take(correction, DECLINE, reason=reason))


def _told(correction) -> Correction:
    letters.write(LETTER, correction.pk, people=[correction.proposer])
    return correction


def _stands(correction, **_facts):
    minutes = locked(correction.paragraph.item.meeting.minutes)
    return ANSWERED if minutes.state == Minutes.State.CONFIRMED else ""


def _into_paragraph(correction, *, compared_with, **_facts) -> None:
    paragraph = locked(correction.paragraph)
    if compared_with not in (None, paragraph.version):
        raise IllegalChange(CHANGED)
    setattr(paragraph, f"text_{correction.language}", correction.text)
    paragraph.save(update_fields=[f"text_{correction.language}"])


_step = partial(
    Step,
    field="answer",
    from_states=frozenset({Answer.WAITING}),
    closed=ANSWERED,
    asks=_stands,
    sets=lambda _correction, *, reason, **_facts: {"answer_reason": reason},
    related=("paragraph__item__meeting__minutes", "proposer"),
)
ACCEPT = _step(name="accept", to_state=Answer.ACCEPTED, then=_into_paragraph)
DECLINE = _step(name="decline", to_state=Answer.DECLINED)


def keep(paragraph) -> None:
    """Keep the corrections of a paragraph that is being removed, with its number and what it said in their language."""
    kept = {"paragraph": None, "item": paragraph.item_id, "removed_key": paragraph.pk}
    kept["removed_number"] = paragraph.number
    for language in LANGUAGES:
        rows = Correction.objects.filter(paragraph=paragraph, language=language)
        rows.update(**kept, removed_text=getattr(paragraph, f"text_{language}"))


def give_back(paragraph) -> None:
    """Put the corrections of a removed paragraph back below it."""
    rows = Correction.objects.filter(removed_key=paragraph.pk)
    rows.update(paragraph=paragraph, item=None, removed_key=None, removed_number="", removed_text="")


@transaction.atomic
def add_note(*, minutes, by, note):
    """Save a LaterNote beside minutes that stand; raises IllegalChange before they are confirmed."""
    if Minutes.objects.get(pk=minutes.pk).state != Minutes.State.CONFIRMED:
        raise IllegalChange(_("These minutes are not confirmed yet, so their text itself can still be corrected."))
    note.minutes, note.written_by = minutes, by
    note.save(force_insert=True)
    return note
