"""What is done with resources: added with their first file or link, replaced by newer ones, withdrawn and put back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from common.filing import files, stored
from library.models import Resource, ResourceCopy

MOST = 20  # files and links of one resource


@transaction.atomic
def add(*, form, copy_form, replaces=None) -> Resource:
    """Save a new Resource with its first file or link, and return it; `replaces` is the one that it takes the place of.
    Raises IllegalChange where another has done so, and common.filing.stored.NoRoom.
    """
    resource = form.save()
    _save_copy(copy_form, resource)
    if replaces is not None:
        old = locked(replaces)
        if old.replaced_by_id:
            raise IllegalChange(_("This resource has been replaced by another one already."))
        old.replaced_by = resource
        old.save(update_fields=["replaced_by"])
    return resource


@transaction.atomic
def add_copy(*, resource, form) -> ResourceCopy:
    """Save another file or link of a Resource and return it; raises IllegalChange beyond MOST, and
    common.filing.stored.NoRoom.
    """
    resource = locked(resource)
    if resource.copies.count() >= MOST:
        raise IllegalChange(_("There are %(number)s files and links already.") % {"number": MOST})
    return _save_copy(form, resource)


def _save_copy(form, resource) -> ResourceCopy:
    form.instance.resource = resource
    _take_file(form)
    return form.save()


def _take_file(form) -> list[str]:
    """Have a copy carry the file that was sent; return the columns that this is."""
    file = form.cleaned_data.get("upload")
    if not file:
        return []
    copy = form.instance
    copy.file, copy.file_name, copy.size = file, files.clean_name(file.name), file.size
    return ["file", "file_name", "size"]


@transaction.atomic
def save_copy(*, form) -> bool:
    """Save the form of a file or link that is there; return whether it was current; raises stored.NoRoom."""
    before = form.instance.file.name
    also = _take_file(form)
    is_saved = form.save_if_current(also=also)
    if is_saved and also:
        stored.set_aside(before)
    return is_saved


@transaction.atomic
def remove_copy(*, copy) -> None:
    """Remove a file or link; the file stays for a day. Raises IllegalChange for the last one of a resource."""
    copy = locked(copy)
    resource = locked(copy.resource)
    if resource.copies.count() < 2:
        raise IllegalChange(_("This is its last file or link. Withdraw the resource instead, or add another first."))
    stored.set_aside(copy.file.name)
    copy.delete()


@transaction.atomic
def withdraw(*, resource, why) -> None:
    """Withdraw a resource, and say why; it is kept, and only who keeps the library sees it. Raises IllegalChange for
    one that is withdrawn.
    """
    resource = locked(resource)
    if resource.withdrawn_at:
        raise IllegalChange(_("This resource is withdrawn already."))
    resource.withdrawn_at, resource.withdrawn_why = timezone.now(), why
    resource.save(update_fields=["withdrawn_at", "withdrawn_why"])


@transaction.atomic
def put_back(*, resource) -> None:
    """Put a withdrawn resource back on the shelf; raises IllegalChange for any other."""
    resource = locked(resource)
    if not resource.withdrawn_at:
        raise IllegalChange(_("This resource is on the shelf already."))
    resource.withdrawn_at, resource.withdrawn_why = None, ""
    resource.save(update_fields=["withdrawn_at", "withdrawn_why"])
