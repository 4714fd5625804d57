"""How long the meetings keep what is not their record, added to the rules of `members/data/retention.py`."""

from django.utils.translation import gettext_lazy as _

from meetings.models import MinutesImport
from members.data import retention

retention.add(
    retention.Rule(
        "minutes_imports",
        _("Past minutes that were pasted in and never made"),
        182,
        lambda before: [MinutesImport.objects.unfinished().filter(made_at__lt=before)],
    )
)
