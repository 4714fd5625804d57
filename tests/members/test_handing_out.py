"""How files are handed out: as what they are, and harmless."""

import pytest
from django.core.files.base import ContentFile
from django.test import RequestFactory

from common.filing import files
from members import handing_out
from tests.files import GOOD


@pytest.mark.parametrize("name", [*GOOD, "Tŷ; filename=evil.pdf"])
def test_a_file_is_handed_out_as_what_it_is_and_harmless(name):
    kind = files.KINDS[files.suffix_of(name)]
    response = handing_out.served(
        RequestFactory().get("/"), lambda: ContentFile(b"abc"), name, kind.content_type, etag="x"
    )
    assert response["Content-Type"] == kind.content_type
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert response["Content-Security-Policy"].endswith("; sandbox") == (name[-3:] != "pdf")
    shown, _, said = response["Content-Disposition"].partition(";")
    assert shown == ("inline" if kind.inline else "attachment")
    assert ("filename*=utf-8''T%C5%B7%3B" in said) == (not name.isascii())
