"""A picture of a page, made as small as the page shows it. Run apart (`common/apart.py`): files are strangers'."""

import io

from PIL import Image, ImageOps

SIDE = 1200  # points: twice what the page gives it, for sharp screens
QUALITY = 82


def fitting(data: bytes) -> bytes:
    """Return the picture (PNG or JPEG) as a JPEG of at most SIDE points each way, on white, upright, without its notes.

    Raises what Pillow raises of a picture that it cannot open; of two hundred million points and more it opens none.
    """
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
        opened.draft("RGB", (2 * SIDE, 2 * SIDE))  # a JPEG is read no larger than need be
        picture = ImageOps.exif_transpose(opened).convert("RGBA")
    picture.thumbnail((SIDE, SIDE))
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture)
    written = io.BytesIO()
    ground.convert("RGB").save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()
