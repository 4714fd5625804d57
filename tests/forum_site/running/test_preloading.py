"""What the web server reads before it makes its processes: all they share, and nothing that does not outlive that."""

import json
import os
import subprocess
import sys

import pytest
from django.urls import reverse

from tests.forum_site.running.test_headers import PRODUCTION

LOADED = """
import gc, json, sys, threading
import forum_site.wsgi
from django.urls import reverse
from django.utils.translation import activate
from django.db.backends.postgresql.base import DatabaseWrapper
from django.utils.translation.trans_real import _translations
activate("cy")
print(json.dumps({
    "threads": threading.active_count(),
    "pools": len(DatabaseWrapper._connection_pools),
    "views": "meetings.minutes.views" in sys.modules,
    "catalogues": sorted(_translations),
    "left alone": gc.get_freeze_count() > 0,
    "address in Welsh": reverse("members:directory"),
    "large": sorted({"lxml", "docx", "pypdf", "openpyxl", "holidays", "boto3", "PIL", "fido2"} & {*sys.modules}),
}))
"""


@pytest.fixture(scope="module")
def loaded():
    """What is there in the process of which gunicorn makes the others."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED], env={**os.environ, **PRODUCTION}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_what_does_not_outlive_the_making_of_a_process_is_not_there_yet(loaded):
    assert (loaded["threads"], loaded["pools"]) == (1, 0)


@pytest.mark.slow
def test_views_and_catalogues_are_read_once_for_all_processes(loaded):
    assert loaded["views"] and loaded["left alone"]
    assert {"cy", "en"} <= {*loaded["catalogues"]}


@pytest.mark.slow
def test_large_libraries_that_few_requests_need_are_not_read_for_all(loaded):
    assert loaded["large"] == []


@pytest.mark.slow
def test_addresses_are_those_of_either_language(loaded):
    assert loaded["address in Welsh"] == reverse("members:directory")
