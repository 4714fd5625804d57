"""Which texts of a table come to the translation desk, for whom, when they are read, and what stands against them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Model, Q, QuerySet, Value, When
from django.utils.text import capfirst

from common.both_languages import texts_of
from common.rich_text import RichTextField

SOON, CIRCULATED, OTHERS = 0, 1, 2  # in which order texts are read: what is about to come first
EVERY, NOTHING, LAST = Q(), Q(pk__in=[]), Value(OTHERS)


def nothing(_row) -> str:
    """What stands against changing texts that can always be changed."""
    return ""


def saved(*, form, by) -> bool:
    """Save a form over texts that no verb keeps; return whether nobody else had changed them in the meantime."""
    return form.save_if_current()


def read(*, soon: Q, circulated: Q = NOTHING) -> Case:
    """Return the order in which the texts of a table are read: those that are meant `soon`, then those circulated."""
    return Case(When(soon, then=Value(SOON)), When(circulated, then=Value(CIRCULATED)), default=Value(OTHERS))


@dataclass(frozen=True, kw_only=True)
class Texts:
    """The texts of one table as somebody may translate them: `rows` are all that they see and may write in.

    `open` are those that can be changed as things are, `against` the sentence for one that cannot. `about` are the two
    sides of what the rows belong to, `day` when they are read (else they come in the order of their last change),
    `rank` an expression of `read`. `save` is the verb of their own form; `within` what it asks of a row besides.
    Where the admin alone keeps them, `elsewhere` is the name of its page.
    """

    rows: QuerySet
    open: Q = EVERY
    against: Callable[[Any], str] = nothing
    about: tuple[Any, Any] = ("", "")
    day: Any = None
    rank: Any = LAST
    save: Callable[..., bool] = saved
    within: tuple[str, ...] = ()
    elsewhere: str = ""

    @property
    def model(self) -> type[Model]:
        return self.rows.model

    @property
    def table(self) -> str:
        """What the table is called in addresses and files: "meetings.agendaitem"."""
        return self.model._meta.label_lower

    @property
    def label(self) -> str:
        """What its rows are called, in the reader's language."""
        return capfirst(str(self.model._meta.verbose_name_plural))

    @property
    def names(self) -> list[str]:
        """The texts that stand in both languages."""
        return texts_of(self.model)

    def said(self, name) -> str:
        """Return what a text of it is called, in the reader's language: "title"."""
        return str(getattr(self.model, name).short_description)

    def is_rich(self, name) -> bool:
        """Whether a text of it is rich text, and not plain."""
        return isinstance(self.model._meta.get_field(f"{name}_en"), RichTextField)

    def row(self, pk) -> Any:
        """Return the row with this key that its reader sees, with what is asked of it, or None."""
        rows = self.rows.select_related(*self.within) if self.within else self.rows
        return rows.filter(pk=pk).first()
