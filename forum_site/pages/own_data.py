"""Everything the site keeps about somebody, in one file they can take away: an index to read,
JSON for machines, their files.
"""

import io
import json
import zipfile

from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import FileResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache

from common.filing.files import clean_name
from common.languages.in_use import for_reader_of
from forum_site import doors
from forum_site.pages.counting import numbers_of
from members.entry import require_proof


@login_required
@never_cache
def my_data(request):
    """Say what the site keeps about oneself; on a press, hand it out in one file."""
    if request.method != "POST":
        parts = doors.own_data(request.user)
        numbers = numbers_of(part.found for part in parts)
        return render(request, "forum_site/my_data.html", {"parts": list(zip(parts, numbers, strict=True))})
    require_proof(request)
    name = f"forum-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(packed(request.user), as_attachment=True, filename=name, content_type="application/zip")


def packed(person):
    """Return everything kept about a person as an open zip file."""
    with for_reader_of(person.language):
        parts = doors.own_data(person)
        made_at = timezone.now()
        page = render_to_string("forum_site/my_data_index.html", {"person": person, "parts": parts, "made_at": made_at})
    facts = {part.key: part.rows for part in parts}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", page)
        archive.writestr("data.json", json.dumps(facts, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        for part in parts:
            _add_files(archive, part)
    file.seek(0)
    return file


def _add_files(archive, part):
    """Put the files of a part beside the index; one that is gone from the disk
    must not keep the rest from its owner.
    """
    for number, (name, stored) in enumerate(part.files, start=1):
        if stored.storage.exists(stored.name):
            with stored.open("rb") as opened:
                archive.writestr(f"files/{part.key}-{number}-{clean_name(name)}", opened.read())
