"""What people take an interest in, so that others find them: a short list that the administrator keeps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.keeping import stamps
from common.languages.ordering import InOrder
from common.text import NameField
from members.history import tracked
from members.models.standing import WRITE_A_NAME


@tracked()
class Interest(Versioned):
    """A subject that people tick in their details, and by which the directory finds them."""

    name = BothLanguages(NameField(_("name"), max_length=80))
    order = models.PositiveSmallIntegerField(_("order"), default=10)

    class Meta:
        verbose_name = _("interest")
        verbose_name_plural = _("interests")
        ordering = ["order", InOrder("name_en", "name_cy"), "pk"]
        constraints = [said_in_one("name", WRITE_A_NAME)]
        triggers = [newer_language("name"), counts_saves(), *stamps()]

    def __str__(self):
        return self.name
