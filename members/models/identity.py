"""Who the Forum is: the names, the line, the address and the colour that every page, letter and file shows."""

import re
import uuid
from contextlib import suppress

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.both_languages import LANGUAGES, BothLanguages, newer_language, said_in_one
from common.colours import contrast
from common.editing import Versioned, counts_saves
from common.keeping import stamps
from common.text import LineField, NameField
from members.history import tracked

PAPER = "#f8f4ea"  # what the site is written on, and writes in upon the colour (static/css/tokens.css)
OWN_MARK = settings.ROOT / "static" / "images" / "mark.png"  # the site's, for who has none
READABLE = 4.5  # WCAG 2.2, 1.4.3


def refuse_unreadable(colour) -> None:
    """Raise ValidationError for what is no colour ("#rrggbb"), or one that can neither be read nor be written on."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValidationError(_("Please write the colour as # and six digits, such as #1d4a41."), code="colour")
    if contrast(colour, PAPER) < READABLE:
        raise ValidationError(_("This colour is too pale to be read. Please choose a darker one."), code="pale")


def picture_name(row, filename) -> str:
    """Return where a picture of the Forum is stored: a random name that says nothing."""
    return f"forum/{uuid.uuid4().hex}.png"


class Languages(models.TextChoices):
    """The languages that a Forum works in."""

    BOTH = "both", _("English and Welsh")
    ENGLISH = "en", _("English only")
    WELSH = "cy", _("Welsh only")


@tracked(without=["mark", "icon"])
class Identity(Versioned):
    """Who the Forum is: one row, which is never deleted. While nobody has written it, the site says "The Forum"."""

    name = BothLanguages(NameField(_("name"), max_length=100))
    tagline = BothLanguages(
        LineField(_("what it is for, in one line"), max_length=150, help_text=_("It stands at the foot of every page."))
    )
    languages = models.CharField(
        _("languages"),
        max_length=4,
        choices=Languages,
        default=Languages.BOTH,
        db_default=Languages.BOTH,
        help_text=_("Texts in a language that is left out stay in the record, and come back with it."),
    )
    email = models.EmailField(
        _("address that people write to"),
        blank=True,
        help_text=_("Answers to letters go there too. Somebody must read it."),
    )
    colour = models.CharField(
        _("colour"),
        max_length=7,
        blank=True,
        validators=[refuse_unreadable],
        help_text=_("Of the head of pages and of buttons: # and six digits. Leave it empty for the site’s green."),
    )
    mark = models.FileField(_("mark"), upload_to=picture_name, blank=True, editable=False)  # small
    icon = models.FileField(
        _("icon"), upload_to=picture_name, blank=True, editable=False
    )  # and larger, for home screens
    set_up_at = models.DateTimeField(_("moved in"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("the Forum’s identity")
        verbose_name_plural = _("the Forum’s identity")
        triggers = [newer_language("name", "tagline"), counts_saves("set_up_at"), *stamps()]
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="members_identity_one_row"),
            said_in_one("name", _("Please write the name in English or in Welsh.")),
            models.CheckConstraint(
                condition=Q(languages__in=Languages.values),
                name="members_identity_languages",
                violation_error_message=_("Please choose one of the answers."),
            ),
        ]

    def __str__(self):
        return str(self.name)

    @classmethod
    def now(cls):
        """Return who the Forum is; its names are "The Forum" and "Y Fforwm" while nobody has written them."""
        return cls.objects.filter(pk=1).first() or cls(pk=1, name_en="The Forum", name_cy="Y Fforwm")

    @property
    def in_use(self) -> tuple[str, ...]:
        """The languages that the Forum works in: LANGUAGES, or one of them."""
        return LANGUAGES if self.languages == Languages.BOTH else (self.languages,)

    @property
    def is_written(self) -> bool:
        """Whether somebody has written it."""
        return not self._state.adding

    @property
    def mark_url(self) -> str:
        """The address of the picture that stands beside the name."""
        return reverse("members:mark", args=[self.version]) if self.mark else static("images/mark.svg")

    @property
    def icon_url(self) -> str:
        """The address of the picture for home screens."""
        return reverse("members:icon", args=[self.version]) if self.icon else static("images/icon.png")

    def for_paper(self) -> dict:
        """Return what pages on paper show of it: its name, the bytes of its mark, and that in words."""
        said = _("The mark of %(forum)s") % {"forum": self.name}
        return {"forum": str(self.name), "mark": list(self.mark_png()), "mark_in_words": str(said)}

    def mark_png(self) -> bytes:
        """Return the picture that stands beside the name, for letters and files: a PNG of 144 by 144 pixels."""
        with suppress(FileNotFoundError):  # lost
            if self.mark:
                with self.mark.storage.open(self.mark.name) as file:  # a file of its own: others read this row too
                    return file.read()
        return OWN_MARK.read_bytes()
