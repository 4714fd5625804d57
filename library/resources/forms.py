"""Forms for resources: what one is, its files and links, withdrawing it, and finding on the shelf."""

from http import HTTPStatus

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.both_languages import LANGUAGE_NAMES, reading_language
from common.editing import TwoLanguageForm, VersionedForm
from common.filing import files, stored
from common.languages.sides import InOurLanguages
from library.models import Resource, ResourceCopy
from library.models.resources import IN_A_CIRCLE
from meetings.papers.forms import PaperFile
from members.choices import NamedChoice, OffersAreas
from members.models import Interest, areas


class ResourceChoice(NamedChoice):
    """One of the other resources."""

    default_error_messages = {"invalid_choice": gettext_lazy("Please choose one of the resources.")}

    def rows(self):
        return [(row.pk, row.title, str(row.year or "")) for row in self.queryset.only("title_en", "title_cy", "year")]


class ResourceForm(OffersAreas, TwoLanguageForm, VersionedForm):
    """What a resource is and what about, who may read it, and which one took its place."""

    required_texts = ("title",)
    folds_other_side = True

    class Meta:
        model = Resource
        fields = [
            "kind", "title_en", "title_cy", "summary_en", "summary_cy", "made_by", "year", "topics", "area", "audience",
            "replaced_by",
        ]  # fmt: skip
        widgets = {"topics": forms.CheckboxSelectMultiple} | {
            side: forms.Textarea(attrs={"rows": 3}) for side in ("summary_en", "summary_cy")
        }
        field_classes = {"replaced_by": ResourceChoice}
        help_texts = {"replaced_by": gettext_lazy("This one stays readable, with the way to the newer one.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not Interest.objects.exists():
            del self.fields["topics"]
        if self.instance.pk:
            self.fields["replaced_by"].queryset = Resource.objects.on_shelf().exclude(pk=self.instance.pk)
        else:
            del self.fields["replaced_by"]

    def clean_replaced_by(self):
        """No resource that this one replaces, however many stand between them."""
        newer = self.cleaned_data["replaced_by"]
        chain, after = set(), newer
        while after is not None and after.pk not in chain:
            chain.add(after.pk)
            after = after.replaced_by
        if self.instance.pk in chain:
            raise forms.ValidationError(_(IN_A_CIRCLE))
        return newer


class CopyForm(stored.FindsRoom, VersionedForm):
    """A file or a link of a resource, in which language, and whether it is easy to read; what it is, it stays."""

    file_field = "upload"

    upload = PaperFile(label=gettext_lazy("File"), required=False)
    status = HTTPStatus.OK

    class Meta:
        model = ResourceCopy
        fields = ["upload", "link", "language", "is_easy_read"]
        help_texts = {"link": gettext_lazy("Instead of a file: the address where it can be read or seen.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["upload", "link", "language", "is_easy_read"])
        copy, kinds = self.instance, {"kinds": files.ALLOWED, "limit": files.limit()}
        replaces = _("Now: %(name)s. A new file takes its place.") % {"name": copy.file_name}
        self.fields["upload"].help_text = replaces if copy.file else _("%(kinds)s, up to %(limit)s.") % kinds
        if copy.pk is None:
            self.fields["language"].initial = reading_language()
        else:
            del self.fields["link" if copy.file else "upload"]
            if not copy.file:
                self.fields["link"].required, self.fields["link"].help_text = True, ""

    def clean(self):
        cleaned = super().clean()
        sent = [name for name in ("upload", "link") if cleaned.get(name) or name in self.errors]
        if self.instance.pk is None and len(sent) != 1:
            place = "link" if sent else "upload"
            self.add_error(place, _("Please choose a file or write a link, one of the two."))
        return cleaned

    def stored(self, row, name):
        if name == "upload":
            return _("%(name)s. Please choose your file again if it is to take its place.") % {"name": row.file_name}
        return super().stored(row, name)


class WithdrawForm(forms.Form):
    """Why a resource is withdrawn."""

    why = forms.CharField(
        label=gettext_lazy("Why it is withdrawn"),
        max_length=300,
        help_text=gettext_lazy("Such as: the law has changed. Only the administrator and the Chair read this."),
        validators=Resource._meta.get_field("withdrawn_why").default_validators,
    )


class ShelfForm(InOurLanguages, forms.Form):
    """Which resources to show, each choice with the number of those that it leaves."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    area = forms.ChoiceField(label=gettext_lazy("Area"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    easy = forms.BooleanField(label=gettext_lazy("Only what is in easy read"), required=False)
    old = forms.BooleanField(label=gettext_lazy("Also what was replaced"), required=False)

    withdrawn = forms.BooleanField(label=gettext_lazy("Only what was withdrawn"), required=False)

    def __init__(self, shelf, *, may_keep):
        chosen = {name: getattr(shelf.chosen, name) for name in self.base_fields}
        super().__init__(initial=chosen)
        if not may_keep:
            del self.fields["withdrawn"]
        topics = [(str(row.pk), row.name) for row in Interest.objects.all()]
        known = {"kind": Resource.Kind.choices, "topic": topics, "area": areas.choices()}
        for name, choices in {**known, "language": LANGUAGE_NAMES.items()}.items():
            if not choices:  # the Forum has none
                del self.fields[name]
                continue
            number = shelf.counted(name)
            there = [(key, f"{label} ({number[key]})") for key, label in choices if number[key] or key == chosen[name]]
            self.fields[name].choices = [("", _("all")), *there]
