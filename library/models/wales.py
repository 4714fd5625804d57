"""Wales as a map of points: its 22 principal areas with the place of each, and a coast drawn by hand for this site."""

from dataclasses import dataclass
from functools import cache
from math import cos, radians

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.areas import areas


class County(models.TextChoices):
    """The principal areas of Wales, from north to south."""

    ANGLESEY = "anglesey", _("Isle of Anglesey")
    CONWY = "conwy", _("Conwy")
    DENBIGHSHIRE = "denbighshire", _("Denbighshire")
    FLINTSHIRE = "flintshire", _("Flintshire")
    GWYNEDD = "gwynedd", _("Gwynedd")
    WREXHAM = "wrexham", _("Wrexham")
    CEREDIGION = "ceredigion", _("Ceredigion")
    POWYS = "powys", _("Powys")
    CARMARTHENSHIRE = "carmarthenshire", _("Carmarthenshire")
    PEMBROKESHIRE = "pembrokeshire", _("Pembrokeshire")
    BLAENAU_GWENT = "blaenau_gwent", _("Blaenau Gwent")
    BRIDGEND = "bridgend", _("Bridgend")
    CAERPHILLY = "caerphilly", _("Caerphilly")
    CARDIFF = "cardiff", _("Cardiff")
    MERTHYR_TYDFIL = "merthyr_tydfil", _("Merthyr Tydfil")
    MONMOUTHSHIRE = "monmouthshire", _("Monmouthshire")
    NEATH_PORT_TALBOT = "neath_port_talbot", _("Neath Port Talbot")
    NEWPORT = "newport", _("Newport")
    RHONDDA_CYNON_TAF = "rhondda_cynon_taf", _("Rhondda Cynon Taf")
    SWANSEA = "swansea", _("Swansea")
    TORFAEN = "torfaen", _("Torfaen")
    VALE_OF_GLAMORGAN = "vale_of_glamorgan", _("Vale of Glamorgan")


# Degrees west and north of a point near the middle of each, apart enough in the valleys to be told from its neighbours.
MIDDLES = {
    County.ANGLESEY: (4.36, 53.28), County.CONWY: (3.74, 53.14), County.DENBIGHSHIRE: (3.35, 53.08),
    County.FLINTSHIRE: (3.15, 53.21), County.GWYNEDD: (3.98, 52.86), County.WREXHAM: (3.00, 52.99),
    County.CEREDIGION: (4.04, 52.26), County.POWYS: (3.42, 52.37), County.CARMARTHENSHIRE: (4.14, 51.90),
    County.PEMBROKESHIRE: (4.92, 51.87), County.BLAENAU_GWENT: (3.19, 51.80), County.BRIDGEND: (3.57, 51.55),
    County.CAERPHILLY: (3.21, 51.64), County.CARDIFF: (3.20, 51.50), County.MERTHYR_TYDFIL: (3.36, 51.77),
    County.MONMOUTHSHIRE: (2.85, 51.78), County.NEATH_PORT_TALBOT: (3.75, 51.68), County.NEWPORT: (2.97, 51.58),
    County.RHONDDA_CYNON_TAF: (3.45, 51.64), County.SWANSEA: (3.96, 51.63), County.TORFAEN: (3.04, 51.70),
    County.VALE_OF_GLAMORGAN: (3.42, 51.45),
}  # fmt: skip

# The coast from the Dee westwards, then the border from the Severn northwards; then Anglesey. Degrees west and north.
MAINLAND = (
    (3.09, 53.26), (3.19, 53.32), (3.31, 53.35), (3.50, 53.33), (3.63, 53.30), (3.74, 53.30), (3.80, 53.33),
    (3.88, 53.33), (3.83, 53.29), (3.92, 53.26), (4.02, 53.24), (4.13, 53.23), (4.22, 53.19), (4.28, 53.14),
    (4.33, 53.11), (4.36, 53.04), (4.46, 53.00), (4.55, 52.94), (4.66, 52.88), (4.76, 52.80), (4.73, 52.79),
    (4.60, 52.82), (4.50, 52.81), (4.47, 52.87), (4.35, 52.88), (4.23, 52.92), (4.11, 52.91), (4.14, 52.83),
    (4.10, 52.77), (4.06, 52.72), (4.10, 52.66), (4.10, 52.61), (4.05, 52.54), (4.06, 52.47), (4.09, 52.41),
    (4.13, 52.32), (4.21, 52.25), (4.36, 52.21), (4.48, 52.16), (4.62, 52.13), (4.70, 52.11), (4.84, 52.02),
    (4.99, 52.02), (5.08, 51.97), (5.20, 51.92), (5.31, 51.88), (5.13, 51.86), (5.11, 51.80), (5.25, 51.73),
    (5.12, 51.68), (5.03, 51.62), (4.92, 51.60), (4.79, 51.64), (4.70, 51.65), (4.66, 51.72), (4.52, 51.74),
    (4.38, 51.76), (4.35, 51.70), (4.22, 51.68), (4.16, 51.65), (4.29, 51.61), (4.27, 51.56), (4.12, 51.55),
    (3.98, 51.57), (3.86, 51.61), (3.79, 51.56), (3.70, 51.48), (3.57, 51.41), (3.40, 51.38), (3.27, 51.38),
    (3.16, 51.42), (3.12, 51.48), (2.98, 51.53), (2.80, 51.57), (2.67, 51.63), (2.67, 51.72), (2.68, 51.80),
    (2.78, 51.87), (2.93, 51.91), (3.05, 51.98), (3.13, 52.07), (3.12, 52.14), (3.01, 52.20), (2.97, 52.26),
    (3.07, 52.34), (3.20, 52.38), (3.11, 52.44), (3.02, 52.50), (3.12, 52.55), (3.06, 52.62), (3.01, 52.72),
    (3.10, 52.79), (3.16, 52.86), (3.09, 52.92), (2.99, 52.95), (2.86, 52.93), (2.74, 52.93), (2.73, 52.98),
    (2.83, 53.00), (2.87, 53.07), (2.93, 53.13), (2.97, 53.17), (3.02, 53.22),
)  # fmt: skip
ISLAND = (
    (4.05, 53.31), (4.13, 53.30), (4.20, 53.30), (4.24, 53.36), (4.30, 53.41), (4.44, 53.43), (4.57, 53.40),
    (4.57, 53.32), (4.68, 53.32), (4.64, 53.25), (4.50, 53.23), (4.46, 53.17), (4.37, 53.14), (4.31, 53.15),
    (4.19, 53.21), (4.09, 53.26),
)  # fmt: skip
WEST, NORTH, SCALE = 5.42, 53.5, 300  # where the picture begins, and units for a degree from south to north
ACROSS = SCALE * cos(radians(52.4))  # and for one from west to east, in the middle of Wales


IN_AREAS = {"north", "mid", "south_west", "south_east"}  # keys of the areas that are Wales together


def is_where_we_work() -> bool:
    """Whether the areas that the Forum offers are those of Wales: then its counties are asked for and on the map."""
    return {area.key for area in areas() if not area.is_withdrawn} >= IN_AREAS


@dataclass(frozen=True)
class Point:
    """A place on the map, in its units, from its top left corner."""

    x: float
    y: float


def point(county) -> Point:
    """Return where a County stands on the map."""
    return _placed(*MIDDLES[county])


def _placed(west, north) -> Point:
    return Point(round((WEST - west) * ACROSS, 1), round((NORTH - north) * SCALE, 1))


@cache
def outlines() -> tuple[str, ...]:
    """Return the land as paths of an SVG: the mainland and Anglesey."""
    return tuple(_path(shape) for shape in (MAINLAND, ISLAND))


def _path(shape) -> str:
    points = [_placed(*one) for one in shape]
    return "M" + " ".join(f"{one.x:g} {one.y:g}" for one in points) + "Z"
