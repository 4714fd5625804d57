"""Forms for a group's facts, its people and its final report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.editing import DateInput, TwoLanguageForm, VersionedForm
from meetings.models import Meeting
from members.choices import PersonChoice
from members.people.forms import WithPeople
from taskgroups.models import GroupMember, TaskGroup


class TaskGroupForm(WithPeople, TwoLanguageForm, VersionedForm):
    """What a group is for, who convenes it, and by when."""

    required_texts = ("name", "remit")
    convenor = PersonChoice(label=_("Convenor"))

    class Meta:
        model = TaskGroup
        fields = [
            "name_en", "name_cy", "remit_en", "remit_cy", "set_up_at", "convenor", "starts_on", "due_on",
            "shared_with_partners",
        ]  # fmt: skip
        widgets = {"starts_on": DateInput(), "due_on": DateInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["set_up_at"].queryset = Meeting.objects.order_by("-starts_at")


class KeptByConvenorForm(TaskGroupForm):
    """What the convenor may change: not who convenes, nor who sees it."""

    class Meta(TaskGroupForm.Meta):
        fields = ["name_en", "name_cy", "remit_en", "remit_cy", "starts_on", "due_on"]

    convenor = None

    def __init__(self, *args, **kwargs):
        super(TaskGroupForm, self).__init__(*args, **kwargs)


class FinalReportForm(TwoLanguageForm, VersionedForm):
    """What the group found and recommends."""

    required_texts = ("final_report",)

    class Meta:
        model = TaskGroup
        fields = ["final_report_en", "final_report_cy"]


class AddMemberForm(WithPeople):
    """Somebody to be added to the group."""

    person = PersonChoice(label=_("Person"))

    class Meta:
        model = GroupMember
        fields = ["person"]

    def clean_person(self):
        person, group = self.cleaned_data["person"], self.instance.group
        if person.pk == group.convenor_id or group.places.filter(person=person).exists():
            raise forms.ValidationError(_("This person is in the group already."))
        if not TaskGroup.objects.visible_to(person).filter(pk=group.pk).exists():
            raise forms.ValidationError(_("This group is not shared with partners, so a partner cannot be in it."))
        return person
