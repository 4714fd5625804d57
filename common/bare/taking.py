"""What people send, as it is stored: checked, opened once, and without what it tells of who made it."""

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from common.bare import LOCKED, PICTURES, apart
from common.bare.pictures import Unreadable, picture
from common.filing.files import Refused, check, needs_password, suffix_of

MOST_POINTS = 100_000_000  # of a picture; opened it takes four bytes for each
LONGEST_SIDE = 30_000
SECONDS = 30  # that opening a document may compute


def taken(file) -> File:
    """Return an uploaded file as it is stored, with its `content_type` as we know it; raises Refused."""
    kind = check(file)
    suffix = suffix_of(file.name)
    if suffix != ".txt":
        file = ContentFile(_bare(file.read(), suffix), name=file.name)
    file.content_type = kind.content_type
    return file


def _bare(data, suffix) -> bytes:
    if suffix in PICTURES:
        return _picture(data)
    try:
        bare = apart.run(f"common.bare.{'pdf' if suffix == '.pdf' else 'zipped'}.bare", data, seconds=SECONDS)
    except apart.Exceeded:
        raise Refused(
            _(
                "This file cannot be opened: it is damaged, cut off, or far too complicated. Please save it again from "
                "the program it was written with."
            )
        ) from None
    if bare == LOCKED:
        raise needs_password()
    return bare


def _picture(data) -> bytes:
    """Return a picture without its notes; how large it is stands in its head, and it is never opened here."""
    try:
        one = picture(data)
    except Unreadable:
        raise Refused(_("This picture is damaged or cut off. Please save it again, or send its original.")) from None
    if one.width * one.height > MOST_POINTS or max(one.width, one.height) > LONGEST_SIDE:
        facts = {"width": f"{one.width:,}", "height": f"{one.height:,}"}
        raise Refused(
            _(
                "This picture is %(width)s by %(height)s pixels, which takes more memory to show than most devices "
                "have. Please save it smaller."
            )
            % facts
        )
    return one.data
