"""Areas begun with and removed: a Forum of Wales may begin with those whose map the site can draw."""

from django.db import transaction
from django.utils.translation import gettext as _

from common.editing import IllegalChange
from common.languages.in_use import languages_in_use
from common.turns import one_at_a_time
from members.models import Area

OF_WALES = {  # key: name in English and in Welsh
    "north": ("North Wales", "Gogledd Cymru"),
    "mid": ("Mid Wales", "Canolbarth Cymru"),
    "south_west": ("South-west Wales", "De-orllewin Cymru"),
    "south_east": ("South-east Wales", "De-ddwyrain Cymru"),
    "all": ("All Wales", "Cymru gyfan"),
}


def may_begin_with_wales() -> bool:
    """Whether they are offered: to a Forum that works in Welsh and has no areas yet."""
    return "cy" in languages_in_use() and not Area.objects.exists()


@transaction.atomic
def begin_with_wales() -> None:
    """Make them the areas of the Forum; raises IllegalChange where there are others."""
    one_at_a_time("areas")
    if Area.objects.exists():
        raise IllegalChange(_("The Forum has areas already."))
    make_areas_of_wales()


@transaction.atomic
def remove(area) -> None:
    """Remove an area; the database refuses it while something in the record is of that area."""
    area.delete()


def make_areas_of_wales() -> None:
    """Add the areas of Wales to the record."""
    for number, (key, (name_en, name_cy)) in enumerate(OF_WALES.items(), start=1):
        Area.objects.create(key=key, name_en=name_en, name_cy=name_cy, is_whole=key == "all", order=number * 10)
