"""The Forum's mark: a picture that somebody sends is checked, made small, and takes the place of the one before."""

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import apart, stored
from common.bare.taking import taken
from common.files import Refused, suffix_of

SIDES = {"mark": 144, "icon": 512}  # pixels: beside the name, in letters and files; on home screens
PICTURES = {".png", ".jpg", ".jpeg"}


class PictureField(forms.FileField):
    """A picture that is checked by its name and its contents; gives its small squares, {column: PNG}."""

    widget = forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"})
    default_error_messages = {"invalid": gettext_lazy("Please choose a picture, as PNG or JPEG.")}

    def clean(self, data, initial=None):
        file = super(forms.FileField, self).clean(data)  # its own checks of length would help less than those below
        return small(file) if file else None

    def to_python(self, data):
        return data if data in self.empty_values or hasattr(data, "size") else None


def small(file) -> dict[str, ContentFile]:
    """Return the squares (SIDES) of an uploaded picture; raises Refused."""
    if suffix_of(file.name) not in PICTURES:
        raise Refused(_("Please choose a picture, as PNG or JPEG."))
    data = taken(file).read()
    try:
        squares = {name: apart.run("members.data.shrinking.square", data, side) for name, side in SIDES.items()}
    except apart.Exceeded:
        raise Refused(_("This picture is damaged or cut off. Please save it again, or send its original.")) from None
    return {name: ContentFile(square, f"{name}.png") for name, square in squares.items()}


def save(form) -> bool:
    """Save the form of who the Forum is, with the picture it was sent, or without the one it takes away; return whether
    it was current. Raises common.stored.NoRoom.
    """
    pictures = form.cleaned_data["picture"] or dict.fromkeys(SIDES, "") if form.changes_mark else {}
    before = [getattr(form.instance, name).name for name in pictures]
    for name, picture in pictures.items():
        setattr(form.instance, name, picture)
    is_saved = form.save_if_current(also=tuple(pictures))
    for name in before if is_saved else []:
        stored.set_aside(name)
    return is_saved
