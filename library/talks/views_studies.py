"""Pages of the case studies: all of them on a map and in its table, one with its pictures, and writing them."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.languages.ordering import sort_key
from library import access
from library.models import CaseStudy, County, Outcome, StudyPicture, Talk, wales
from library.models.wales import Point, outlines, point
from library.talks import pictures
from library.talks.forms_studies import CaseStudyForm, PictureForm
from members import handing_out
from members.access import belongs
from members.entry import fetch, require
from members.models.areas import choices


@dataclass(frozen=True)
class Place:
    """A county with its place on the map, or an area, and the case studies there that a reader may see; without a
    name, those that are of none.
    """

    number: int
    name: str
    point: Point | None
    studies: tuple[CaseStudy, ...]


@require_safe
def studies(request):
    """The case studies by area, or as points of a map of Wales and as its table."""
    rows = list(CaseStudy.objects.visible_to(request.user))
    context = {
        **(_on_the_map(rows) if wales.is_where_we_work() else {"places": _by_area(rows)}),
        "may_keep": access.may_keep_library(request.user),
        "sees_consultations": belongs(request.user),
    }
    return render(request, "library/talks/studies.html", context)


def _on_the_map(rows) -> dict:
    """Return the counties that have case studies, from north to south, where the others are, and the land."""
    there = {county: _by_name(row for row in rows if row.county == county) for county in County}
    found = [(county, rows) for county, rows in there.items() if rows]
    places = [Place(number, one.label, point(one), rows) for number, (one, rows) in enumerate(found, 1)]
    if elsewhere := _by_name(row for row in rows if not row.county):
        places.append(Place(len(places) + 1, "", None, elsewhere))
    return {"places": places, "others": [point(one) for one in County if not there[one]], "outlines": outlines()}


def _by_area(rows) -> list[Place]:
    """Return the areas that have case studies, in their order; last, without a name, what belongs to none."""
    there = [(name, _by_name(row for row in rows if row.area == key)) for key, name in [*choices(), ("", "")]]
    return [Place(number, name, None, rows) for number, (name, rows) in enumerate(there, 1) if rows]


def _by_name(rows) -> tuple[CaseStudy, ...]:
    return tuple(sorted(rows, key=lambda row: sort_key(str(row.name))))


@require_safe
def study(request, pk):
    """One co-operative with its pictures."""
    row = fetch(request, CaseStudy.objects, pk=pk)
    context = {
        "study": row,
        "pictures": row.pictures.order_by("added_at", "pk"),
        "talk": Talk.objects.visible_to(request.user).filter(pk=row.talk_id).first() if row.talk_id else None,
        "outcomes": Outcome.objects.of(request.user, study=row),
        "may_keep": access.may_keep_library(request.user),
    }
    return render(request, "library/talks/study.html", context)


def add_study(request):
    """Write a case study."""
    require(request, access.may_keep_library(request.user))
    form = CaseStudyForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and pictures.save_study(form=form):
        messages.success(request, _("The case study is saved. Pictures are added on its page."))
        return redirect(form.instance)
    return render(request, "library/talks/add_study.html", {"form": form})


def edit_study(request, pk):
    """Change a case study, or who may see it."""
    row = fetch(request, CaseStudy.objects, pk=pk)
    require(request, access.may_keep_library(request.user))
    form = CaseStudyForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid() and pictures.save_study(form=form):
        messages.success(request, _("The case study is saved."))
        return redirect(row)
    return render(request, "library/talks/edit_study.html", {"form": form, "study": row}, status=form.status)


def add_picture(request, pk):
    """Add a picture to a case study, with what it shows in words."""
    row = fetch(request, CaseStudy.objects, pk=pk)
    require(request, access.may_keep_library(request.user))
    form = PictureForm(request.POST or None, request.FILES or None, instance=StudyPicture(study=row))
    if request.method == "POST" and form.is_valid() and form.found_room(_added, row, form):
        messages.success(request, _("The picture is on the page."))
        return redirect(row)
    return render(request, "library/talks/add_picture.html", {"form": form, "study": row}, status=form.status)


def _added(study, form):
    return pictures.add(study=study, picture=form.save(commit=False), fitting=form.cleaned_data["picture"])


def _picture(request, pk):
    """Return a picture, for those who keep the library."""
    row = fetch(request, StudyPicture.objects.select_related("study"), pk=pk)
    require(request, access.may_keep_library(request.user))
    return row


def edit_picture(request, pk):
    """Change what is said of a picture."""
    row = _picture(request, pk)
    form = PictureForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("The words are saved."))
        return redirect(row.study)
    return render(request, "library/talks/edit_picture.html", {"form": form, "picture": row}, status=form.status)


def remove_picture(request, pk):
    """Remove a picture, after a page that asks."""
    row = _picture(request, pk)
    if request.method == "POST":
        pictures.remove(picture=row)
        messages.success(request, _("The picture is removed."))
        return redirect(row.study)
    return render(request, "library/talks/remove_picture.html", {"picture": row})


@require_safe
def study_picture(request, pk):
    """A picture, for whoever may see its case study."""
    row = fetch(request, StudyPicture.objects, pk=pk)
    return handing_out.served(request, row.file.open, "picture.jpg", "image/jpeg", etag=row.file.name)
