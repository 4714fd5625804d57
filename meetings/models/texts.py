"""The words of stored files, as a job read them after they came. Whose a file is, and so who may find its words, the
tables that name it say: a row here is asked for through their rows alone.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.finding.index import searched
from common.keeping import stamps
from meetings.models.indexes import FILE_TEXT


class ReadFile(models.Model):
    """One stored file, by its name in the storage, which no other ever gets; and how reading it went."""

    class How(models.TextChoices):
        READ = "read", _("It was read")
        EMPTY = "empty", _("It holds no words")
        LOCKED = "locked", _("A password is needed to open it")
        BROKEN = "broken", _("It cannot be read")

    name = models.CharField(_("name in the storage"), max_length=200, unique=True)
    how = models.CharField(_("how reading it went"), max_length=10, choices=How.choices)
    read_at = models.DateTimeField(_("read"), default=timezone.now)

    class Meta:
        verbose_name = _("file that was read")
        verbose_name_plural = _("files that were read")
        ordering = ["-read_at", "-pk"]
        triggers = stamps()

    def __str__(self):
        return self.name


class ReadTextQuerySet(models.QuerySet):
    def of(self, rows, column="file"):
        """The words of the files that some rows name in a column; the rows are those that a reader may see."""
        return self.filter(file__name__in=rows.order_by().values(column))


class ReadText(models.Model):
    """Some pages of the words of a file."""

    file = models.ForeignKey(ReadFile, models.CASCADE, related_name="texts", verbose_name=_("file that was read"))
    part = models.PositiveSmallIntegerField(_("part"))
    text = models.TextField(_("text"))

    objects = ReadTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("words of a file")
        verbose_name_plural = _("words of files")
        ordering = ["file", "part"]
        constraints = [models.UniqueConstraint(fields=["file", "part"], name="meetings_readtext_once")]
        triggers = [*searched(FILE_TEXT), *stamps()]

    def __str__(self):
        return f"{self.file}, {self.part}"
