"""A picture that somebody sends with a form: checked by its name and its contents, then made small apart."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.bare import apart, pictures
from common.bare.taking import taken
from common.filing.files import Refused, suffix_of

KINDS = {".png", ".jpg", ".jpeg"}


class PictureField(forms.FileField):
    """A picture, PNG or JPEG; gives what `small`, a function of its bytes, makes of it. Raises Refused beyond."""

    widget = forms.FileInput(attrs={"accept": ",".join(sorted(KINDS))})
    default_error_messages = {"invalid": gettext_lazy("Please choose a picture, as PNG or JPEG.")}

    def __init__(self, *, small: Callable[[bytes], Any], **kwargs):
        super().__init__(**kwargs)
        self.small = small

    def clean(self, data, initial=None):
        file = super(forms.FileField, self).clean(data)  # its own checks of length would help less than those below
        return shrunk(file, self.small) if file else None

    def to_python(self, data):
        return data if data in self.empty_values or hasattr(data, "size") else None


def shrunk(file: File, small: Callable[[bytes], Any]) -> Any:
    """Return what `small` makes of the bytes of an uploaded picture; raises Refused when it is none or is damaged."""
    if suffix_of(file.name) not in KINDS:
        raise Refused(_("Please choose a picture, as PNG or JPEG."))
    data = taken(file).read()
    try:
        return small(data)
    except (apart.Exceeded, pictures.Unreadable):
        raise Refused(_("This picture is damaged or cut off. Please save it again, or send its original.")) from None
