"""Consultations whose response stands in the library were answered: on the day it was published."""

from django.db import migrations
from django.utils import timezone


def sent(apps, _schema):
    """Record the answers of before as sent."""
    consultations, versions = (apps.get_model("library", name) for name in ("Consultation", "DocumentVersion"))
    for row in consultations.objects.exclude(response=None):
        days = versions.objects.filter(document=row.response_id).exclude(adopted_on=None).order_by("number")
        last = days.values_list("adopted_on", flat=True).last()
        if last:
            facts = {"state": "sent", "sent_on": min(last, timezone.localdate())}
            consultations.objects.filter(pk=row.pk).update(**facts)


class Migration(migrations.Migration):
    dependencies = [("library", "0012_answering")]

    operations = [migrations.RunPython(sent, migrations.RunPython.noop)]
