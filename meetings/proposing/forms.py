"""The form that answers a proposal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.text import refuse_control_characters, refuse_emoji


class ProposalAnswerForm(forms.Form):
    """What becomes of a proposal; `answer` is the button that is pressed."""

    reason = forms.CharField(
        label=_("A word of reason"), required=False, max_length=300,
        validators=[refuse_control_characters, refuse_emoji],
        help_text=_("The person who asked reads it. Needed if you put it off or decline it."),
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("Minutes on the agenda"), min_value=1, max_value=480,
        required=False, help_text=_("If you put it on this agenda. Left empty, it gets what was wished for."),
    )  # fmt: skip
    answer = forms.ChoiceField(
        choices=[(name, name) for name in ("accept", "defer", "decline")], widget=forms.HiddenInput
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") in ("defer", "decline") and not cleaned.get("reason"):
            self.add_error("reason", _("Please say why: the person who asked will read it."))
        return cleaned
