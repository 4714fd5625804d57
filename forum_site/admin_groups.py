"""The first page of the Django admin: tables by what they are for, each with the way to the site's own page of it."""

from types import MethodType

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# What each group is called, and its tables in their order with the page of the site that shows or keeps them.
GROUPS = {
    "people": (
        _("People"),
        {
            "members.person": "members:directory",
            "members.organisation": "members:organisations",
            "members.standing": "members:keeping",
            "members.organisationstanding": "members:keeping",
            "members.office": "members:offices_all",
            "members.term": "members:offices_all",
            "members.representative": "members:organisations",
            "members.application": "members:applications",
            "members.invite": "members:invites",
            "members.renewal": "members:renewals_open",
            "members.membershiprules": "members:membership_rules",
            "members.interest": "members:directory",
            "members.registeredinterest": "members:interests_all",
            "members.stakeholder": "members:stakeholders",
            "members.identity": "members:identity",
            "members.area": "members:areas",
            "members.page": "members:privacy",
        },
    ),
    "meetings": (
        _("Meetings"),
        {
            "meetings.meeting": "meetings:upcoming",
            "meetings.agendaitem": "meetings:upcoming",
            "meetings.paper": "meetings:upcoming",
            "meetings.proposal": "meetings:upcoming",
            "meetings.answer": "meetings:upcoming",
            "meetings.invitation": "meetings:upcoming",
            "meetings.attendance": "meetings:past",
            "meetings.attendanceclaim": "meetings:past",
            "meetings.minutes": "meetings:past",
            "meetings.paragraph": "meetings:past",
            "meetings.decision": "meetings:decisions",
            "meetings.declaration": "meetings:past",
            "meetings.action": "meetings:all_actions",
            "meetings.correction": "meetings:past",
            "meetings.laternote": "meetings:past",
            "meetings.ballot": "meetings:ballots_all",
            "meetings.datepoll": "meetings:upcoming",
            "meetings.rules": "meetings:rules",
            "meetings.standingitem": "meetings:rules",
            "meetings.closedday": "meetings:closed_days",
        },
    ),
    "together": (
        _("Groups, library and exchange"),
        {
            "taskgroups.taskgroup": "taskgroups:groups",
            "library.document": "library:documents",
            "library.consultation": "library:consultations",
            "library.framework": "library:frameworks",
            "exchange.post": "exchange:posts",
            "exchange.comment": "exchange:posts",
            "exchange.ideaoutcome": "exchange:posts",
        },
    ),
    "watch": (
        _("Watch"),
        {
            "members.letter": "members:letters",
            "members.mailing": "members:mailings",
            "members.consent": "members:mailings",
            "members.complaint": "members:complaints",
            "members.lostfactor": "members:lost_factors_all",
            "members.importrun": "members:imports",
            "meetings.minutesimport": "meetings:import_minutes",
        },
    ),
}
REST = {"meetings": "meetings", "taskgroups": "together", "library": "together", "exchange": "together"}
WATCH = "watch"  # where a table of another app stands that is named nowhere: it is looked at rather than written


def group_of(label) -> str:
    """Return the name of the group that a table ("members.person") stands in."""
    named = (name for name, (_title, tables) in GROUPS.items() if label in tables)
    return next(named, REST.get(label.partition(".")[0], WATCH))


def grouped(site, request, app_label=None) -> list:
    """Return what `AdminSite.get_app_list` does, by groups instead of apps; of one app as Django does."""
    apps = admin.AdminSite.get_app_list(site, request, app_label)
    if app_label:
        return apps
    found: dict[str, dict[str, dict]] = {name: {} for name in GROUPS}
    for row in (row for app in apps for row in app["models"]):
        label = row["model"]._meta.label_lower
        name = group_of(label)
        page = GROUPS[name][1].get(label)
        found[name][label] = row | {"page": reverse(page) if page else ""}
    return [_group(name, tables) for name, tables in found.items() if tables]


def _group(name, tables) -> dict:
    title, order = GROUPS[name]
    rows = [tables.pop(label) for label in order if label in tables] + list(tables.values())
    return {"name": title, "app_label": name, "app_url": "", "has_module_perms": True, "models": rows}


def arrange(site) -> None:
    """Have an admin site list its tables by groups."""
    site.get_app_list = MethodType(grouped, site)
