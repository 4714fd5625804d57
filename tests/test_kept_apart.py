"""Each process keeps by itself, and none shows what another has changed since. (Apart from the rest of what is kept: it
needs rows that are committed, and the others an open transaction.)
"""

import hashlib
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from meetings.models import AgendaItem, Meeting
from tests.cast import a_meeting, an_item
from tests.keeping import body


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_what_changes_in_one_process_is_seen_by_the_next_request_at_another(cast, as_person):
    """Both keep what they have read; each change is made in this one, and read in the other."""
    meeting = a_meeting(state="published")
    item = an_item(meeting)
    ours, path = as_person("member"), f"/meetings/{meeting.pk}/"
    command = [sys.executable, "-m", "tests.other_process", connection.settings_dict["NAME"]]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "env": dict(os.environ)}
    with subprocess.Popen(command, cwd=settings.ROOT, **pipes) as other:

        def theirs():
            other.stdin.write(f"{cast.member.email} {path}\n")
            other.stdin.flush()
            return other.stdout.readline().strip()

        seen = [theirs()]
        for change in (
            lambda: AgendaItem.objects.filter(pk=item.pk).update(title_en="Changed"),
            lambda: Meeting.objects.filter(pk=meeting.pk).update(place_en="Elsewhere"),
            lambda: an_item(meeting, title_en="New"),
        ):
            assert theirs() == seen[-1] == hashlib.sha256(body(ours.get(path))[1]).hexdigest()
            change()
            seen.append(theirs())
        assert len(set(seen)) == 4
        other.stdin.close()
