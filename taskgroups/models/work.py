"""What a group works towards: its milestones, and how the day of its report was moved."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.text import LineField
from meetings.models import Decision
from members.access import circle_of
from members.history import tracked
from taskgroups.models.frozen import stands_with_group
from taskgroups.models.groups import TaskGroup
from taskgroups.models.indexes import MILESTONE


class OfGroupQuerySet(models.QuerySet):
    """Rows that belong to a group: read by whoever reads the group."""

    def visible_within(self, circle):
        """Those of groups that a circle reads."""
        return self.filter(group__in=TaskGroup.objects.visible_within(circle))

    def visible_to(self, person):
        """Those of groups that somebody reads."""
        return self.filter(group__in=TaskGroup.objects.visible_to(person)) if circle_of(person) else self.none()


class MilestoneQuerySet(OfGroupQuerySet):
    def to_come(self):
        """Those that are not done, of groups at work."""
        return self.filter(done_on=None, group__state__in=TaskGroup.AT_WORK)


@tracked()
class Milestone(Versioned):
    """Something that a group is to have done by a day."""

    group = models.ForeignKey(TaskGroup, models.CASCADE, related_name="milestones", verbose_name=_("group"))
    title = BothLanguages(LineField(_("milestone"), max_length=200))
    due_on = models.DateField(_("by"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("done by"),
    )

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["group", "due_on", "pk"]
        constraints = [
            said_in_one("title", _("Please write this in English or in Welsh (best in both).")),
            models.CheckConstraint(
                condition=Q(done_by=None) | Q(done_on__isnull=False), name="taskgroups_milestone_done_by_of_done"
            ),
        ]
        triggers = [newer_language("title"), counts_saves(), stands_with_group(), *searched(MILESTONE), *stamps()]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{reverse('taskgroups:group', args=[self.group_id])}#milestones"

    @property
    def is_overdue(self):
        """Not done, and past its day."""
        return self.done_on is None and self.due_on < timezone.localdate()


@tracked()
class DueChange(models.Model):
    """That the day of a group's report was moved, and by which decision."""

    group = models.ForeignKey(TaskGroup, models.CASCADE, related_name="due_changes", verbose_name=_("group"))
    was_on = models.DateField(_("was due"), null=True, blank=True, editable=False)
    due_on = models.DateField(_("now due"))
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+", verbose_name=_("by the decision"))
    changed_at = models.DateTimeField(_("recorded"), default=timezone.now, editable=False)

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a group’s date")
        verbose_name_plural = _("changes of groups’ dates")
        ordering = ["group", "changed_at", "pk"]
        triggers = [stands_with_group(), *stamps()]

    def __str__(self):
        return f"{self.group}: {self.due_on}"
