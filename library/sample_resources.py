"""The resources of the sample Forum, as the year 2016 speaks of them: some with files, some elsewhere."""

import datetime
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone

from library.models import Resource, ResourceCopy
from members.models import Interest
from members.sample import read

DATA = Path(__file__).parent / "sample_data"


def make() -> str:
    """Add the resources with their files and links; return what was made, in words."""
    made: dict[str, Resource] = {}
    for row in read(DATA, "shelf")["resource"]:
        made[row["title_en"]] = _resource(row, made)
    return f"{len(made)} resources"


def _resource(row, made):
    """Add a resource on its day; one that `replaces` another takes its place."""
    copies, topics = row.pop("copy"), row.pop("topics", [])
    day, replaces = row.pop("on"), row.pop("replaces", None)
    added = timezone.make_aware(datetime.datetime.combine(day, datetime.time(10)))
    if "withdrawn_why" in row:
        row["withdrawn_at"] = timezone.now()
    resource = Resource.objects.create(created_at=added, **row)
    resource.topics.set(Interest.objects.filter(name_en__in=topics))
    for copy in copies:
        _copy(resource, added, **copy)
    if replaces:
        Resource.objects.filter(pk=made[replaces].pk).update(replaced_by=resource)
    return resource


def _copy(resource, added, *, text="", name="", **facts):
    """Add a file of text, or a link."""
    if text:
        file = ContentFile(text.strip().encode(), name=name)
        facts |= {"file": file, "file_name": name, "size": file.size}
    ResourceCopy.objects.create(resource=resource, added_at=added, **facts)
