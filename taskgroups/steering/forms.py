"""Forms for a group's facts and the decisions about it."""

from django import forms
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from common.editing import DateInput, TwoLanguageForm, VersionedForm
from meetings.models import Ballot, Decision
from members.choices import NamedChoice, PersonChoice
from members.people.forms import WithPeople
from taskgroups.models import TaskGroup


class DecisionChoice(NamedChoice):
    """One of the decisions that somebody reads, the newest first."""

    default_error_messages = {"invalid_choice": _("Please choose one of the decisions in the minutes.")}

    def __init__(self, **kwargs) -> None:
        super().__init__(Decision.objects.none(), **kwargs)

    def offer_to(self, reader) -> None:
        """Offer what somebody reads of the decisions that were carried."""
        rows = Decision.objects.visible_to(reader).carried().select_related("paragraph__item__meeting")
        self.queryset = rows.order_by("-paragraph__item__meeting__starts_at", "-position")

    def rows(self):
        return [(row.pk, f"{row.number}: {Truncator(row.text).words(14)}", "") for row in self.queryset]


class BallotChoice(NamedChoice):
    """One of the proposals between meetings that were carried."""

    default_error_messages = {"invalid_choice": _("Please choose one of the proposals that were carried.")}

    def __init__(self, **kwargs) -> None:
        super().__init__(Ballot.objects.none(), **kwargs)

    def offer_to(self, reader) -> None:
        """Offer those that somebody reads and that were carried."""
        self.queryset = Ballot.objects.visible_to(reader).filter(outcome=Ballot.Outcome.CARRIED).order_by("-asked_at")

    def rows(self):
        return [(row.pk, f"{row.number}: {Truncator(row.text).words(14)}", "") for row in self.queryset]


def offer(form, reader) -> None:
    """Offer a form's choices of decisions and ballots to their reader."""
    for field in form.fields.values():
        if isinstance(field, DecisionChoice | BallotChoice):
            field.offer_to(reader)


class AudienceMixin:
    """What is private to its people is not shared with partners, whatever is ticked there."""

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_private"):
            cleaned["shared_with_partners"] = False
        return cleaned


class DatedWhileProposed(forms.ModelForm):
    """The day of the report is written freely while a group is proposed; later a decision moves it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.state != TaskGroup.State.PROPOSED:
            del self.fields["due_on"]


class TaskGroupForm(DatedWhileProposed, AudienceMixin, WithPeople, TwoLanguageForm, VersionedForm):
    """What a group is for, who convenes it, and who sees it."""

    required_texts = ("name", "remit")
    convenor = PersonChoice(label=_("Convenor"))
    deputy = PersonChoice(
        label=_("Deputy convenor"), required=False, help_text=_("Keeps the pages of the group as the convenor does.")
    )

    class Meta:
        model = TaskGroup
        fields = [
            "name_en", "name_cy", "remit_en", "remit_cy", "deliverables_en", "deliverables_cy", "convenor", "deputy",
            "starts_on", "due_on", "shared_with_partners", "is_private",
        ]  # fmt: skip
        widgets = {"starts_on": DateInput(), "due_on": DateInput()}


class SetUpForm(AudienceMixin, WithPeople, TwoLanguageForm, VersionedForm):
    """A new group, and what set it up."""

    required_texts = ("name", "remit")
    convenor = PersonChoice(label=_("Convenor"))
    deputy = PersonChoice(label=_("Deputy convenor"), required=False)

    decision = DecisionChoice(label=_("Set up by the decision"), required=False)
    ballot = BallotChoice(label=_("or by the proposal between meetings"), required=False)

    class Meta(TaskGroupForm.Meta):
        fields = [
            "name_en", "name_cy", "remit_en", "remit_cy", "deliverables_en", "deliverables_cy", "decision", "ballot",
            "convenor", "deputy", "starts_on", "due_on", "shared_with_partners", "is_private",
        ]  # fmt: skip

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, reader)


class ProposeForm(TwoLanguageForm, forms.ModelForm):
    """A group that somebody proposes; whoever does convenes it."""

    required_texts = ("name", "remit")

    class Meta:
        model = TaskGroup
        fields = [
            "name_en", "name_cy", "remit_en", "remit_cy", "deliverables_en", "deliverables_cy", "due_on",
            "shared_with_partners",
        ]  # fmt: skip
        widgets = {"due_on": DateInput()}


class KeptByConvenorForm(DatedWhileProposed, TwoLanguageForm, VersionedForm):
    """What the convenor may change: not who convenes, nor who sees it."""

    required_texts = ("name", "remit")

    class Meta:
        model = TaskGroup
        fields = [
            "name_en", "name_cy", "remit_en", "remit_cy", "deliverables_en", "deliverables_cy", "starts_on", "due_on",
        ]  # fmt: skip
        widgets = {"starts_on": DateInput(), "due_on": DateInput()}


def leave_out_older(field, group):
    """Have a choice of decisions offer those alone that were taken since a group began."""
    field.queryset = field.queryset.filter(paragraph__item__meeting__starts_at__date__gte=group.began_on)


def begin_with_its_own(field, group):
    """Have a choice of decisions begin with the one that was made at the item which brought a group to a meeting."""
    under = Q(paragraph__item=group.report_item_id) if group and group.report_item_id else Q(pk__in=[])
    first = field.queryset.filter(under).first()
    field.initial = first and first.pk


class ByDecisionForm(forms.Form):
    """The decision by which a report was adopted."""

    decision = DecisionChoice(label=_("Adopted by the decision"))

    def __init__(self, *args, reader, group=None, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, reader)
        if group:
            leave_out_older(self.fields["decision"], group)
        begin_with_its_own(self.fields["decision"], group)


class SetUpByForm(forms.Form):
    """What set up a group that was proposed: a decision of a meeting, or a proposal between meetings."""

    decision = DecisionChoice(label=_("Set up by the decision"), required=False)
    ballot = BallotChoice(label=_("or by the proposal between meetings"), required=False)

    def __init__(self, *args, reader, group=None, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, reader)
        begin_with_its_own(self.fields["decision"], group)


class ReasonForm(forms.Form):
    """Why a group is closed early."""

    reason = forms.CharField(
        label=_("Why it is closed early"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, reader=None, group=None, **kwargs):
        super().__init__(*args, **kwargs)


class ExtendForm(forms.Form):
    """The new day of a group's report, and the decision that moves it there."""

    due_on = forms.DateField(label=_("New date of the report"), widget=DateInput())
    decision = DecisionChoice(label=_("Moved by the decision"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput(attrs={"id": False}))

    def __init__(self, *args, reader, group, **kwargs):
        super().__init__(*args, initial={"due_on": group.due_on, "version": group.version}, **kwargs)
        self.group = group
        offer(self, reader)
        leave_out_older(self.fields["decision"], group)

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day < self.group.starts_on:
            raise forms.ValidationError(_("The group is due before it starts. Please check the two dates."))
        return day


STEP_FORMS = {"decide": SetUpByForm, "finish": ByDecisionForm, "close": ReasonForm}
