"""Forms for people's own details and for finding people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Area, Organisation, Person


class DirectoryForm(forms.Form):
    """What to look for in the directory; everything may be left empty."""

    words = forms.CharField(label=_("Name, organisation or office"), required=False, max_length=100)
    area = forms.ChoiceField(label=_("Area of Wales"), required=False, choices=[("", _("All areas")), *Area.choices])
    kind = forms.ChoiceField(label=_("Kind of organisation"), required=False, choices=[("", _("All kinds")), *Organisation.Kind.choices])


class ProfileForm(forms.ModelForm):
    """What people keep up to date about themselves."""

    class Meta:
        model = Person
        fields = ["name", "organisation", "role_there", "area", "language", "phone", "shares_email", "shares_phone"]
