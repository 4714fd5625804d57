"""The files that rows have, each under a name that people know it by."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField

from common.filing.files import clean_name, suffix_of


@dataclass(frozen=True)
class Held:
    """A file: its place in the zip, the name that its row has, what people call it, and what kind of row has it."""

    name: str
    its_name: str
    called: str
    kind: str


def held() -> Iterator[Held]:
    """Yield the files of all rows, as far as they are there; of what once was the history tells, without its files."""
    for model in apps.get_models():
        fields = [field for field in model._meta.concrete_fields if isinstance(field, FileField)]
        if fields and not hasattr(model, "pgh_tracked_model"):
            for row in model._base_manager.order_by("pk").iterator(500):
                yield from (found for field in fields if (found := _held(row, field)))


def _held(row, field):
    file = getattr(row, field.name)
    if not file or not default_storage.exists(file.name):
        return None
    called = clean_name(_called(row, field) or file.name)
    of = "" if field.name == "file" else f"{field.name}-"
    name = f"files/{row._meta.model_name}-{row.pk}-{of}{called}"
    return Held(name, file.name, called, str(row._meta.verbose_name))


def _called(row, field):
    """Return the name that people gave a file, which ends as the file does, or ""."""
    columns = (f"{field.name.removesuffix('_file')}_name", "name")
    names = (str(getattr(row, column, "")) for column in columns)
    ending = suffix_of(getattr(row, field.name).name)
    return next((name for name in names if suffix_of(name) == ending), "")
