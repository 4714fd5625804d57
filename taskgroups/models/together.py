"""What the people of a group do: they meet, share papers, take things on, talk, and say how it gets on."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from common.both_languages import LANGUAGE_NAMES, BothLanguages, Text, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.filing.stored import RandomName
from common.finding.index import searched
from common.keeping import stamps
from common.languages.ordering import InOrder
from common.rich_text import RichTextField
from common.text import LineField, LongTextField, WebField
from members.access import Circle, circle_of
from members.history import tracked
from taskgroups.models.frozen import OF_MEETING, stands_with_group
from taskgroups.models.groups import TaskGroup
from taskgroups.models.indexes import GROUP_ACTION, GROUP_MEETING, GROUP_MESSAGE, GROUP_PAPER, PROGRESS
from taskgroups.models.work import OfGroupQuerySet

LANGUAGE_CHOICES = list(LANGUAGE_NAMES.items())
ENDS_FIRST = _("The meeting ends before it begins. Please check the two times.")
random_name = RandomName("groups")


def among_its_people(person) -> Q:
    """Return the condition (Q) that somebody reads what is among the people of a group: they, and record keepers."""
    circle, nothing = circle_of(person), Q(pk__in=[])
    if circle in (Circle.KEEPER, Circle.VISITOR):
        return ~nothing if circle == Circle.KEEPER else nothing
    return Q(group__in=TaskGroup.objects.of(person).values("pk"))


class WithinQuerySet(OfGroupQuerySet):
    """Rows of which some are for the people of their group alone."""

    def visible_within(self, circle):
        """Those of groups that a circle reads, and for the record keepers all."""
        rows = super().visible_within(circle)
        return rows if circle == Circle.KEEPER else rows.filter(within_group=False)

    def visible_to(self, person):
        """Those of groups that somebody reads; what is among a group's people for these."""
        return super().visible_to(person).filter(Q(within_group=False) | among_its_people(person))


class ForItsPeopleQuerySet(OfGroupQuerySet):
    """Rows that are for the people of their group alone."""

    def visible_within(self, circle):
        """All of them for the record keepers, and nothing for any other circle."""
        return self if circle == Circle.KEEPER else self.none()

    def visible_to(self, person):
        """Those of groups that somebody is in or convenes."""
        return super().visible_to(person).filter(among_its_people(person))


class WithinGroup(Versioned):
    """What can be kept among the people of a group."""

    within_group = models.BooleanField(
        _("for the people of the group alone"),
        default=False,
        help_text=_("Others who see the group do not see that this exists."),
    )

    class Meta:
        abstract = True


@tracked()
class GroupMeeting(WithinGroup):
    """A meeting of a group: when and where, and afterwards who came and a few notes."""

    group = models.ForeignKey(TaskGroup, models.CASCADE, related_name="meetings", verbose_name=_("group"))
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = LineField(_("place"), max_length=200, blank=True)
    online_link = WebField(_("online link"), blank=True)
    notes = BothLanguages(RichTextField(_("notes")))

    objects = WithinQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting of a group")
        verbose_name_plural = _("meetings of groups")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="taskgroups_groupmeeting_ends_after_start",
                violation_error_message=ENDS_FIRST,
            )
        ]
        triggers = [newer_language("notes"), counts_saves(), stands_with_group(), *searched(GROUP_MEETING), *stamps()]

    def __str__(self):
        return f"{self.group}: {date_format(timezone.localtime(self.starts_at), 'j F Y')}"

    def get_absolute_url(self):
        return f"{reverse('taskgroups:work', args=[self.group_id])}#meeting-{self.pk}"

    @property
    def is_over(self):
        """Whether its end is past."""
        return self.ends_at <= timezone.now()


@tracked()
class GroupPresence(models.Model):
    """That somebody came to a meeting of a group."""

    meeting = models.ForeignKey(GroupMeeting, models.CASCADE, related_name="came", verbose_name=_("meeting of a group"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))

    class Meta:
        verbose_name = _("who came to a meeting of a group")
        verbose_name_plural = _("who came to meetings of groups")
        ordering = [InOrder("person__name"), "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="taskgroups_grouppresence_once")]
        triggers = [stands_with_group(OF_MEETING), *stamps()]

    def __str__(self):
        return f"{self.meeting_id}: {self.person_id}"


@tracked()
class GroupPaper(WithinGroup):
    """A paper of a group: one file, with its title; a removed one waits to be put back."""

    group = models.ForeignKey(TaskGroup, models.CASCADE, related_name="papers", verbose_name=_("group"))
    title = BothLanguages(LineField(_("title"), max_length=200))
    language = models.CharField(_("written in"), max_length=2, choices=LANGUAGE_CHOICES, default="en")
    file = models.FileField(_("file"), upload_to=random_name)
    name = LineField(_("file name"), max_length=200, editable=False)
    content_type = models.CharField(_("kind of file"), max_length=100, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)

    objects = WithinQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper of a group")
        verbose_name_plural = _("papers of groups")
        ordering = ["-added_at", "-pk"]
        constraints = [said_in_one("title", _("Please write the title in English or in Welsh."))]
        triggers = [newer_language("title"), counts_saves(), stands_with_group(), *searched(GROUP_PAPER), *stamps()]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("taskgroups:group_paper", args=[self.group_id, self.pk])


class GroupActionQuerySet(OfGroupQuerySet):
    def open(self):
        """Those that are still to be done, the most pressing first."""
        return self.filter(closed_at=None).order_by("due_on", "pk")


@tracked()
class GroupAction(Versioned):
    """Something that somebody in a group took on."""

    group = models.ForeignKey(TaskGroup, models.CASCADE, related_name="actions", verbose_name=_("group"))
    text = BothLanguages(LongTextField(_("action"), max_length=1_000))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="group_actions", verbose_name=_("owner")
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    progress = LineField(_("how it stands"), max_length=300, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)

    objects = GroupActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action of a group")
        verbose_name_plural = _("actions of groups")
        ordering = ["due_on", "pk"]
        constraints = [said_in_one("text", _("Please write this in English or in Welsh (best in both)."))]
        triggers = [newer_language("text"), counts_saves(), stands_with_group(), *searched(GROUP_ACTION), *stamps()]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return f"{reverse('taskgroups:work', args=[self.group_id])}#action-{self.pk}"

    @property
    def is_overdue(self):
        """Open, and past its date."""
        return self.closed_at is None and self.due_on is not None and self.due_on < timezone.localdate()


@tracked()
class GroupMessage(Versioned):
    """What somebody said to the people of a group; removed by marking it, so that it can be put back."""

    group = models.ForeignKey(TaskGroup, models.CASCADE, related_name="messages", verbose_name=_("group"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author"))
    language = models.CharField(_("written in"), max_length=2, choices=LANGUAGE_CHOICES, default="en")
    text = LongTextField(_("text"), max_length=5_000)
    by_letter = models.BooleanField(_("sent by letter too"), default=False, editable=False)
    said_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)

    objects = ForItsPeopleQuerySet.as_manager()

    class Meta:
        verbose_name = _("message in a group")
        verbose_name_plural = _("messages in groups")
        ordering = ["-said_at", "-pk"]
        triggers = [counts_saves(), stands_with_group(), *searched(GROUP_MESSAGE), *stamps()]

    def __str__(self):
        return f"{self.group}: {self.pk}"

    def get_absolute_url(self):
        return f"{reverse('taskgroups:talk', args=[self.group_id])}#message-{self.pk}"

    @property
    def words(self):
        """The text, knowing its language."""
        return Text(self.text, self.language)


@tracked()
class ProgressLine(models.Model):
    """One line in a month on how a group gets on, from who convenes it."""

    group = models.ForeignKey(TaskGroup, models.CASCADE, related_name="progress", verbose_name=_("group"))
    month = models.DateField(_("month"), editable=False)  # its first day
    language = models.CharField(_("written in"), max_length=2, choices=LANGUAGE_CHOICES, default="en")
    text = LineField(_("how the group gets on"), max_length=300)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("said by"),
    )
    said_at = models.DateTimeField(_("said"), default=timezone.now, editable=False)

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("line on a group’s progress")
        verbose_name_plural = _("lines on groups’ progress")
        ordering = ["-month", "-pk"]
        constraints = [models.UniqueConstraint(fields=["group", "month"], name="taskgroups_progressline_once")]
        triggers = [stands_with_group(), *searched(PROGRESS), *stamps()]

    def __str__(self):
        return f"{self.group}: {date_format(self.month, 'F Y')}"

    @property
    def words(self):
        """The text, knowing its language."""
        return Text(self.text, self.language)
