"""The form for a picture or file of a post or comment."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.bare import PICTURES
from common.editing import VersionedForm
from common.filing import files, stored
from exchange.models import Attachment
from exchange.models.attachments import SAY_WHAT_IT_SHOWS
from library.talks.pictures import Fitting, fitted
from meetings.papers.forms import PaperFile
from members.data.pictures import shrunk


class AttachmentForm(stored.FindsRoom, VersionedForm):
    """A picture with what it shows in words, or another file; what was sent, it stays."""

    file_field = "upload"

    upload = PaperFile(label=gettext_lazy("Picture or file"))

    class Meta:
        model = Attachment
        fields = ["upload", "shows", "is_decoration"]
        labels = {"shows": gettext_lazy("In words")}
        help_texts = {
            "shows": gettext_lazy(
                "Of a picture: what it shows, read aloud to who does not see it. Of another file: what it is, if its "
                "name does not say so."
            ),
            "is_decoration": gettext_lazy("The picture tells nothing that the words beside it do not."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["upload", "shows", "is_decoration"])
        if self.instance.pk is None:
            facts = {"kinds": files.ALLOWED, "limit": files.limit()}
            self.fields["upload"].help_text = _("%(kinds)s, up to %(limit)s.") % facts
            return
        del self.fields["upload"]
        if not self.instance.is_picture:
            del self.fields["is_decoration"]

    def clean_upload(self) -> forms.Field | Fitting:
        """Return a picture as small as it is shown (a Fitting), another file as it came."""
        file = self.cleaned_data["upload"]
        return shrunk(file, fitted) if files.suffix_of(file.name) in PICTURES else file

    def clean(self):
        """A picture is said in words; one that is decoration has none."""
        cleaned = super().clean()
        is_picture = self.instance.is_picture or isinstance(cleaned.get("upload"), Fitting)
        if cleaned.get("is_decoration") and is_picture:
            cleaned["shows"] = ""
        elif is_picture and not cleaned.get("shows") and "shows" not in self.errors:
            again = "" if self.instance.pk else _("Then choose it again: a file is not kept before all is there.")
            self.add_error("shows", f"{SAY_WHAT_IT_SHOWS} {again}".strip())
        return cleaned
