"""The page of links that lead nowhere any more, for who keeps the library."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from library import access
from library.models import Consultation, Document, LinkCheck, ResourceCopy
from members.entry import hide_unless

MOST = 100


@require_safe
def dead_links(request):
    """The addresses that failed more than once, since when, why, and where they stand."""
    hide_unless(request, access.may_keep_library(request.user))
    rows = list(LinkCheck.objects.dead()[:MOST])
    places: dict[str, list] = {row.address: [] for row in rows}
    for model in (Document, Consultation):
        for thing in model.objects.filter(link__in=places).only("title_en", "title_cy", "link"):
            places[thing.link].append(thing)
    for copy in ResourceCopy.objects.filter(link__in=places, resource__withdrawn_at=None).select_related("resource"):
        places[copy.link].append(copy.resource)
    return render(request, "library/links/dead_links.html", {"rows": [(row, places[row.address]) for row in rows]})
