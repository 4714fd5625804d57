"""The talk about a proposal between meetings: a post among the members, under which they say what they think of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.keeping import stamps
from exchange.models.words import Post
from meetings.models import Ballot


class BallotTalk(models.Model):
    """That a post is the talk about a ballot, which has one at most."""

    ballot = models.OneToOneField(Ballot, models.CASCADE, related_name="+", verbose_name=_("proposal"))
    post = models.OneToOneField(Post, models.CASCADE, related_name="ballot_talk", verbose_name=_("post"))

    class Meta:
        verbose_name = _("talk about a proposal")
        verbose_name_plural = _("talks about proposals")
        ordering = ["ballot"]
        triggers = stamps()

    def __str__(self):
        return f"{self.ballot}: {self.post}"
