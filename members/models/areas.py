"""The areas that a Forum speaks of, such as the parts of its country: a short list that the administrator keeps.

Rows of other tables name an area by its key (`AreaField`); `docs/decisions/30-areas.md` says why.
"""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.keeping import stamps
from common.languages.ordering import InOrder
from common.queries.told import ToldOnce
from common.text import NameField
from members.history import tracked
from members.models.standing import WRITE_A_NAME

LONGEST_KEY = 12
UNKNOWN = gettext_noop("There is no such area any more. Please choose another one.")
NAMED = gettext_noop("Something in the record is of this area. Say that it is not offered any more instead.")
# The database finds by this name which tables may name an area: a lower app need not know.
STAYS_WHILE_NAMED = pgtrigger.Trigger(
    name="stays_while_named",
    operation=pgtrigger.Delete | pgtrigger.UpdateOf("key"),
    when=pgtrigger.Before,
    declare=[("place", "text"), ("is_named", "boolean")],
    func=f"""
        IF TG_OP = 'UPDATE' AND NEW.key = OLD.key THEN RETURN NEW; END IF;
        FOR place IN SELECT tgrelid::regclass FROM pg_trigger WHERE tgname LIKE 'pgtrigger_names_area%' LOOP
            EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE area = $1)', place) INTO is_named USING OLD.key;
            IF is_named THEN RAISE EXCEPTION '{NAMED}'; END IF;
        END LOOP;
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;""",  # noqa: S608 (nothing in it comes from outside)
)


def names_area() -> pgtrigger.Trigger:
    """Return the trigger by which the column `area` of a table names an area that there is, or none."""
    return pgtrigger.Trigger(
        name="names_area",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("area"),
        when=pgtrigger.Before,
        func=f"""
            IF NEW.area <> '' THEN
                PERFORM FROM members_area WHERE key = NEW.area FOR KEY SHARE;
                IF NOT FOUND THEN RAISE EXCEPTION '{UNKNOWN}'; END IF;
            END IF;
            RETURN NEW;""",
    )


def new_key() -> str:
    """Return what the record calls a new area."""
    return uuid.uuid4().hex[:LONGEST_KEY]


class AreaQuerySet(models.QuerySet):
    def offered(self):
        """Those that can be chosen today."""
        return self.filter(is_withdrawn=False)


@tracked()
class Area(Versioned):
    """One of them, or the whole: who answers the enquiries of the whole answers wherever nobody else does."""

    key = models.CharField(_("key"), max_length=LONGEST_KEY, unique=True, default=new_key, editable=False)
    name = BothLanguages(NameField(_("name"), max_length=80))
    is_whole = models.BooleanField(
        _("All areas together"),
        default=False,
        help_text=_("Whoever answers enquiries there answers wherever nobody else does."),
    )
    is_withdrawn = models.BooleanField(
        _("Not offered any more"), default=False, help_text=_("What is of this area already stays so.")
    )
    order = models.PositiveSmallIntegerField(
        _("place in the list"), default=10, help_text=_("The smallest number stands first.")
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["order", InOrder("name_en", "name_cy"), "pk"]
        constraints = [
            said_in_one("name", WRITE_A_NAME),
            models.UniqueConstraint(
                fields=["is_whole"],
                condition=Q(is_whole=True),
                name="members_area_one_whole",
                violation_error_message=_("Another one stands for all areas together already."),
            ),
        ]
        triggers = [newer_language("name"), counts_saves(), STAYS_WHILE_NAMED, *stamps()]

    def __str__(self):
        return self.name


def read() -> tuple[Area, ...]:
    """Return all areas as the record has them, in their order, those not offered any more among them; one query."""
    return tuple(Area.objects.all())


_TOLD = ToldOnce(read)
asked_once = _TOLD.asked_once


def areas() -> tuple[Area, ...]:
    """Return all areas, in their order, those not offered any more among them."""
    return _TOLD()


def whole_key() -> str:
    """Return the key of the area that is the whole of it, "" where there is none."""
    return next((area.key for area in areas() if area.is_whole), "")


def choices() -> list[tuple[str, str]]:
    """Return (key, name) of all areas, the names in the reader's language where they are there in it."""
    return [(area.key, area.name) for area in areas()]


class AreaField(models.CharField):
    """The key of one of the areas, which is read from the record whenever it is asked for; or "" for none."""

    def __init__(self, verbose_name=None, **kwargs) -> None:
        super().__init__(verbose_name or _("area"), **{**kwargs, "max_length": LONGEST_KEY, "choices": choices})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"], kwargs["choices"]
        return name, path, args, kwargs

    def _check_choices(self):
        return []  # they are rows, of a table that may not be there yet
