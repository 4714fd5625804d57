"""A Task and Finish Group, who is in it, and who asks or is asked to be."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.languages.ordering import InOrder
from common.rich_text import RichTextField
from common.text import LongTextField, TitleField
from meetings.models import AgendaItem, Ballot, Decision, Meeting
from members.access import Circle, ForCircles, circle_of, within
from members.history import tracked
from members.models.people import has_left, telling
from taskgroups.models.frozen import adopted_stands, stands_with_group
from taskgroups.models.indexes import GROUP, MILESTONE

DATES_CLASH = _("The group is due before it starts. Please check the two dates.")
NOT_PRIVATE_AND_SHARED = _("A group that is private to its people cannot be shared with partners as well.")


class TaskGroupQuerySet(ForCircles):
    def visible_within(self, circle):
        """Members read all groups but those that are private to their people, partners the shared ones of these."""
        return self.filter(within(circle, out=Q(is_private=False)))

    def decided(self):
        """Those that were ever set up; a proposal that was closed without that is none of them."""
        unheard = Q(state=TaskGroup.State.CLOSED, decision=None, ballot=None, set_up_at=None)
        return self.exclude(state=TaskGroup.State.PROPOSED).exclude(unheard)

    def visible_to(self, person):
        """As `visible_within`, and the groups that somebody who reads anything here has a part in, or is asked into."""
        circle = circle_of(person)
        if circle in (Circle.VISITOR, Circle.KEEPER):
            return self.visible_within(circle)
        asked = GroupRequest.objects.waiting().filter(person=person, kind=GroupRequest.Kind.ASKED).values("group")
        theirs = Q(pk__in=TaskGroup.objects.of(person).values("pk")) | Q(pk__in=asked)
        return self.filter(within(circle, out=Q(is_private=False)) | theirs)

    def of(self, person):
        """Groups that this person convenes, also in the convenor's place, or is a member of."""
        places = GroupMember.objects.filter(person=person).values("group")
        return self.filter(Q(convenor=person) | Q(deputy=person) | Q(pk__in=places))

    def kept_by(self, person):
        """Groups whose pages are somebody's to keep, as their convenor or the convenor's deputy."""
        return self.filter(Q(convenor=person) | Q(deputy=person))

    def with_convenors(self):
        """With their convenor read along, and `convenor_has_left`."""
        return self.select_related("convenor", "deputy").annotate(convenor_has_left=telling(has_left("convenor")))

    def adrift(self):
        """Groups that nobody convenes who belongs to the Forum today."""
        return self.with_convenors().filter(Q(convenor=None) | Q(convenor_has_left=True))

    def open(self):
        """Groups at work: set up, and neither finished nor closed."""
        return self.filter(state__in=TaskGroup.AT_WORK)

    def proposed(self):
        """Groups that somebody proposes and nobody has decided on."""
        return self.filter(state=TaskGroup.State.PROPOSED)

    def finished(self):
        """Groups that have ended: with their report, or closed early."""
        return self.filter(state__in=TaskGroup.OVER)


@tracked()
class TaskGroup(Versioned):
    """A group set up for one task, that ends with a report."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ACTIVE = "active", _("Active")
        REPORTING = "reporting", _("Reporting")
        FINISHED = "finished", _("Finished")
        CLOSED = "closed", _("Closed early")

    AT_WORK = (State.ACTIVE, State.REPORTING)
    OVER = (State.FINISHED, State.CLOSED)

    name = BothLanguages(TitleField(_("name"), max_length=200))
    remit = BothLanguages(RichTextField(_("terms of reference")))
    deliverables = BothLanguages(RichTextField(_("what it is to deliver")))
    set_up_at = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("set up at"),
        help_text=_("The meeting that decided on it."),
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("set up by the decision")
    )
    ballot = models.ForeignKey(
        Ballot, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("set up between meetings by")
    )
    convenor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="groups_convened",
        verbose_name=_("convenor"),
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="groups_deputised",
        verbose_name=_("deputy convenor"),
        help_text=_("Keeps the pages of the group as the convenor does."),
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
    report_item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("the report on an agenda"),
    )
    adopted_by = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("report adopted by the decision"),
    )
    closing_reason = LongTextField(_("why it was closed early"), max_length=1_000, blank=True, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    shared_with_partners = models.BooleanField(
        _("shared with partners"), default=True, help_text=_("Partners see this group and may ask to join it.")
    )
    is_private = models.BooleanField(
        _("private to its people"),
        default=False,
        help_text=_("Nobody sees that it exists but the people in it, the administrator and the Chair."),
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
                violation_error_message=DATES_CLASH,
            ),
            models.CheckConstraint(
                condition=~Q(is_private=True, shared_with_partners=True),
                name="taskgroups_taskgroup_private_not_shared",
                violation_error_message=NOT_PRIVATE_AND_SHARED,
            ),
            models.CheckConstraint(
                condition=Q(deputy=None) | Q(convenor=None) | ~Q(deputy=F("convenor")),
                name="taskgroups_taskgroup_deputy_is_another",
                violation_error_message=_("The deputy is somebody else than the convenor."),
            ),
            models.CheckConstraint(
                condition=Q(adopted_by=None) | Q(state="finished"), name="taskgroups_taskgroup_adopted_is_finished"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed", closing_reason=""), name="taskgroups_taskgroup_closed_with_reason"
            ),
            said_in_one("name", _("Please write the name in English or in Welsh.")),
        ]
        triggers = [
            newer_language("name", "remit", "deliverables", "final_report"),
            counts_saves(),
            adopted_stands(),
            *searched(GROUP),
            MILESTONE.followed("r.group_id = NEW.id", "name_en", "name_cy"),
            *stamps(),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("taskgroups:group", args=[self.pk])

    def clean(self):
        if self.starts_on and self.due_on and self.due_on < self.starts_on:
            raise ValidationError({"due_on": DATES_CLASH})
        if self.deputy_id and self.deputy_id == self.convenor_id:
            raise ValidationError({"deputy": _("The deputy is somebody else than the convenor.")})

    @property
    def began_on(self):
        """The day from which on decisions can be about its work: when it began, or the meeting that set it up was."""
        held = timezone.localdate(self.set_up_at.starts_at) if self.set_up_at_id else self.starts_on
        return min(held, self.starts_on)

    def is_younger_than(self, decision):
        """Whether a decision of a meeting was taken before the group began."""
        return timezone.localdate(decision.paragraph.item.meeting.starts_at) < self.began_on

    @property
    def is_finished(self):
        """Whether the group has ended, with its report or early."""
        return self.state in self.OVER

    @property
    def is_adopted(self):
        """Whether its report is adopted, so that nothing of the group changes any more."""
        return self.adopted_by_id is not None

    @property
    def is_at_work(self):
        """Whether it is set up and has not ended."""
        return self.state in self.AT_WORK

    @property
    def is_proposed(self):
        """Whether nobody has decided on it yet."""
        return self.state == self.State.PROPOSED

    @property
    def is_overdue(self):
        """At work, and past its date."""
        return self.is_at_work and self.due_on is not None and self.due_on < timezone.localdate()


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
        triggers = [counts_saves(), stands_with_group(), *stamps()]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"],
                name="taskgroups_groupmember_once",
                violation_error_message=_("This person is in the group already."),
            )
        ]

    def __str__(self):
        return f"{self.group}: {self.person}"


class GroupRequestQuerySet(models.QuerySet):
    def waiting(self):
        """Those that nobody has answered, in groups that are at work."""
        return self.filter(answer=GroupRequest.Answer.WAITING, group__state__in=TaskGroup.AT_WORK)


@tracked()
class GroupRequest(models.Model):
    """That somebody is asked into a group, or asks to be in it; and what was answered."""

    class Kind(models.TextChoices):
        ASKED = "asked", _("Asked to join")
        ASKS = "asks", _("Asks to join")

    class Answer(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    group = models.ForeignKey(TaskGroup, models.CASCADE, related_name="requests", verbose_name=_("group"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    kind = models.CharField(_("kind"), max_length=5, choices=Kind.choices)
    answer = models.CharField(_("answer"), max_length=8, choices=Answer.choices, default=Answer.WAITING, editable=False)
    made_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)

    objects = GroupRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to join a group")
        verbose_name_plural = _("requests to join groups")
        ordering = ["made_at", "pk"]
        triggers = [stands_with_group(), *stamps()]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=Q(answer="waiting"),
                name="taskgroups_grouprequest_once",
                violation_error_message=_("This person is asked, or asks, to join the group already."),
            )
        ]

    def __str__(self):
        return f"{self.group}: {self.person}"
