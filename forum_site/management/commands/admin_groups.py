"""`manage.py admin_groups`: the groups that staff of the Django admin are put in, with their permissions."""

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand

OURS = ("members", "meetings", "taskgroups", "library", "exchange")
LOOK, KEEP, ALL = ("view",), ("view", "add", "change"), ("view", "add", "change", "delete")

# What each group may do, by app or "app.model". Nobody hands out rights in the admin but a superuser (see members/admin.py).
GROUPS = {
    "Administrator / Gweinyddydd": dict.fromkeys(OURS, ALL),
    "Membership secretary / Ysgrifennydd aelodaeth": {"members": KEEP},
    "Web editor / Golygydd gwe": {"library": KEEP, "exchange": ("view", "change"), "members.page": KEEP},
    "Auditor / Archwilydd": dict.fromkeys(OURS, LOOK),
}


def permissions(may):
    """Return the Permissions that a value of GROUPS stands for."""
    found = set()
    for place, verbs in may.items():
        app, _dot, model = place.partition(".")
        rows = Permission.objects.filter(content_type__app_label=app)
        if model:
            rows = rows.filter(content_type__model=model)
        found |= {row for row in rows if row.codename.partition("_")[0] in verbs and not row.codename.endswith("event")}
    return found


class Command(BaseCommand):
    help = "Make the groups for staff of the admin. A group that is there keeps its permissions and gets those of new models."

    def handle(self, **options):
        known = set(Permission.objects.filter(group__isnull=False))
        for name, may in GROUPS.items():
            group, is_new = Group.objects.get_or_create(name=name)
            wanted = permissions(may)
            group.permissions.add(*(wanted if is_new else wanted - known))
