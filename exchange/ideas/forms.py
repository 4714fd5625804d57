"""The form of what came of an idea."""

import datetime

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.both_languages import reading_language
from common.editing import TwoLanguageForm, VersionedForm
from exchange.models import IdeaOutcome
from exchange.models.ideas import IN_WORDS, SAY_IT, THINGS
from library.models import Consultation, Talk
from library.models.talks import CALLED_OFF
from meetings.models import AgendaItem
from members.choices import NamedChoice
from taskgroups.models import TaskGroup

BACK = datetime.timedelta(days=2 * 366)  # how old a meeting is whose items are offered


class ItemChoice(NamedChoice):
    """One of the items of agendas, the latest meeting first."""

    default_error_messages = {"invalid_choice": gettext_lazy("Please choose one of the items.")}

    def rows(self):
        rows = self.queryset.select_related("meeting").order_by("-meeting__starts_at", "position")
        return [
            (row.pk, f"{date_format(row.meeting.starts_at, 'j F Y')}: {row.number}. {row.title}", "") for row in rows
        ]


class ThingChoice(NamedChoice):
    """One of the groups, consultations or talks."""

    default_error_messages = {"invalid_choice": gettext_lazy("Please choose one of the list.")}

    def rows(self):
        return [(row.pk, str(row), "") for row in self.queryset.order_by("-pk")]


def _choice(kind, rows, label):
    return kind(rows, label=label, required=False)


class OutcomeForm(TwoLanguageForm, VersionedForm):
    """What came of an idea: the thing that it became, or some words."""

    item = _choice(ItemChoice, AgendaItem.objects.none(), gettext_lazy("If it was talked about: the agenda item"))
    group = _choice(ThingChoice, TaskGroup.objects.all(), gettext_lazy("If it went to a group: which"))
    consultation = _choice(
        ThingChoice, Consultation.objects.all(), gettext_lazy("If it became part of a consultation: which")
    )
    talk = _choice(ThingChoice, Talk.objects.all(), gettext_lazy("If it became a talk: which"))

    class Meta:
        model = IdeaOutcome
        fields = ["kind", "item", "group", "consultation", "talk", "words_en", "words_cy"]
        widgets = dict.fromkeys(("words_en", "words_cy"), forms.Textarea(attrs={"rows": 3}))
        help_texts = {"kind": gettext_lazy("Its author and whoever is interested are told once, by letter.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lately = Q(meeting__starts_at__gte=timezone.now() - BACK) & ~Q(meeting__state__in=CALLED_OFF)
        self.fields["item"].queryset = AgendaItem.objects.filter(lately | Q(pk=self.instance.item_id))

    def clean(self):
        """The thing that the kind is about must be named; what else was chosen goes."""
        cleaned, kind = super().clean(), self.cleaned_data.get("kind")
        for name in THINGS.values():
            if name != THINGS.get(kind):
                cleaned[name] = None
            elif not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Please choose which one."))
        if kind in IN_WORDS and not (cleaned.get("words_en") or cleaned.get("words_cy")):
            self.add_error(f"words_{reading_language()}", SAY_IT)
        return cleaned

    @property
    def is_another(self) -> bool:
        """Whether another outcome is said, and not the same one in other words."""
        return bool({"kind", *THINGS.values()} & set(self.changed_data))
