"""The form on which somebody is asked into a group."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.choices import PersonChoice
from members.people.forms import WithPeople
from taskgroups.models import GroupMember, TaskGroup


class AddMemberForm(WithPeople):
    """Somebody to be asked into the group."""

    person = PersonChoice(label=_("Person"))

    class Meta:
        model = GroupMember
        fields = ["person"]

    def clean_person(self):
        person, group = self.cleaned_data["person"], self.instance.group
        is_in = person.pk in (group.convenor_id, group.deputy_id) or group.places.filter(person=person).exists()
        if is_in:
            raise forms.ValidationError(_("This person is in the group already."))
        sees = group.is_private or TaskGroup.objects.visible_to(person).filter(pk=group.pk).exists()
        if not sees:
            raise forms.ValidationError(_("This group is not shared with partners, so a partner cannot be in it."))
        return person

    def _post_clean(self):
        """The place itself is made once they accept."""
