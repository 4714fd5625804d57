"""The form for a declaration of interest."""

from django import forms
from django.utils.translation import gettext_lazy

from common.editing import TwoLanguageForm, VersionedForm
from meetings.models import Declaration
from members.choices import PersonChoice
from members.people.forms import WithPeople


class ItemChoice(forms.ModelChoiceField):
    """One of the items of a meeting, by number and title."""

    def label_from_instance(self, obj):
        return f"{obj.number}. {obj.title}"


class DeclarationForm(WithPeople, TwoLanguageForm, VersionedForm):
    """Who declared which interest at which item, and what they did then."""

    required_texts = ("text",)

    person = PersonChoice(label=gettext_lazy("Who declared it"), required=False)

    class Meta:
        model = Declaration
        fields = ["item", "person", "name", "text_en", "text_cy", "then"]
        field_classes = {"item": ItemChoice}
        widgets = {side: forms.Textarea(attrs={"rows": 2}) for side in ("text_en", "text_cy")}

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.items.select_related("meeting").order_by("position")
        self.fields["item"].empty_label = None
