"""The picture that a Forum is known by, made square and small. Run apart (`common/apart.py`): files are strangers'."""

import io

from PIL import Image, ImageOps

MARGIN = 0.08  # of the side, around what is not already a full square


def square(data: bytes, side: int) -> bytes:
    """Return the picture (PNG or JPEG) as a PNG of `side` by `side` pixels on white, upright and without its notes.

    Raises what Pillow raises of a picture that it cannot open; of two hundred million pixels and more it opens none.
    """
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
        opened.draft("RGB", (2 * side, 2 * side))  # a JPEG is read no larger than need be
        picture = ImageOps.exif_transpose(opened).convert("RGBA")
    picture.thumbnail((4 * side, 4 * side))
    shape = picture.getchannel("A").getbbox() or (0, 0, *picture.size)
    picture = picture.crop(shape)
    is_full = picture.width == picture.height and picture.getextrema()[3][0] == 255
    inner = side if is_full else round(side * (1 - 2 * MARGIN))
    picture = ImageOps.contain(picture, (inner, inner))
    ground = Image.new("RGBA", (side, side), "white")
    ground.alpha_composite(picture, ((side - picture.width) // 2, (side - picture.height) // 2))
    written = io.BytesIO()
    ground.convert("RGB").save(written, "PNG", optimize=True)
    return written.getvalue()
