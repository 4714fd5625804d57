"""The page that tells which keys there are: without scripts a page like others, with them a dialog on any page."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.access import keeps_the_record


@require_safe
def keyboard(request):
    """The keys of every page, and for who keeps the record those of the pages on which it is written."""
    return render(request, "forum_site/keyboard.html", {"keeps_the_record": keeps_the_record(request.user)})
