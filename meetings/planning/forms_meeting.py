"""The form of a meeting's own facts: what, when, where, who."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.editing import DateInput, TimeInput, TwoLanguageForm, VersionedForm
from meetings.models import Meeting, Rules
from meetings.planning.clock import OnTheClock, which_of
from members.choices import BodiesChoice, PersonChoice, TypedSelectMultiple
from members.people.forms import WithPeople


def a_moment_after(starts):
    """Return the time that stands for an end that nobody knows; no page shows it."""
    return starts.replace(minute=starts.minute + 1) if starts.minute < 59 else starts.replace(second=59)


class MeetingForm(OnTheClock, WithPeople, TwoLanguageForm, VersionedForm):
    """The facts of a meeting; date and times as on a clock in Wales."""

    required_texts = ("title",)
    for_both = ("interpreter_by",)
    places = {"starts_at": ("date", "starts"), "ends_at": ("date", "ends")}
    date = forms.DateField(label=_("Date"), widget=DateInput())
    starts = forms.TimeField(label=_("Starts"), widget=TimeInput())
    ends = forms.TimeField(label=_("Ends"), widget=TimeInput())
    chair = PersonChoice(label=_("Chair"), required=False)

    class Meta:
        model = Meeting
        field_classes = {"hosts": BodiesChoice}
        widgets = {"interpreter_by": DateInput(), "hosts": TypedSelectMultiple(attrs={"size": 6})}
        fields = [
            "kind", "title_en", "title_cy", "date", "starts", "ends", "place_en", "place_cy",
            "online_link", "chair", "shared_with_partners", "is_public", "interpreter_by", "hosts",
        ]  # fmt: skip

    def __init__(self, *args, instance=None, **kwargs):
        initial = (
            self.moments(instance) | (kwargs.pop("initial", None) or {}) if instance else kwargs.pop("initial", None)
        )
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        self.fields["ends"].required = self.instance.end_is_known
        self.ask_which_hours()
        self.places = {
            column: tuple(name for name in (*names, f"{names[-1]}_which") if name in self.fields)
            for column, names in self.places.items()
        }

    @staticmethod
    def moments(meeting):
        """Return the meeting's date and times as the form's fields hold them."""
        starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
        shown = {"date": starts.date(), "starts": starts.time(), "ends": ends.time() if meeting.end_is_known else None}
        return shown | {"starts_which": which_of(starts), "ends_which": which_of(ends)}

    def initial_of(self, row):
        return super().initial_of(row) | self.moments(row)

    def stored(self, row, name):
        return self.moments(row)[name] if name in self.moments(row) else super().stored(row, name)

    def clean(self):
        cleaned = super().clean()
        date, starts, ends = (cleaned.get(name) for name in ("date", "starts", "ends"))
        self.instance.end_is_known = bool(ends) or self.fields["ends"].required
        if starts and not self.instance.end_is_known and "ends" not in self.errors:
            ends = a_moment_after(starts)
        if date and starts and ends:
            for name, moment in self.moments_of(date, starts=starts, ends=ends).items():
                setattr(self.instance, f"{name}_at", moment)
            if not {"starts", "ends"} & set(self.errors):
                self._refuse_overlap()
        if date and not cleaned.get("interpreter_by") and self.instance.pk is None:
            cleaned["interpreter_by"] = date - datetime.timedelta(days=Rules.now().interpreter_days)
        return cleaned

    def _refuse_overlap(self):
        """Say so beside the date when another meeting takes place at that time."""
        others = Meeting.objects.filter(state__in=Meeting.TAKES_PLACE).exclude(pk=self.instance.pk)
        other = others.filter(starts_at__lt=self.instance.ends_at, ends_at__gt=self.instance.starts_at).first()
        if other:
            self.add_error("date", _("At that time there is already a meeting: %(title)s.") % {"title": other})
