"""Reminding who leads an answer, at most twice for each deadline: of the draft, and of sending what was agreed."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from library.consulting import planning
from library.models import Consultation
from members.access import belongs
from members.letters.composing import compose, link
from members.letters.letters import builds, write

DUE = "library.answer_due"
DAYS = {"show": 14, "send": 7}  # before the day of the step its lead is told


def due(step):
    """Return the consultations whose lead is to be told of a step ("show" or "send") by now, with their plans."""
    until = timezone.localdate() + datetime.timedelta(days=DAYS[step])
    rows = planning.planned(Consultation.objects.answering().select_related("lead", "lead_group__convenor"))
    if step == "show":
        return rows.filter(is_shown=False, show_on__lte=until)
    return rows.exclude(planning.NOT_AGREED).filter(send_on__lte=until)


def send_due() -> None:
    """Write to who leads an answer that is due; once for each step and deadline, whatever else is moved."""
    for step in DAYS:
        for row in due(step):
            lead = _lead(row)
            if lead is not None:
                write(DUE, f"{row.pk}:{step}:{row.closes_on}", people=[lead])


def _lead(row):
    return row.lead or (row.lead_group.convenor if row.lead_group else None)


@builds(DUE, _("An answer to a consultation is due"))
def answer_due(letter):
    """To who leads an answer, while that is its deadline and the step is not taken."""
    pk, _colon, rest = letter.thing.partition(":")
    step, _colon, closes_on = rest.partition(":")
    row = due(step).filter(pk=pk).first() if step in DAYS else None
    if row is None or str(row.closes_on) != closes_on or _lead(row) != letter.person or not belongs(letter.person):
        return None
    by = row.show_on if step == "show" else row.send_on
    context = {"consultation": row, "step": step, "by": by, "link": link(row.get_absolute_url())}
    return compose("library/emails/answer_due", context, name=letter.person.name, address=letter.person.email)
