"""Forms with which words are reported, what was reported is judged, and the rules of the exchange are changed."""

from django import forms
from django.utils.translation import gettext_lazy

from common.editing import VersionedForm
from common.text import LineField
from exchange.models import ExchangeRules, Report


class ReportForm(forms.ModelForm):
    """What somebody finds wrong with a post or comment."""

    class Meta:
        model = Report
        fields = ["why"]
        widgets = {"why": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"why": gettext_lazy("The administrator and the Chair read it, and nobody else.")}


class JudgeForm(forms.Form):
    """Why what was reported is shown again, or kept hidden."""

    reason = LineField(gettext_lazy("reason"), max_length=300).formfield(
        label=gettext_lazy("Reason"), help_text=gettext_lazy("It is kept with the report, for who keeps the record.")
    )


class ExchangeRulesForm(VersionedForm):
    """What the Forum wants of the exchange."""

    class Meta:
        model = ExchangeRules
        fields = ["only_comments"]
