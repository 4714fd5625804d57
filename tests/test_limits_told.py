"""How long, how many, how often: every text has its length, and docs/limits.md says what the code does."""

import re
from importlib import import_module

from django.apps import apps
from django.db.models import TextField

from tests.sources import ORDER, ROOT

ROW = re.compile(r"^\| .+ \| (\d+)(?: [a-z]+)? \| `([\w.]+)\.(\w+)` \|$", re.MULTILINE)
WRITTEN_BY_THE_SITE = {"common.Press.made", "common.SearchedWord.word", "meetings.ReadText.text"}


def test_every_text_that_people_write_has_a_length():
    texts = {
        field
        for model in apps.get_models()
        if model._meta.app_label in ORDER and not hasattr(model, "pgh_tracked_model")
        for field in model._meta.get_fields()
        if isinstance(field, TextField) and field.editable
    }
    assert len(texts) > 50
    assert {str(field) for field in texts if not field.max_length} <= WRITTEN_BY_THE_SITE


def test_the_page_of_limits_says_what_the_code_does():
    page = (ROOT / "docs" / "limits.md").read_text()
    told = {(module, name): int(number) for number, module, name in ROW.findall(page)}
    assert len(told) == page.count("\n| ") - 1  # each row but that of the headings
    assert told == {(module, name): getattr(import_module(module), name) for module, name in told}
