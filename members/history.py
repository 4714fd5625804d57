"""The history of records: the database writes down who changed what, when, and from which page of the site."""

import pghistory
from django.apps import apps
from django.urls import Resolver404, resolve

from members import access

READING = ("GET", "HEAD", "OPTIONS")


def tracked(*, without=()):
    """Return the decorator by which every insert, change and deletion of a model's rows is kept as an event;
    not the fields `without`.
    """
    return pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=list(without) or None
    )


def kinds(app, reader):
    """Return the models of an app whose history this reader may read, as a list."""
    models = [model for model in apps.get_app_config(app).get_models() if hasattr(model, "pgh_event_models")]
    return [model for model in models if access.may_read_history(reader, model)]


class HistoryMiddleware:
    """Adds the person and the page to what the database writes down; the page by its name,
    because addresses can hold secrets.
    """

    def __init__(self, get_response):
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
