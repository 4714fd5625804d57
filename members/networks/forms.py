"""Forms for networks and initiatives, and for the contact with them."""

from django import forms
from django.utils.translation import gettext_lazy

from common.editing import DateInput, VersionedForm
from members.choices import BodyChoice, PersonChoice
from members.models import Network, NetworkContact
from members.people.forms import WithPeople


class NetworkForm(WithPeople, VersionedForm):
    """Which organisation it is, who keeps up with it, and the next step."""

    keeper = PersonChoice(label=gettext_lazy("Who keeps up with it"), required=False)

    class Meta:
        model = Network
        fields = ["organisation", "keeper", "next_step", "next_step_on", "is_kept_up"]
        field_classes = {"organisation": BodyChoice}
        widgets = {"next_step_on": DateInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["organisation" if self.instance.pk else "is_kept_up"]


class NetworkContactForm(forms.ModelForm):
    """What there was, and when; and what follows from it."""

    next_step = Network._meta.get_field("next_step").formfield(
        help_text=gettext_lazy("Leave it empty if nothing is to follow.")
    )
    next_step_on = Network._meta.get_field("next_step_on").formfield(
        widget=DateInput(), help_text=gettext_lazy("From that day it stands on the home page of who keeps up with it.")
    )

    class Meta:
        model = NetworkContact
        fields = ["on", "text"]
        widgets = {"on": DateInput(), "text": forms.Textarea(attrs={"rows": 4})}
