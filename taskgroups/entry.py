"""A group for those who may keep it, and for those who add to its work: where the views of several rooms begin."""

from members.entry import fetch, require
from taskgroups import access
from taskgroups.models import TaskGroup


def kept(request, pk, against=access.against_keeping):
    """Return the group, for those who keep its pages, unless something stands `against` it."""
    group = fetch(request, TaskGroup.objects.select_related("convenor", "deputy", "report_item__meeting"), pk=pk)
    require(request, access.is_keeper_of(request.user, group), against(request.user, group))
    return group


def worked(request, pk) -> TaskGroup:
    """Return a group, for those who add to its work."""
    group = fetch(request, TaskGroup.objects.select_related("convenor", "deputy"), pk=pk)
    require(request, access.works_in(request.user, group), access.against_working(request.user, group))
    return group
