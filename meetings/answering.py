"""The form that answers what somebody offered, asked for by every room where something is offered."""

from django import forms
from django.utils.translation import gettext_lazy

from common.text import refuse_control_characters, refuse_emoji


class VerdictForm(forms.Form):
    """What becomes of what somebody offered; `answer` is the button that is pressed, and a refusal says why."""

    reason = forms.CharField(
        label=gettext_lazy("A word of reason"),
        required=False,
        max_length=300,
        validators=[refuse_control_characters, refuse_emoji],
    )
    answer = forms.ChoiceField(choices=[("accept", "accept"), ("decline", "decline")], widget=forms.HiddenInput)
    say_why = gettext_lazy("Please say why: the person who offered it will read it.")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == "decline" and not cleaned.get("reason"):
            self.add_error("reason", self.say_why)
        return cleaned
