"""Letters about enquiries: that one has come, to who asked and to who answers; and the answer."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from common.languages.in_use import for_reader_of
from members.letters.composing import compose, link
from members.letters.letters import builds
from members.models import Enquiry, EnquiryWord

RECEIVED, NEW, ANSWERED = "members.enquiry_received", "members.enquiry", "members.enquiry_answered"


@builds(RECEIVED, gettext_lazy("An enquiry has arrived"))
def received(letter):
    """To who asked: it is here."""
    row = Enquiry.objects.filter(pk=letter.thing).first()
    return row and _outside(letter, row, "members/emails/enquiry_received", {})


@builds(ANSWERED, gettext_lazy("The answer to an enquiry"))
def answered(letter):
    """To who asked: what they are answered, by whom."""
    word = EnquiryWord.objects.select_related("enquiry", "by").filter(pk=letter.thing).first()
    return word and _outside(letter, word.enquiry, "members/emails/enquiry_answered", {"word": word})


def _outside(letter, row, template, more):
    if not row.email or row.email != letter.address:
        return None
    with for_reader_of(row.language):
        return compose(template, {"enquiry": row} | more, name=row.name, address=letter.address)


@builds(NEW, gettext_lazy("A new enquiry"))
def new(letter):
    """To who answers: an enquiry waits for them, as long as it is theirs."""
    key = letter.thing.partition(":")[0]
    row = Enquiry.objects.visible_to(letter.person).open().filter(pk=key).first()
    if row is None:
        return None
    context = {"enquiry": row, "link": link(reverse("members:enquiry", args=[row.pk]))}
    return compose("members/emails/enquiry_new", context, name=letter.person.name, address=letter.person.email)
