"""How long the exchange keeps what was taken out of it, added to the rules of `members/data/retention.py`."""

from django.utils.translation import gettext_lazy as _

from exchange.models import Attachment
from members.data import retention

retention.add(
    retention.Rule(
        "removed_attachments",
        _("Pictures and files that were removed from posts and comments"),
        90,
        lambda before: [Attachment.objects.filter(removed_at__lt=before)],
    )
)
