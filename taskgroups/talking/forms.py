"""Forms for what the people of a group say: a message, and the line of a month."""

from django import forms

from common.both_languages import reading_language
from common.editing import VersionedForm
from common.languages.sides import InOurLanguages
from taskgroups.models import GroupMessage, ProgressLine


class GroupMessageForm(VersionedForm):
    """What somebody says to the people of the group."""

    class Meta:
        model = GroupMessage
        fields = ["language", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["language"] = reading_language()


class ProgressLineForm(InOurLanguages, forms.ModelForm):
    """One line on how the group gets on."""

    class Meta:
        model = ProgressLine
        fields = ["text", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("language", reading_language())
        if not self.instance.pk:
            self.initial["language"] = reading_language()
