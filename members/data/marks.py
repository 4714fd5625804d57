"""The Forum's mark: a picture that somebody sends is checked, made small, and takes the place of the one before."""

from django.core.files.base import ContentFile

from common.bare import apart
from common.filing import stored

SIDES = {"mark": 144, "icon": 512}  # pixels: beside the name, in letters and files; on home screens


def squares(data: bytes) -> dict[str, ContentFile]:
    """Return the small squares (SIDES) of the bytes of a picture, {column: PNG}; raises common.bare.apart.Exceeded."""
    made = {name: apart.run("members.data.shrinking.square", data, side) for name, side in SIDES.items()}
    return {name: ContentFile(square, f"{name}.png") for name, square in made.items()}


def save(form) -> bool:
    """Save the form of who the Forum is, with the picture it was sent, or without the one it takes away; return whether
    it was current. Raises common.filing.stored.NoRoom.
    """
    pictures = form.cleaned_data["picture"] or dict.fromkeys(SIDES, "") if form.changes_mark else {}
    before = [getattr(form.instance, name).name for name in pictures]
    for name, picture in pictures.items():
        setattr(form.instance, name, picture)
    is_saved = form.save_if_current(also=tuple(pictures))
    for name in before if is_saved else []:
        stored.set_aside(name)
    return is_saved
