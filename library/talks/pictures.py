"""Pictures of a co-operative: checked, made as small as they are shown, with what they show in words."""

from dataclasses import dataclass

from django import forms
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import apart, stored
from common.bare import pictures
from common.bare.taking import taken
from common.editing import IllegalChange, locked
from common.files import Refused, suffix_of
from library.models import StudyPicture

KINDS = {".png", ".jpg", ".jpeg"}
MOST = 12  # of one case study


@dataclass(frozen=True)
class Fitting:
    """A picture as it is stored, and its points each way."""

    file: ContentFile
    width: int
    height: int


class PictureField(forms.FileField):
    """A picture that is checked by its name and its contents; gives it as it is stored, a Fitting."""

    widget = forms.FileInput(attrs={"accept": ",".join(sorted(KINDS))})
    default_error_messages = {"invalid": gettext_lazy("Please choose a picture, as PNG or JPEG.")}

    def clean(self, data, initial=None):
        file = super(forms.FileField, self).clean(data)  # its own checks of length would help less than those below
        return small(file) if file else None

    def to_python(self, data):
        return data if data in self.empty_values or hasattr(data, "size") else None


def small(file) -> Fitting:
    """Return an uploaded picture as it is stored; raises Refused."""
    if suffix_of(file.name) not in KINDS:
        raise Refused(_("Please choose a picture, as PNG or JPEG."))
    data = taken(file).read()
    try:
        one = pictures.picture(apart.run("library.talks.shrinking.fitting", data))
    except (apart.Exceeded, pictures.Unreadable):
        raise Refused(_("This picture is damaged or cut off. Please save it again, or send its original.")) from None
    return Fitting(ContentFile(one.data, "picture.jpg"), one.width, one.height)


@transaction.atomic
def add(*, study, picture, fitting) -> StudyPicture:
    """Save a picture of a CaseStudy with its file and return it; raises IllegalChange beyond MOST."""
    study = locked(study)
    if study.pictures.count() >= MOST:
        raise IllegalChange(_("There are %(number)s pictures already, as many as a page can show.") % {"number": MOST})
    picture.study, picture.file = study, fitting.file
    picture.width, picture.height = fitting.width, fitting.height
    picture.save(force_insert=True)
    return picture


@transaction.atomic
def remove(*, picture) -> None:
    """Remove a picture; its file stays for a day."""
    stored.set_aside(locked(picture).file.name)
    picture.delete()


@transaction.atomic
def save_study(*, form) -> bool:
    """Save the form of a case study, and when it was first shown; return whether it was current."""
    also = []
    if form.instance.shown_at is None and not form.instance.is_unshown:
        form.instance.shown_at, also = timezone.now(), ["shown_at"]
    return form.save_if_current(also=also)
