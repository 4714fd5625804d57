"""Forms for joining: the application, what is said about it, and invitations."""

from django import forms
from django.conf import settings
from django.urls import is_valid_path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.both_languages import reading_language
from common.languages.sides import InOurLanguages
from common.text import refuse_control_characters
from members.choices import OffersAreas
from members.models import Application, Invite, Language, MembershipRules, Person
from members.standing.forms_lists import PeopleListForm

TO_READ = {"required": gettext_lazy("Please tick this: without it we may not keep your application.")}


class ApplicationForm(OffersAreas, InOurLanguages, forms.ModelForm):
    """What somebody says who would like to join; `website` is for machines, people do not see it."""

    agree = forms.BooleanField(
        label=gettext_lazy("I have read how the Forum keeps personal data, and agree that it keeps my application"),
        error_messages=TO_READ,
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Application
        fields = ["kind", "name", "email", "organisation", "role_there", "area", "language", "heard", "why"]
        widgets = {"why": forms.Textarea(attrs={"rows": 5})}
        error_messages = {"why": {"required": gettext_lazy("Please say why you would like to join.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = reading_language()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == Application.Kind.ORGANISATION and not cleaned.get("organisation"):
            self.add_error("organisation", _("Please name the organisation."))
        return cleaned

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"email"}  # nobody learns here whether an address has applied


class WordForm(forms.Form):
    """Something said about an application; `answer` is the button that is pressed."""

    text = forms.CharField(
        label=gettext_lazy("Your words"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 4}),
        validators=[refuse_control_characters], help_text=gettext_lazy("They go to who applied, as they stand here."),
    )  # fmt: skip
    decision_path = forms.CharField(
        label=gettext_lazy("Decision of a meeting"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"list": "newest-decisions"}),
        help_text=gettext_lazy(
            "If the Constitution asks for one: choose it from the newest, or paste its address in "
            "the minutes."
        ),
    )  # fmt: skip
    answer = forms.ChoiceField(
        choices=[(name, name) for name in ("ask", "accept", "decline")], widget=forms.HiddenInput
    )

    def clean_decision_path(self):
        path = self.cleaned_data["decision_path"].removeprefix(
            settings.SITE_ORIGIN
        )  # as the browser's address line has it
        if path and not _is_a_page(path):
            raise forms.ValidationError(
                _("There is no such page here. Please choose a decision, or paste its address in the minutes.")
            )
        return path

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") in ("ask", "decline") and not cleaned.get("text"):
            self.add_error("text", _("Please write a word: it is what they will read."))
        if (
            cleaned.get("answer") == "accept"
            and cleaned.get("decision_path") == ""
            and MembershipRules.now().asks_decision
        ):
            self.add_error("decision_path", _("New members are accepted at a meeting. Please name its decision."))
        return cleaned


def _is_a_page(path):
    return path.startswith("/") and not path.startswith("//") and is_valid_path(path.partition("#")[0])


class AnswerBackForm(forms.Form):
    """What who applies answers to a question."""

    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[refuse_control_characters],
    )


class InvitesForm(PeopleListForm):
    """People to be invited, one or many."""

    capacity = forms.ChoiceField(label=gettext_lazy("As"))
    language = forms.ChoiceField(label=gettext_lazy("Language of their letters"), choices=Language.choices)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["capacity"].choices = MembershipRules.now().capacities()
        self.fields["language"].initial = reading_language()

    def known(self):
        sent = Invite.objects.filter(state=Invite.State.SENT).values_list("email", flat=True)
        here = Person.objects.standing_now().values_list("email", flat=True)
        return {email.lower() for email in [*sent, *here]}

    def row_of(self, name, email, organisation):
        facts = {key: self[key].value() for key in ("capacity", "language")}
        row = Invite(name=name, email=email, organisation_name=organisation, **facts)
        row.clean_fields(exclude=["expires_at", "invited_by", "organisation"])
        return row
