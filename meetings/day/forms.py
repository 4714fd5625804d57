"""Forms for the day of the meeting: who is added to the register, when they came and went,
and what they thought of it.
"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.editing import VersionedForm
from meetings.answering import VerdictForm
from meetings.models import Attendance, AttendanceClaim, Feedback
from members.choices import PersonChoice, named
from members.people.forms import WithPeople

Mode, Capacity = Attendance.Mode, Attendance.Capacity
ADDED = (Capacity.GUEST, Capacity.SPEAKER, Capacity.SUBSTITUTE, Capacity.PARTNER, Capacity.ASSOCIATE)
THERE = [(mode.value, mode.label) for mode in (Mode.IN_PERSON, Mode.ONLINE)]


class AttendanceForm(WithPeople):
    """Somebody to be added to the register by name: a guest, a speaker, or a substitute for a member."""

    CAPACITIES = [(capacity.value, capacity.label) for capacity in ADDED]

    capacity = forms.ChoiceField(label=gettext_lazy("Capacity"), choices=CAPACITIES)
    substitute_for = PersonChoice(label=gettext_lazy("Substitute for"), required=False)

    class Meta:
        model = Attendance
        fields = ["name", "organisation", "capacity", "substitute_for", "mode"]
        widgets = {
            "name": forms.TextInput(attrs={"list": "known-names", "autocomplete": "off"}),
            "organisation": forms.TextInput(attrs={"list": "known-organisations", "autocomplete": "off"}),
        }

    def __init__(self, *args, people=None, **kwargs):
        """`people` are (key, name, organisation) of those who can have a substitute,
        where the page knows them already.
        """
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["mode"].initial = Mode.IN_PERSON
        if people is not None:
            self.fields["substitute_for"].choices = [("", "---------"), *named(people)]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("capacity") == Capacity.SUBSTITUTE and not cleaned.get("substitute_for"):
            self.add_error("substitute_for", _("Please say for whom they came."))
        return cleaned


class RowForm(WithPeople, VersionedForm):
    """One row of the register: capacity, and when they came late or left early."""

    alone = ("name", "organisation", "mode")
    substitute_for = PersonChoice(label=gettext_lazy("Substitute for"), required=False)

    class Meta:
        model = Attendance
        fields = ["name", "organisation", "mode", "capacity", "substitute_for", "arrived_at_item", "left_at_item"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        items = self.instance.meeting.items.order_by("position")
        for name in ("arrived_at_item", "left_at_item"):
            self.fields[name].queryset = items
        if self.instance.person_id:
            del self.fields["name"]
        else:
            self.fields["name"].required = True

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("capacity") == Capacity.SUBSTITUTE and not cleaned.get("substitute_for"):
            self.add_error("substitute_for", _("Please say for whom they came."))
        came, went = cleaned.get("arrived_at_item"), cleaned.get("left_at_item")
        if came and went and went.position < came.position:
            self.add_error("left_at_item", _("They left before they came. Please check the items."))
        return cleaned


class ClaimForm(forms.ModelForm):
    """How somebody was there whom the register missed."""

    class Meta:
        model = AttendanceClaim
        fields = ["mode"]
        widgets = {"mode": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = THERE


class ClaimAnswerForm(VerdictForm):
    """What becomes of the word of somebody who was there."""

    say_why = gettext_lazy("Please say why: the person who said so will read it.")


class FeedbackForm(forms.ModelForm):
    """Three short questions after a meeting."""

    was_worth_it = forms.TypedChoiceField(
        label=gettext_lazy("Was it worth your time?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please press yes or no.")},
    )

    class Meta:
        model = Feedback
        fields = ["was_worth_it", "more", "less"]
        labels = {"more": gettext_lazy("What should we do more?"), "less": gettext_lazy("What should we do less?")}
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("more", "less")}


class ItemTimeForm(forms.Form):
    """How many minutes an item took."""

    minutes = forms.IntegerField(min_value=1, max_value=480)
