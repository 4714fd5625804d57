"""What was removed comes back by one press: the bar that offers it, and rows as their history has them."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from common.editing import IllegalChange
from members.histories import event_model


def offer(request, said, page, *arguments) -> None:
    """Say that something is removed, with a button that sends its reader's "Undo" to the page that puts it back."""
    messages.success(request, said, extra_tags=reverse(page, args=arguments))


def as_it_was(model, pk):
    """Return a row that was deleted as its history has it last, to be saved again; raises IllegalChange where it is
    there, or none was.
    """
    last = _removed(model).filter(pgh_obj_id=pk).order_by("-pgh_id").first()
    if last is None or model._base_manager.filter(pk=pk).exists():
        raise IllegalChange(_("This is back already, or it was never removed."))
    return _row(model, last)


def gone_with(thing, model, **facts) -> list:
    """Return the rows of a model, of which these facts hold, that were deleted by the press that deleted the thing (as
    `as_it_was` gives it), the first that was made first; those that are back already are left out.
    """
    last = _removed(type(thing)).filter(pgh_obj_id=thing.pk).order_by("-pgh_id").first()
    press = {"pgh_created_at": last.pgh_created_at, "pgh_context": last.pgh_context_id}
    there = model._base_manager.values("pk")
    events = _removed(model).filter(**press, **facts).exclude(pgh_obj_id__in=there).order_by("pgh_obj_id")
    return [_row(model, event) for event in events]


def _removed(model):
    return event_model(model).objects.filter(pgh_label="delete")


def _row(model, event):
    fields = (field for field in model._meta.concrete_fields if hasattr(event, field.attname))
    return model(**{field.attname: getattr(event, field.attname) for field in fields})
