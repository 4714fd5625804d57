"""Pages for taking in past minutes."""

from django.http import Http404


def import_minutes(request):
    raise Http404


check_import = discard_import = import_minutes
