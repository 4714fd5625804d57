"""What is counted of topics: how often each was spoken of, and what stands on the shelf about it; 0 is not covered."""

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from library.models import Resource, ResourceTopic, Talk
from members.counted import Figure
from members.models import Interest


def figures(years, circle) -> list[Figure]:
    """Return the Figure of the topics, each a row, none while the Forum has none: talks of these years, and resources
    whatever their year, as far as a circle sees them.
    """
    talks = Talk.objects.visible_within(circle).filter(given_on__year__in=years)
    on_shelf = Resource.objects.visible_within(circle).on_shelf().order_by()
    resources = ResourceTopic.objects.filter(resource__in=on_shelf)
    rows = Interest.objects.annotate(talks=_number(talks, "topic"), resources=_number(resources, "interest"))
    told = tuple((str(row.name), (row.talks, row.resources)) for row in rows)
    series = (("talks", _("Talks given")), ("resources", _("Resources on the shelf")))
    about = _("How often each topic was spoken of in these years, and what the library has about it; 0 is not covered.")
    return [Figure("topics", _("Topics covered, and not"), about, series, told, head=_("Topic"))] if told else []


def _number(rows, topic):
    found = rows.filter(**{topic: OuterRef("pk")}).order_by().values(topic).annotate(number=Count("pk"))
    return Coalesce(Subquery(found.values("number"), output_field=IntegerField()), 0)
