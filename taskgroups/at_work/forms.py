"""Forms for what a group does: its meetings, papers and actions."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.both_languages import reading_language
from common.editing import DateInput, TwoLanguageForm, VersionedForm
from common.filing import files, stored
from common.languages.ordering import InOrder
from common.rich_text import RichTextarea
from meetings.papers.forms import PaperFile
from members.models import Person
from taskgroups.models import GroupAction, GroupMeeting, GroupPaper
from taskgroups.models.together import ENDS_FIRST


class MomentInput(forms.DateTimeInput):
    """The browser's own picker of a day and a time."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def people_of(group):
    """Return who is in a group, with its convenor and deputy, by their names."""
    keys = Q(pk__in=[group.convenor_id, group.deputy_id]) | Q(task_groups=group)
    return Person.objects.filter(keys).distinct().order_by(InOrder("name"), "pk")


class GroupMeetingForm(TwoLanguageForm, VersionedForm):
    """When and where a group meets; afterwards who came, and a few notes."""

    came = forms.ModelMultipleChoiceField(
        Person.objects.none(), label=_("Who came"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = GroupMeeting
        fields = ["starts_at", "ends_at", "place", "online_link", "within_group", "came", "notes_en", "notes_cy"]
        widgets = {"starts_at": MomentInput(), "ends_at": MomentInput()}
        widgets |= {side: RichTextarea({"rows": 4}) for side in ("notes_en", "notes_cy")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["came"].queryset = people_of(self.instance.group)
        self.initial["came"] = [row.person_id for row in self.instance.came.all()] if self.instance.pk else []

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", ENDS_FIRST)
        return cleaned

    def stored(self, row, name):
        if name != "came":
            return super().stored(row, name)
        return ", ".join(one.person.name for one in row.came.select_related("person"))


class GroupPaperForm(stored.FindsRoom, TwoLanguageForm, VersionedForm):
    """A paper of a group; its file is chosen once, and a newer one is another paper."""

    required_texts = ("title",)
    file_field = "upload"
    upload = PaperFile(label=_("File"), required=True)

    class Meta:
        model = GroupPaper
        fields = ["title_en", "title_cy", "upload", "language", "within_group"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        facts = {"kinds": files.ALLOWED, "limit": files.limit()}
        self.fields["upload"].help_text = _("%(kinds)s, up to %(limit)s.") % facts
        if self.instance.pk:
            del self.fields["upload"]
        else:
            self.initial["language"] = reading_language()


class GroupActionForm(TwoLanguageForm, VersionedForm):
    """Something that somebody in the group takes on."""

    required_texts = ("text",)

    class Meta:
        model = GroupAction
        fields = ["text_en", "text_cy", "owner", "due_on", "progress"]
        widgets = {"due_on": DateInput()} | {s: forms.Textarea(attrs={"rows": 2}) for s in ("text_en", "text_cy")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_of(self.instance.group)
