"""Who the Forum is: what every page is given of it, the form for it, its pictures, and the style sheet of its
colour."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members import access, pages
from members.data import marks
from members.data.forms import IdentityForm
from members.entry import hide_unless
from members.handing_out import served
from members.models import Identity
from members.standing import founding

YEAR = 365 * 24 * 60 * 60  # seconds; the version in its address changes with the colour


def forum(request):
    """Context processor: `forum`, who the Forum is, asked of the database where the page says it."""
    return {"forum": SimpleLazyObject(lambda: founding.forum_of(request))}


def identity(request):
    """The names, the line, the address and the colour that every page and letter shows."""
    hide_unless(request, access.keeps_the_record(request.user))
    form = IdentityForm(request.POST or None, request.FILES or None, instance=Identity.now())
    if request.method == "POST" and form.is_valid() and form.found_room(marks.save, form):
        messages.success(request, _("This is saved. It stands on every page from now on."))
        return redirect("members:identity")
    context = {"form": form, "pages": pages.written_by(request.user)}
    return render(request, "members/data/identity.html", context, status=form.status)


@require_safe
def colours(request, version):
    """The style sheet that gives head and buttons the Forum's own colour."""
    forum = Identity.now()
    if not forum.colour or forum.version != version:
        raise Http404
    page = render(request, "members/data/colours.css", {"colour": forum.colour}, content_type="text/css")
    page["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return page


@require_safe
def picture(request, column, version):
    """A picture that the Forum is known by: its `mark` or its `icon`, until it has another one."""
    forum = Identity.now()
    file = getattr(forum, column)
    if not file or forum.version != version or not file.storage.exists(file.name):
        raise Http404
    page = served(request, file.open, "mark.png", "image/png", etag=file.name)
    page["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return page
