"""The history of records: the database writes down who changed what, when, and from which page of the site."""

import pghistory
from django.urls import Resolver404, resolve

READING = ("GET", "HEAD", "OPTIONS")


def tracked(*, without=()):
    """Return the decorator by which every insert, change and deletion of a model's rows is kept as an event; not the fields `without`."""
    return pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=list(without) or None)


class HistoryMiddleware:
    """Adds the person and the page to what the database writes down; the page by its name, because addresses can hold secrets."""

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
