"""An enquiry on its way: received and routed by area, answered by letter, noted, handed on with consent, closed."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from common.versions import seen
from members.enquiries.emails import ANSWERED, NEW, RECEIVED
from members.letters.letters import write
from members.models import Answerer, Enquiry, EnquiryWord, Person, Stakeholder
from members.models.areas import whole_key
from members.models.enquiries import PERSONAL

Kind = EnquiryWord.Kind


def who_answers(area):
    """Return who answers the enquiries from an area: its own answerer, else that of the whole; None where neither
    belongs to the Forum today, and who keeps the record answers.
    """
    here = Person.objects.standing_now().filter(is_active=True).values("pk")
    found = {row.area: row.person for row in Answerer.objects.filter(person__in=here).select_related("person")}
    return found.get(area) or found.get(whole_key())


def told_of(enquiry):
    """Return the people whom letters about an enquiry go to: who answers it, else who keeps the record."""
    return Person.objects.filter(pk=enquiry.answerer_id) if enquiry.answerer_id else Person.objects.record_keepers()


@transaction.atomic
def receive(*, enquiry) -> None:
    """Save a new Enquiry, acknowledge it, and tell who answers there."""
    enquiry.answerer = who_answers(enquiry.area)
    enquiry.save(force_insert=True)
    write(RECEIVED, enquiry.pk, addresses=[enquiry.email])
    write(NEW, enquiry.pk, people=told_of(enquiry))


def _open(enquiry, mark="") -> Enquiry:
    """Return an enquiry locked, as it was seen; raises IllegalChange once it is closed, or NotAsSeen."""
    row = locked(enquiry)
    if row.closed_at:
        raise IllegalChange(_("This enquiry is closed."))
    if mark:
        seen.compare(mark, [row])
    return row


@transaction.atomic
def answer(*, enquiry, by, text) -> EnquiryWord:
    """Answer an enquiry by letter and return what was said; raises IllegalChange once it is closed."""
    row = _open(enquiry)
    if row.answered_at is None:
        row.answered_at = timezone.now()
        row.save(update_fields=["answered_at"])
    word = EnquiryWord.objects.create(enquiry=row, kind=Kind.ANSWER, text=text, by=by)
    write(ANSWERED, word.pk, addresses=[row.email])
    return word


@transaction.atomic
def note(*, enquiry, by, text, next_step="", next_step_on=None) -> EnquiryWord:
    """Write a note that nobody outside reads, with what is to be done next; raises IllegalChange once it is closed."""
    row = _open(enquiry)
    row.next_step, row.next_step_on = next_step, next_step_on
    row.save(update_fields=["next_step", "next_step_on"])
    return EnquiryWord.objects.create(enquiry=row, kind=Kind.NOTE, text=text, by=by)


@transaction.atomic
def hand_on(*, enquiry, by, to, agreed=False, mark="") -> Enquiry:
    """Give an enquiry to another person to answer and tell them; to anybody but those who answer enquiries or keep the
    record only with the consent of who asked, given on the form or since (`agreed`). Raises IllegalChange.
    """
    row = _open(enquiry, mark)
    if row.answerer_id == to.pk:
        raise IllegalChange(_("%(name)s answers this enquiry already.") % {"name": to.name})
    answers = Q(pk__in=Answerer.objects.values("person")) | Q(pk__in=Person.objects.record_keepers().values("pk"))
    if not (row.may_pass_on or agreed or Person.objects.filter(answers, pk=to.pk).exists()):
        raise IllegalChange(_("Whoever asked has not agreed that it is passed on. Please ask them first."))
    row.answerer, row.may_pass_on = to, row.may_pass_on or agreed
    row.save(update_fields=["answerer", "may_pass_on"])
    EnquiryWord.objects.create(enquiry=row, kind=Kind.HANDED_ON, text=to.name, by=by)
    write(NEW, f"{row.pk}:{row.version}", people=[to])
    return row


@transaction.atomic
def close(*, enquiry, by, outcome, text="", mark="") -> Enquiry:
    """Close an enquiry with what came of it; raises IllegalChange if it is closed already."""
    row = _open(enquiry, mark)
    row.outcome, row.closed_at, row.next_step, row.next_step_on = outcome, timezone.now(), "", None
    row.save(update_fields=["outcome", "closed_at", "next_step", "next_step_on"])
    EnquiryWord.objects.create(enquiry=row, kind=Kind.CLOSED, text=text, by=by)
    return row


@transaction.atomic
def open_again(*, enquiry, by) -> Enquiry:
    """Open a closed enquiry again; raises IllegalChange for any other, and for one whose time is over."""
    row = locked(enquiry)
    if row.closed_at is None or not row.email:
        raise IllegalChange(_("This enquiry is open already, or its time is over."))
    row.outcome, row.closed_at = "", None
    row.save(update_fields=["outcome", "closed_at"])
    return row


@transaction.atomic
def keep_contact(*, enquiry) -> Stakeholder:
    """Keep whoever asked as a contact of the Forum, and return it; raises IllegalChange the second time."""
    row = locked(enquiry)
    if row.contact_id or not row.name:
        raise IllegalChange(_("They are kept as a contact already, or the time of their enquiry is over."))
    row.contact = Stakeholder.objects.create(name=row.name, email=row.email, phone=row.phone)
    row.save(update_fields=["contact"])
    return row.contact


@transaction.atomic
def assign(*, area, person) -> None:
    """Let a person answer the enquiries from an area from now on; None leaves them to who keeps the record."""
    if person is None:
        Answerer.objects.filter(area=area).delete()
    else:
        Answerer.objects.update_or_create(area=area, defaults={"person": person})


def empty(rows) -> int:
    """Take out of enquiries whose time is over all that is about people; that they came, where from, when they were
    answered and what came of them stays for the Forum's figures. Return how many they were.
    """
    keys = list(rows.values_list("pk", flat=True))
    EnquiryWord.objects.filter(enquiry__in=keys).delete()
    return Enquiry.objects.filter(pk__in=keys).update(**PERSONAL, next_step_on=None, answerer=None, contact=None)
