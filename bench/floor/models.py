"""The one table of the floor."""

from django.db import models


class Note(models.Model):
    """Something to list."""

    title = models.CharField(max_length=200)
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at"]

    def __str__(self):
        return self.title
