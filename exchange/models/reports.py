"""What people report of the exchange, who follows which post or hears nothing of it, and the Forum's rule for posts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.editing import Versioned, counts_saves
from common.keeping import stamps
from common.text import LineField, LongTextField
from exchange.models.words import Comment, Post
from members.access import NOTHING, ForCircles, within
from members.history import tracked


class ReportQuerySet(ForCircles):
    def visible_within(self, circle):
        """Reports are for who keeps the record."""
        return self.filter(within(circle, out=NOTHING, shared=NOTHING))

    def waiting(self):
        """Those that nobody has looked at."""
        return self.filter(verdict=Report.Verdict.WAITING)


@tracked()
class Report(Versioned):
    """That somebody thinks a post or comment should not stand; whoever keeps the record says what becomes of it."""

    class Verdict(models.TextChoices):
        WAITING = "waiting", _("Waiting to be looked at")
        RESTORED = "restored", _("Shown again")
        HIDDEN = "hidden", _("Kept hidden")

    post = models.ForeignKey(
        Post, models.CASCADE, null=True, blank=True, editable=False, related_name="reports", verbose_name=_("post")
    )
    comment = models.ForeignKey(
        Comment, models.CASCADE, null=True, blank=True, editable=False, related_name="reports",
        verbose_name=_("comment"),
    )  # fmt: skip
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, editable=False, related_name="+", verbose_name=_("reported by")
    )
    why = LongTextField(_("what is wrong with it"), max_length=1_000)
    made_at = models.DateTimeField(_("reported"), default=timezone.now, editable=False)
    verdict = models.CharField(
        _("what became of it"), max_length=10, choices=Verdict.choices, default=Verdict.WAITING, editable=False
    )
    reason = LineField(_("reason"), max_length=300, blank=True, editable=False)
    judged_at = models.DateTimeField(_("looked at"), null=True, blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=True) ^ Q(comment__isnull=True), name="exchange_report_of_one"
            ),
            models.CheckConstraint(
                condition=Q(verdict="waiting") | ~Q(reason=""),
                name="exchange_report_judged_with_reason",
                violation_error_message=_("Please write the reason in a few words: it is kept with the report."),
            ),
            models.UniqueConstraint(fields=["by", "post"], name="exchange_report_post_once"),
            models.UniqueConstraint(fields=["by", "comment"], name="exchange_report_comment_once"),
        ]
        triggers = [counts_saves("judged_at")]

    def __str__(self):
        return str(self.words)

    def get_absolute_url(self):
        return self.words.get_absolute_url()

    @property
    def words(self):
        """The post or comment that it is about."""
        return self.post or self.comment


@tracked()
class Following(models.Model):
    """That somebody wants to hear of everything said to a post, or of nothing."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="followings", verbose_name=_("post"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    is_muted = models.BooleanField(_("hears nothing of it"), default=False)

    class Meta:
        verbose_name = _("following of a post")
        verbose_name_plural = _("followings of posts")
        ordering = ["post", "pk"]
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="exchange_following_once")]

    def __str__(self):
        return f"{self.post}: {self.person}"


@tracked()
class ExchangeRules(Versioned):
    """What the Forum wants of the exchange: one row, which is never deleted."""

    only_comments = models.BooleanField(
        _("members may only comment"),
        default=False,
        help_text=_("Then only the administrator and the Chair write posts; everybody else answers them."),
    )

    class Meta:
        verbose_name = _("rules of the exchange")
        verbose_name_plural = _("rules of the exchange")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="exchange_rules_one_row")]
        triggers = [counts_saves(), *stamps()]

    def __str__(self):
        return str(self._meta.verbose_name)

    @classmethod
    def now(cls):
        """Return the rules that hold, which are the usual ones while nobody has written any."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
