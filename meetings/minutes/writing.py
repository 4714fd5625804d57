"""Writing the minutes: numbered paragraphs, decisions, actions."""

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from meetings import access
from meetings.minutes import actions, corrections
from meetings.models import Action, Correction, Decision, Meeting, Minutes, Paragraph

State = Minutes.State


@transaction.atomic
def begin(*, meeting):
    """Return the meeting's minutes, begun as a draft if there are none;
    raises IllegalChange if it does not take place.
    """
    if meeting.state not in Meeting.TAKES_PLACE:
        raise IllegalChange(_("This meeting does not take place, so it has no minutes."))
    access.refuse_too_early(meeting)
    return Minutes.objects.get_or_create(meeting=meeting, defaults={"begun_at": timezone.now()})[0]


def _writable(meeting):
    """Lock the minutes of a meeting and return them; raises IllegalChange once they are confirmed."""
    minutes = locked(begin(meeting=meeting))
    if minutes.state == State.CONFIRMED:
        raise IllegalChange(_("These minutes are confirmed and cannot be changed."))
    return minutes


@transaction.atomic
def add_paragraph(*, item, paragraph):
    """Save a new paragraph as the last one under an item, and return it."""
    _writable(item.meeting)
    paragraph.item = item
    paragraph.position = (item.paragraphs.aggregate(last=Max("position"))["last"] or 0) + 1
    paragraph.save(force_insert=True)
    return paragraph


@transaction.atomic
def add_decision(*, paragraph, decision):
    """Save a decision under a paragraph, with the next number of its meeting, and return it."""
    meeting = paragraph.item.meeting
    _writable(meeting)
    last = Decision.objects.filter(paragraph__item__meeting=meeting).aggregate(last=Max("position"))["last"]
    decision.paragraph, decision.position = paragraph, (last or 0) + 1
    decision.save(force_insert=True)
    return decision


@transaction.atomic
def add_action(*, paragraph, action):
    """Save an action under a paragraph, and return it; where the minutes are out, its owner is told."""
    _writable(paragraph.item.meeting)
    action.paragraph = paragraph
    action.position = (paragraph.actions.aggregate(last=Max("position"))["last"] or 0) + 1
    action.save(force_insert=True)
    actions.tell([action.pk])
    return action


@transaction.atomic
def save_paragraph(*, item, form):
    """Save a form over a paragraph under an item, a new one or not; return whether it was saved, or somebody else's
    save came before.

    Of two saves of one new paragraph (an answer was lost, and the page tried again) the second goes on with what the
    first made.
    """
    _writable(item.meeting)
    made = Paragraph.objects.filter(made_as=form.instance.made_as).first() if form.instance.made_as else None
    if form.instance.pk is None and made is None:
        add_paragraph(item=item, paragraph=form.save(commit=False))
        form.remember_save()
        return True
    form.instance.pk = form.instance.pk or made.pk
    return form.save_if_current()


@transaction.atomic
def save_change(*, meeting, form):
    """Save a form over a part of the minutes if nobody else did in the meantime; return whether it was saved. Whoever
    gets an action by it is told, where the minutes are out.
    """
    _writable(meeting)
    is_saved = form.save_if_current()
    if is_saved and isinstance(form.instance, Action) and {"owner", "owner_organisation"} & set(form.changed_data):
        actions.tell([form.instance.pk])
    return is_saved


@transaction.atomic
def remove_paragraph(*, paragraph) -> None:
    """Delete a paragraph with its decisions and actions, and close the gap; its answered corrections stay.

    Raises IllegalChange while corrections of it wait for an answer.
    """
    _writable(paragraph.item.meeting)
    if paragraph.corrections.filter(answer=Correction.Answer.WAITING).exists():
        raise IllegalChange(_("Corrections of this paragraph wait for an answer. Please answer them first."))
    for decision in paragraph.decisions.order_by("-position"):  # of two that go together, the later holds the earlier
        decision.delete()
    paragraph.actions.all().delete()
    corrections.keep(paragraph)
    later = Paragraph.objects.filter(item=paragraph.item_id, position__gt=paragraph.position)
    paragraph.delete()
    later.update(position=F("position") - 1)


@transaction.atomic
def put_back_paragraph(*, paragraph, entries) -> None:
    """Save a removed paragraph again at its place, with the decisions and actions that went with it."""
    _writable(paragraph.item.meeting)
    others = Paragraph.objects.filter(item=paragraph.item_id)
    paragraph.position = min(paragraph.position, (others.aggregate(last=Max("position"))["last"] or 0) + 1)
    others.filter(position__gte=paragraph.position).update(position=F("position") + 1)
    paragraph.save(force_insert=True)
    corrections.give_back(paragraph)
    for entry in entries:
        entry.paragraph = paragraph
        put_back_entry(entry=entry)


@transaction.atomic
def put_back_entry(*, entry) -> None:
    """Save a removed decision or action again; one whose number was given to another since gets the next, and what it
    superseded is named no more where that is gone.
    """
    meeting = entry.paragraph.item.meeting
    _writable(meeting)
    is_decision = isinstance(entry, Decision)
    others = Decision.objects.filter(paragraph__item__meeting=meeting) if is_decision else entry.paragraph.actions.all()
    if others.filter(position=entry.position).exists():
        entry.position = others.aggregate(last=Max("position"))["last"] + 1
    if is_decision and not Decision.objects.filter(pk=entry.supersedes_id).exists():
        entry.supersedes = None
    entry.save(force_insert=True)


@transaction.atomic
def remove_entry(*, entry) -> None:
    """Delete a decision or an action; the ones after it keep their numbers."""
    _writable(entry.paragraph.item.meeting)
    entry.delete()
