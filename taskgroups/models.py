"""A Task and Finish Group and who is in it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.keeping import stamps
from common.languages.ordering import InOrder
from common.rich_text import RichTextField
from common.text import TitleField
from meetings.models import Meeting
from members.access import Circle, ForCircles, circle_of, within
from members.history import tracked
from members.models.people import has_left, telling


class TaskGroupQuerySet(ForCircles):
    def visible_to(self, person):
        """Members see all groups; partners the shared ones, and any that they are in or convene."""
        circle = circle_of(person)
        if circle != Circle.PARTNER:
            return self.visible_within(circle)
        return self.filter(within(circle) | Q(pk__in=TaskGroup.objects.of(person).values("pk")))

    def of(self, person):
        """Groups that this person convenes or is a member of."""
        return self.filter(Q(convenor=person) | Q(pk__in=GroupMember.objects.filter(person=person).values("group")))

    def with_convenors(self):
        """With their convenor read along, and `convenor_has_left`."""
        return self.select_related("convenor").annotate(convenor_has_left=telling(has_left("convenor")))

    def adrift(self):
        """Groups that nobody convenes who belongs to the Forum today."""
        return self.with_convenors().filter(Q(convenor=None) | Q(convenor_has_left=True))

    def open(self):
        """Groups that have not finished."""
        return self.exclude(state=TaskGroup.State.FINISHED)

    def finished(self):
        """Groups that have handed in their report and ended."""
        return self.filter(state=TaskGroup.State.FINISHED)


@tracked()
class TaskGroup(Versioned):
    """A group set up for one task, that ends with a report."""

    class State(models.TextChoices):
        ACTIVE = "active", _("Active")
        REPORTING = "reporting", _("Reporting")
        FINISHED = "finished", _("Finished")

    name = BothLanguages(TitleField(_("name"), max_length=200))
    remit = BothLanguages(RichTextField(_("terms of reference")))
    set_up_at = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("set up at"),
        help_text=_("The meeting that decided on it."),
    )
    convenor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="groups_convened",
        verbose_name=_("convenor"),
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="GroupMember",
        related_name="task_groups",
        verbose_name=_("members of the group"),
    )
    starts_on = models.DateField(_("starts"), default=timezone.localdate)
    due_on = models.DateField(_("due"), null=True, blank=True, help_text=_("When the group is to report."))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ACTIVE, editable=False)
    final_report = BothLanguages(RichTextField(_("final report")))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    shared_with_partners = models.BooleanField(
        _("shared with partners"), default=True, help_text=_("Partners see this group and may join it.")
    )

    objects = TaskGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("Task and Finish Group")
        verbose_name_plural = _("Task and Finish Groups")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gte=F("starts_on")),
                name="taskgroups_taskgroup_due_after_start",
                violation_error_message=_("The group is due before it starts. Please check the two dates."),
            ),
            said_in_one("name", _("Please write the name in English or in Welsh.")),
        ]
        triggers = [newer_language("name", "remit", "final_report"), counts_saves(), *stamps()]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("taskgroups:group", args=[self.pk])

    def clean(self):
        if self.starts_on and self.due_on and self.due_on < self.starts_on:
            raise ValidationError({"due_on": _("The group is due before it starts. Please check the two dates.")})

    @property
    def is_finished(self):
        """Whether the group has handed in its report and ended."""
        return self.state == self.State.FINISHED

    @property
    def is_overdue(self):
        """Not finished, and past its date."""
        return not self.is_finished and self.due_on is not None and self.due_on < timezone.localdate()


@tracked()
class GroupMember(Versioned):
    """A person's place in a group; the convenor needs none."""

    group = models.ForeignKey(TaskGroup, models.CASCADE, related_name="places", verbose_name=_("group"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    joined_on = models.DateField(_("joined"), default=timezone.localdate)

    class Meta:
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of a group")
        ordering = [InOrder("person__name"), "pk"]
        triggers = [counts_saves(), *stamps()]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"],
                name="taskgroups_groupmember_once",
                violation_error_message=_("This person is in the group already."),
            )
        ]

    def __str__(self):
        return f"{self.group}: {self.person}"
