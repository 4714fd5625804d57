"""Forms for clauses, for the rules they govern, and for the review of a document."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.editing import DateInput, VersionedForm
from library.models import Clause, Document, GovernedRule
from members.choices import NamedChoice

SHOWN = 60  # letters of a clause in a list


class ClauseChoice(NamedChoice):
    """One of the clauses of a version."""

    default_error_messages = {"invalid_choice": gettext_lazy("Please choose one of the clauses.")}

    def rows(self):
        rows = self.queryset.exclude(number="").order_by("position")
        return [(row.pk, f"{row.number} {row.words[:SHOWN]}", "") for row in rows]


class ClauseForm(VersionedForm, forms.ModelForm):
    """Where a clause came from, and where its matter went: what was found by its words is put right here."""

    class Meta:
        model = Clause
        fields = ["follows", "now_in"]
        field_classes = {"follows": ClauseChoice, "now_in": ClauseChoice}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        version = self.instance.in_version
        with_clauses = version.document.versions.filter(clauses__isnull=False).distinct()
        numbers = list(with_clauses.order_by("number").values_list("number", flat=True))
        place = numbers.index(version.number)
        self._offer("follows", numbers[:place][-1:])
        self._offer("now_in", numbers[place + 1 :][:1])

    def _offer(self, name, numbers):
        """Offer the clauses of one version, or no field where there is none."""
        if not numbers:
            del self.fields[name]
            return
        document = self.instance.in_version.document_id
        rows = Clause.objects.filter(in_version__document=document, in_version__number=numbers[0])
        self.fields[name].queryset = rows


class GovernForm(forms.Form):
    """Which rule of the Forum a clause governs."""

    rule = forms.ChoiceField(label=gettext_lazy("A rule it governs"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        taken = set(GovernedRule.objects.values_list("rule", flat=True))
        self.fields["rule"].choices = [one for one in GovernedRule.Rule.choices if one[0] not in taken]


class ReviewForm(VersionedForm, forms.ModelForm):
    """When a document that has been looked at comes back again."""

    class Meta:
        model = Document
        fields = ["review_on"]
        widgets = {"review_on": DateInput()}
        labels = {"review_on": gettext_lazy("To be reviewed again")}
        help_texts = {"review_on": gettext_lazy("Leave it empty if it need not come back.")}

    def clean_review_on(self):
        day = self.cleaned_data["review_on"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError(_("Please choose a day to come."))
        return day
