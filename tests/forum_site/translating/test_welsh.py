"""The Welsh catalogues hold every string of every page, whole."""

import pytest
from django.conf import settings

from forum_site.translating import catalogues


@pytest.mark.parametrize(
    "catalogue", catalogues.CATALOGUES, ids=lambda catalogue: str(catalogue.path.relative_to(settings.ROOT))
)
def test_catalogues_are_fresh_and_complete(catalogue):
    assert catalogues.faults(catalogue) == []
