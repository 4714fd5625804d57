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
    events = event_model(model).objects.filter(pgh_obj_id=pk, pgh_label="delete")
    last = events.order_by("-pgh_id").first()
    if last is None or model._base_manager.filter(pk=pk).exists():
        raise IllegalChange(_("This is back already, or it was never removed."))
    fields = (field for field in model._meta.concrete_fields if hasattr(last, field.attname))
    return model(**{field.attname: getattr(last, field.attname) for field in fields})
