"""Forms for people's own details and for finding people."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import Area, Organisation, Person


class PersonChoice(forms.ModelChoiceField):
    """One of the people of the Forum, by name; the form offers them through `WithPeople`."""

    def __init__(self, **kwargs):
        kwargs.setdefault("error_messages", {"invalid_choice": _("Please choose one of the people of the Forum.")})
        super().__init__(Person.objects.none(), **kwargs)


class WithPeople(forms.ModelForm):
    """A model form whose PersonChoice fields offer who belongs today, and whoever the row names already."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = Person.objects.standing_now().values("pk")
        for name, field in self.fields.items():
            if isinstance(field, PersonChoice):
                named = getattr(self.instance, f"{name}_id", None)
                field.queryset = Person.objects.filter(Q(pk__in=today) | Q(pk=named)).order_by("name")


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
