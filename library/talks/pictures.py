"""Pictures of a co-operative: checked, made as small as they are shown, with what they show in words."""

from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.bare import apart, pictures
from common.editing import IllegalChange, locked
from common.filing import stored
from library.models import StudyPicture

MOST = 12  # of one case study


@dataclass(frozen=True)
class Fitting:
    """A picture as it is stored, and its points each way."""

    file: ContentFile
    width: int
    height: int


def fitted(data: bytes) -> Fitting:
    """Return a picture as it is stored; raises common.bare.apart.Exceeded and common.bare.pictures.Unreadable."""
    one = pictures.picture(apart.run("members.data.shrinking.fitting", data))
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
