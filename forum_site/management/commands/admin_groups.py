"""`manage.py admin_groups`: the groups that staff of the Django admin are put in, with their permissions."""

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand

from forum_site.doors import APPS

LOOK, KEEP, ALL = ("view",), ("view", "add", "change"), ("view", "add", "change", "delete")

# What each group may do, by app or "app.model". Nobody hands out rights in the admin but a superuser (see
# members/admin.py).
GROUPS = {
    "Administrator / Gweinyddydd": dict.fromkeys(APPS, ALL),
    "Membership secretary / Ysgrifennydd aelodaeth": {"members": KEEP},
    "Web editor / Golygydd gwe": {"library": KEEP, "exchange": ("view", "change"), "members.page": KEEP},
    "Auditor / Archwilydd": dict.fromkeys(APPS, LOOK),
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
    """Groups are made once: what staff changed of them, or deleted, stays so;
    a model is new while no group has a right to it.
    """

    help = (
        "Make the groups for staff of the admin. Later, those still there keep their permissions and get "
        "those of new models."
    )

    def handle(self, **options):
        groups = {group.name: group for group in Group.objects.filter(name__in=GROUPS)}
        is_first = not groups
        known = (
            set()
            if is_first
            else set(Permission.objects.filter(group__isnull=False).values_list("content_type", flat=True))
        )
        for name, may in GROUPS.items():
            group = Group.objects.create(name=name) if is_first else groups.get(name)
            if group:
                group.permissions.add(*(row for row in permissions(may) if row.content_type_id not in known))
