"""The history of records: the database writes down who changed what, when, and from which page of the site."""

import pghistory
from django.apps import apps
from django.urls import Resolver404, resolve
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.naming import name_table
from members import access

OF_EVENTS = {
    "id": _("number"),
    "pgh_id": _("number of the change"),
    "pgh_created_at": _("when"),
    "pgh_label": _("what happened"),
    "pgh_obj": _("of what"),
    "pgh_context": _("by whom, from where"),
}
READING = ("GET", "HEAD", "OPTIONS")


def tracked(*, without=()):
    """Return the decorator by which every insert, change and deletion of a model's rows is kept as an event;
    not the fields `without`.
    """
    track = pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=list(without) or None
    )

    def decorate(model):
        tracked_model = track(model)
        for events in set(model.pgh_event_models.values()):
            _name_events(events, model)
        return tracked_model

    return decorate


def _name_events(events, model) -> None:
    """Give the table of a model's events names in both languages, its fields those of the model where it has them."""
    named = {field.name: field.verbose_name for field in model._meta.fields}
    fields = {field.name: OF_EVENTS.get(field.name) or named[field.name] for field in events._meta.fields}
    one = format_lazy("{}: {}", _("change"), model._meta.verbose_name)
    many = format_lazy("{}: {}", _("changes"), model._meta.verbose_name_plural)
    name_table(events, one, many, **fields)


def kinds(app, reader) -> list:
    """Return the models of an app whose history this reader may read, as a list."""
    models = [model for model in apps.get_app_config(app).get_models() if hasattr(model, "pgh_event_models")]
    return [model for model in models if access.may_read_history(reader, model)]


class HistoryMiddleware:
    """Adds the person and the page to what the database writes down; the page by its name,
    because addresses can hold secrets.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        if request.method in READING:
            return self.get_response(request)
        with pghistory.context(user=request.user.pk, page=_page(request.path)):
            return self.get_response(request)


def _page(path):
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
