"""What stands beside a proposal between meetings: its paper, as a file in each language."""

import pgtrigger
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from common.both_languages import LANGUAGE_NAMES
from common.keeping import stamps
from common.text import LineField
from meetings.models.balloting import Ballot
from meetings.models.papers import random_name

PAPER_STANDS = gettext_noop("The paper of a proposal cannot be changed once members are asked.")


class BallotPaper(models.Model):
    """The file of a proposal's paper in one language; it stands as members were asked with it."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="papers", verbose_name=_("proposal"))
    language = models.CharField(_("language"), max_length=2, choices=list(LANGUAGE_NAMES.items()))
    file = models.FileField(_("file"), upload_to=random_name)
    name = LineField(_("file name"), max_length=200)
    content_type = models.CharField(_("kind of file"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))

    class Meta:
        verbose_name = _("paper of a proposal")
        verbose_name_plural = _("papers of proposals")
        ordering = ["ballot", "-language"]
        constraints = [models.UniqueConstraint(fields=["ballot", "language"], name="meetings_ballotpaper_once")]
        triggers = [
            pgtrigger.Trigger(
                name="as_asked",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=f"RAISE EXCEPTION '{PAPER_STANDS}';",
            ),
            *stamps(),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("meetings:ballot_paper", args=[self.ballot_id, self.language])
