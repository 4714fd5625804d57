"""Forms for case studies and their pictures."""

from django.utils.translation import gettext_lazy as _

from common.editing import TwoLanguageForm, VersionedForm
from common.filing import stored
from library.models import CaseStudy, StudyPicture, Talk, wales
from library.talks.pictures import fitted
from members.choices import NamedChoice, OffersAreas
from members.data.pictures import PictureField


class TalkChoice(NamedChoice):
    """One of the talks that were given."""

    default_error_messages = {"invalid_choice": _("Please choose one of the talks on the shelf.")}

    def rows(self):
        return [
            (row.pk, row.title, str(row.given_on)) for row in self.queryset.only("title_en", "title_cy", "given_on")
        ]


class CaseStudyForm(OffersAreas, TwoLanguageForm, VersionedForm):
    """A co-operative, how it is owned and run, and what was learned."""

    required_texts = ("name",)
    folds_other_side = True

    class Meta:
        model = CaseStudy
        fields = [
            "name_en", "name_cy", "county", "area", "place", "begun", "does_en", "does_cy", "owned_en", "owned_cy",
            "learned_en", "learned_cy", "link", "talk", "audience", "agreed_by",
        ]  # fmt: skip
        field_classes = {"talk": TalkChoice}
        help_texts = {"does_en": _("One line, such as: care at home for sixty people."), "does_cy": ""}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["talk"].queryset = Talk.objects.given()
        is_in_wales = wales.is_where_we_work()
        self.fields["county"].required = is_in_wales
        self.fields.pop("area" if is_in_wales else "county", None)  # where no area is offered there is none


class PictureForm(stored.FindsRoom, TwoLanguageForm, VersionedForm):
    """What a picture shows, in words; and a new one its file."""

    file_field = "picture"

    required_texts = ("shows",)
    picture = PictureField(small=fitted, label=_("Picture"))

    class Meta:
        model = StudyPicture
        fields = ["picture", "shows_en", "shows_cy"]
        help_texts = {
            "shows_en": _("Read aloud to who does not see it: who is there, and what they do."),
            "shows_cy": "",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["picture"]
