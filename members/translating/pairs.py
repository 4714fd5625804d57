"""One text in both languages beside each other: written, left as it stands, and what has changed since it was made."""

from django import forms
from django.db import transaction
from django.forms import modelform_factory
from django.utils.translation import gettext as _

from common.both_languages import LANGUAGES, other
from common.editing import IllegalChange, TwoLanguageForm, VersionedForm, locked
from common.rich_text import plain_text
from common.text import LongTextField
from common.versions.comparison import Change, Comparing
from members.translating.texts import Texts


class PairForm(TwoLanguageForm, VersionedForm):
    """Both sides of one text; who writes one of them has read the other as it stands, else both are shown again."""

    def fits(self, row, also=()) -> bool:
        """As everywhere; and what somebody else has written into the side that this form left alone is no side light:
        the other was made from what it said before.
        """
        return super().fits(row, also) and not self.taken


def form_over(one: Texts, name, row, data=None) -> PairForm:
    """Return the form over both sides of a text of a row."""
    columns = [f"{name}_{language}" for language in LANGUAGES]
    is_long = isinstance(one.model._meta.get_field(columns[0]), LongTextField)
    widgets = {column: forms.Textarea({"rows": 6}) for column in columns} if is_long else None
    return modelform_factory(one.model, form=PairForm, fields=columns, widgets=widgets)(data, instance=row)


def behind_in(row, name) -> str:
    """Return the language in which a text is missing or older, or "" where neither is."""
    sides = {language: getattr(row, f"{name}_{language}") for language in LANGUAGES}
    if not any(sides.values()):
        return ""
    missing = next((language for language, side in sides.items() if not side), "")
    newer = getattr(row, f"{name}_newer")
    return missing or (other(newer) if newer else "")


@transaction.atomic
def save(*, one: Texts, name, form, by) -> bool:
    """Save both sides of a text by the verb of its own form; the side that was behind has been made from the other as
    that now stands. Return whether it was saved, and not changed by others in the meantime.
    """
    into = behind_in(form.instance.__class__._base_manager.get(pk=form.instance.pk), name)
    if not one.save(form=form, by=by):
        return False
    if into and f"{name}_{into}" in form.news:
        _settle(form.instance, name)
    return True


@transaction.atomic
def let_stand(*, one: Texts, name, row, version) -> bool:
    """Note that the older side of a text still says what the newer one does; return whether the row is as it was seen.

    Raises IllegalChange where nothing is older any more, or the text cannot be changed as things are.
    """
    now = locked(row)
    if said := one.against(one.row(row.pk)):
        raise IllegalChange(said)
    if now.version != version:
        return False
    if not getattr(now, f"{name}_newer") or not all(getattr(now, f"{name}_{side}") for side in LANGUAGES):
        raise IllegalChange(_("Neither language of this text is older any more."))
    _settle(now, name)
    return True


def _settle(row, name) -> None:
    """Note that both sides are of one time, where both are there; apart from the texts, so that the trigger takes it as
    it is.
    """
    both = {f"{name}_{side}": "" for side in LANGUAGES}
    rows = type(row)._base_manager.filter(pk=row.pk)
    for column, empty in both.items():
        rows = rows.exclude(**{column: empty})
    rows.exclude(**{f"{name}_newer": ""}).update(**{f"{name}_newer": ""})


def changed_since(one: Texts, name, row) -> list[list[Change]]:
    """Return what has changed in the newer side of a text since the other was made from it, by paragraphs, as far as
    the history of the row has it; else an empty list.
    """
    newer = getattr(row, f"{name}_newer")
    if not newer:
        return []
    events = one.model.pgh_event_models["update"].objects.filter(pgh_obj_id=row.pk)  # type: ignore[attr-defined]
    before = events.exclude(**{f"{name}_newer": newer}).order_by("-pgh_id").first()
    in_words = plain_text if one.is_rich(name) else str
    was, now = (in_words(getattr(side, f"{name}_{newer}", "")) for side in (before, row))
    return Comparing().paragraphs(was, now) if before and was != now else []
