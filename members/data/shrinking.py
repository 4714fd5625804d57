"""Pictures made no larger than they are shown. Run apart (`common/bare/apart.py`): files are strangers'."""

import io

from PIL import Image, ImageOps

MARGIN = 0.08  # of the side, around what is not already a full square
SIDE = 1200  # points of a picture on a page: twice what the page gives it, for sharp screens
QUALITY = 82


def square(data: bytes, side: int) -> bytes:
    """Return the picture (PNG or JPEG) as a PNG of `side` by `side` points on white, upright and without its notes;
    what is clear around it goes first. Raises as `_opened`.
    """
    picture = _opened(data, 2 * side)
    picture.thumbnail((4 * side, 4 * side))
    shape = picture.getchannel("A").getbbox() or (0, 0, *picture.size)
    picture = picture.crop(shape)
    is_full = picture.width == picture.height and picture.getextrema()[3][0] == 255
    inner = side if is_full else round(side * (1 - 2 * MARGIN))
    return _written(ImageOps.contain(picture, (inner, inner)), (side, side), "PNG")


def fitting(data: bytes) -> bytes:
    """Return the picture (PNG or JPEG) as a JPEG of at most SIDE points each way, on white, upright, without its notes.
    Raises as `_opened`.
    """
    picture = _opened(data, 2 * SIDE)
    picture.thumbnail((SIDE, SIDE))
    return _written(picture, picture.size, "JPEG", quality=QUALITY)


def _opened(data, most) -> Image.Image:
    """The picture upright; a JPEG is read no larger than `most` points need. Raises what Pillow raises of one that it
    cannot open; of two hundred million points and more it opens none.
    """
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
        opened.draft("RGB", (most, most))
        return ImageOps.exif_transpose(opened).convert("RGBA")


def _written(picture, size, kind, **how) -> bytes:
    """The picture in the middle of a white ground of this size, as a file of this kind."""
    ground = Image.new("RGBA", size, "white")
    ground.alpha_composite(picture, ((size[0] - picture.width) // 2, (size[1] - picture.height) // 2))
    written = io.BytesIO()
    ground.convert("RGB").save(written, kind, optimize=True, **how)
    return written.getvalue()
