"""A talk on its way: offered, put on an agenda, given and kept; its speaker says who may see what is kept."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from common.filing import files, stored
from common.rich_text import from_typing
from library.models import Talk
from meetings import against
from meetings.agenda import standing_items
from meetings.models import AgendaItem
from members.access import Audience

ORDER = [Audience.KEEPERS, Audience.MEMBERS, Audience.SHARED, Audience.PUBLIC]  # each is seen by more than the last
SIDES = ("title_en", "title_cy")


@transaction.atomic
def offer(*, talk, by) -> Talk:
    """Save a new Talk that somebody offers, who speaks themselves unless it names another; return it."""
    talk.offered_by = by
    if not talk.speaker_name and talk.speaker is None:
        talk.speaker = by
    talk.save(force_insert=True)
    return talk


@transaction.atomic
def place(*, talk, meeting) -> AgendaItem:
    """Put an offered talk on the agenda of a meeting and return its item; raises IllegalChange if it is on one, was
    given or taken back, or if that agenda is closed.
    """
    meeting = locked(meeting, "minutes")
    talk = locked(talk)
    if not talk.is_waiting:
        raise IllegalChange(_("This talk is on an agenda already, or its offer was taken back."))
    if meeting.state not in meeting.TAKES_PLACE or meeting.starts_at <= timezone.now():
        raise IllegalChange(_("This meeting is past or called off. Please choose another."))
    if why := against.building(meeting):
        raise IllegalChange(why)
    item = AgendaItem(
        kind=talk.kind,
        minutes=talk.minutes,
        presenter=talk.speaker,
        presenter_name=talk.speaker_name,
        presenter_organisation=talk.speaker_organisation,
        **{side: getattr(talk, side) for side in SIDES},
        **{f"text_{side}": from_typing(getattr(talk, f"about_{side}")) for side in ("en", "cy")},
    )
    talk.item = standing_items.place_item(meeting=meeting, item=item)
    talk.save(update_fields=["item"])
    return talk.item


@transaction.atomic
def keep_heard(*, item, by) -> Talk:
    """Return a new Talk for an item that was heard at a meeting, shown to nobody yet; raises IllegalChange where there
    is one, or nobody is named who spoke.
    """
    item = locked(item)
    if Talk.objects.filter(item=item).exists():
        raise IllegalChange(_("This talk is on the shelf already."))
    if not (item.presenter_id or item.presenter_name):
        raise IllegalChange(_("The agenda does not say who spoke. Please write it there first."))
    facts = {side: getattr(item, side) for side in SIDES} | {"kind": item.kind, "minutes": item.minutes or 20}
    return Talk.objects.create(
        item=item,
        offered_by=by,
        speaker=item.presenter,
        speaker_name="" if item.presenter_id else item.presenter_name,
        speaker_organisation=item.presenter_organisation,
        given_on=timezone.localdate(item.meeting.starts_at),
        **facts,
    )


@transaction.atomic
def keep(*, form) -> bool:
    """Save the form of what is kept of a talk, with its slides; return whether it was current. Raises
    common.filing.stored.NoRoom.
    """
    talk, also = form.instance, []
    before = talk.slides.name
    if form.changes_slides:
        file = form.cleaned_data["file"]
        talk.slides, talk.slides_name = (file, files.clean_name(file.name)) if file else ("", "")
        also = ["slides", "slides_name"]
    if talk.shown_at is None and not talk.is_unshown:
        talk.shown_at = timezone.now()
        also.append("shown_at")
    is_saved = form.save_if_current(also=also)
    if is_saved and form.changes_slides:
        stored.set_aside(before)
    return is_saved


@transaction.atomic
def agree(*, talk, consent, how="") -> Talk:
    """Write down for whom the speaker agrees that it is shown, and show it to no more than these from now on; return
    the talk.
    """
    talk = locked(talk)
    talk.consent, talk.consent_how, talk.consent_at = consent, how, timezone.now()
    if ORDER.index(talk.audience) > ORDER.index(consent):
        talk.audience = consent
    talk.save(update_fields=["consent", "consent_how", "consent_at", "audience"])
    return talk


@transaction.atomic
def withdraw(*, talk) -> None:
    """Take the offer of a talk back, which can be made again; raises IllegalChange once it is on an agenda or given."""
    talk = locked(talk)
    if not talk.is_waiting:
        raise IllegalChange(_("This talk is on an agenda already, or its offer was taken back."))
    talk.withdrawn_at = timezone.now()
    talk.save(update_fields=["withdrawn_at"])


@transaction.atomic
def offer_again(*, talk) -> None:
    """Offer a talk again whose offer was taken back; raises IllegalChange for any other."""
    talk = locked(talk)
    if talk.withdrawn_at is None:
        raise IllegalChange(_("This talk is offered already."))
    talk.withdrawn_at = None
    talk.save(update_fields=["withdrawn_at"])
