"""The consultations of the sample Forum: some answered, one let pass, two that are being answered now."""

import datetime

from django.utils import timezone

from common.steps import take
from library.consulting import answers, lifecycle
from library.models import AnswerDraft, Consultation, Remark
from meetings.models import Ballot, Decision
from members.sample import people
from taskgroups.models import TaskGroup


def add(row, documents) -> None:
    """Add a consultation and bring it as far as its data goes; `opens` and `closes` are dates, or days from today."""
    cast = people()
    for name in ("opens", "closes"):
        when = row.pop(name)
        row[f"{name}_on"] = timezone.localdate() + datetime.timedelta(days=when) if isinstance(when, int) else when
    drafts, interested = row.pop("draft", ()), row.pop("interested", ())
    sent, passed = row.pop("sent", None), row.pop("passed", False)
    row = Consultation.objects.create(**_related(row, documents, cast))
    for key in interested:
        answers.join(consultation=row, person=cast[key])
    for draft in drafts:
        _draft(row, draft, cast)
    if sent:
        Consultation.objects.filter(pk=row.pk).update(state=Consultation.State.SENT, sent_on=sent)
    if passed:
        take(row, lifecycle.LET_PASS)


def _related(row, documents, cast) -> dict:
    """Return the columns of a consultation, with the rows that its data names by their words."""
    texts = {"decision": ("approved_by", Decision), "ballot": ("ballot", Ballot)}
    found = {name: model.objects.get(text_en=row.pop(key)) for key, (name, model) in texts.items() if key in row}
    if "lead" in row:
        found["lead"] = cast[row.pop("lead")]
    if "lead_group" in row:
        found["lead_group"] = TaskGroup.objects.get(name_en=row.pop("lead_group"))
    return row | found | {"response": documents.get(row.pop("response", ""))}


def _draft(consultation, facts, cast) -> None:
    """Add a draft of the answer, put to the members, with what was remarked on it."""
    draft = answers.begin_draft(consultation=consultation)
    AnswerDraft.objects.filter(pk=draft.pk).update(text_en=facts["text_en"], text_cy=facts["text_cy"])
    draft = answers.show_draft(draft=draft)
    for remark in facts.get("remarks", ()):
        one = Remark(draft=draft, paragraph=remark["paragraph"], text=remark["text"])
        answers.add_remark(remark=one, by=cast[remark["by"]])
