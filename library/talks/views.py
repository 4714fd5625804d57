"""Pages of the talks: the shelf, one talk, offering it, putting it on an agenda, keeping it, the speaker's consent."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from library import access
from library.models import Outcome, Talk
from library.talks import finding, shelf
from library.talks.forms import ConsentForm, KeepForm, OfferForm, ShelfForm
from meetings.models import Meeting
from meetings.papers import reading
from members import handing_out
from members.access import belongs
from members.entry import fetch, require

WITH = Talk.objects.select_related("speaker", "topic", "item__meeting", "offered_by")
UNKEPT, MOST_OWN = 5, 20  # so many are shown: heard and not kept; one's own offers


@require_safe
def talks(request):
    """The talks that were given, by topic, area and year; for who keeps the record also offers and what is not kept."""
    form = ShelfForm(request.GET or None, years=finding.years(request.user))
    rows = finding.on_shelf(request.user, **(form.asked if form.is_bound else {}))
    page, is_inside = Paginator(rows, 30).get_page(request.GET.get("page")), belongs(request.user)
    context = {"form": form, "page": page, "may_offer": is_inside, "sees_consultations": is_inside}
    return render(request, "library/talks/talks.html", context | _waiting(request.user, is_inside))


def _waiting(reader, is_inside):
    """Return what is not given yet: of who keeps the record everything, of others what they have offered."""
    if not access.may_keep_library(reader):
        rows = WITH.visible_to(reader).filter(given_on=None, offered_by=reader)[:MOST_OWN] if is_inside else []
        return {"own": rows}
    heard, next_one = finding.unkept_items()[:UNKEPT], finding.meetings_to_come()[:1]
    rows = {"offers": WITH.offered(), "on_agenda": WITH.on_agenda(), "unkept": heard}
    return rows | {"may_keep": True, "meetings": next_one}


@require_safe
def talk(request, pk):
    """One talk, with what there is to do about it."""
    row = fetch(request, WITH, pk=pk)
    may_keep = access.may_keep_library(request.user)
    meetings = Meeting.objects.visible_to(request.user)
    meeting = meetings.filter(pk=row.item.meeting_id).first() if row.is_on_agenda else None
    context = {
        "talk": row,
        "meeting": meeting,
        "may_keep": may_keep,
        "unread": reading.unread([row.slides.name]) if may_keep and row.slides else {},
        "may_edit": access.may_edit_talk(request.user, row) and not access.against_editing(request.user, row),
        "may_agree": access.may_agree(request.user, row),
        "meetings": finding.meetings_to_come()[:4] if may_keep and row.is_waiting else [],
        "outcomes": Outcome.objects.of(request.user, talk=row),
    }
    return render(request, "library/talks/talk.html", context)


def offer_talk(request):
    """Offer a talk."""
    require(request, belongs(request.user))
    form = OfferForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        row = shelf.offer(talk=form.save(commit=False), by=request.user)
        messages.success(request, _("Thank you. The administrator finds your offer when an agenda is built."))
        return redirect(row)
    return render(request, "library/talks/offer_talk.html", {"form": form})


def edit_talk(request, pk):
    """Change what a talk is about, and who speaks."""
    row = fetch(request, WITH, pk=pk)
    require(request, access.may_edit_talk(request.user, row), access.against_editing(request.user, row))
    form = OfferForm(request.POST or None, instance=row, by=request.user)
    if request.method == "POST" and form.is_valid() and form.save_if_current(also=form.also):
        messages.success(request, _("The talk is saved."))
        return redirect(row)
    return render(request, "library/talks/edit_talk.html", {"form": form, "talk": row}, status=form.status)


def _kept(request, pk):
    """Return a talk, for those who keep the library."""
    row = fetch(request, WITH, pk=pk)
    require(request, access.may_keep_library(request.user))
    return row


@require_POST
def place_talk(request, pk, meeting):
    """Put an offered talk on the agenda of a meeting, by one press."""
    row = _kept(request, pk)
    item = shelf.place(talk=row, meeting=fetch(request, Meeting.objects, pk=meeting))
    said = _("“%(title)s” is item %(number)s of the agenda.") % {"title": item.title, "number": item.number}
    messages.success(request, said)
    return redirect("meetings:build_agenda", meeting)


@require_POST
def keep_heard(request, item):
    """Put what was heard at a meeting on the shelf."""
    require(request, access.may_keep_library(request.user))
    row = shelf.keep_heard(item=fetch(request, finding.unkept_items(), pk=item), by=request.user)
    return redirect("library:keep_talk", row.pk)


def keep_talk(request, pk):
    """Keep what there is of a talk that was given: slides, recording, what we took from it, and who may see it."""
    row = _kept(request, pk)
    against = _("This offer was taken back. It can be offered again first.") if row.withdrawn_at else ""
    require(request, True, against)
    meant = timezone.localdate(row.item.meeting.starts_at) if row.item else timezone.localdate()
    form = KeepForm(
        request.POST or None, request.FILES or None, instance=row, initial={"given_on": row.given_on or meant}
    )
    if request.method == "POST" and form.is_valid() and form.found_room(shelf.keep, form=form):
        messages.success(request, _("The talk is saved."))
        return redirect(row)
    return render(request, "library/talks/keep_talk.html", {"form": form, "talk": row}, status=form.status)


def agree(request, pk):
    """The speaker says who may see what is kept; or who keeps the record writes down what they said."""
    row = fetch(request, WITH, pk=pk)
    require(request, access.may_agree(request.user, row))
    is_speaker = row.speaker_id == request.user.pk
    form = ConsentForm(request.POST or None, is_speaker=is_speaker, talk=row)
    if request.method == "POST" and form.is_valid():
        shelf.agree(talk=row, **form.cleaned_data)
        messages.success(request, _("It is written down. Nobody else sees more than this."))
        return redirect(row)
    return render(request, "library/talks/agree.html", {"form": form, "talk": row, "is_speaker": is_speaker})


@require_POST
def change_offer(request, pk, verb):
    """Take the offer of a talk back, or make it again."""
    row = fetch(request, WITH, pk=pk)
    require(request, access.may_edit_talk(request.user, row), access.against_editing(request.user, row))
    verb(talk=row)
    said = _("The offer is taken back. It can be made again here.")
    messages.success(request, said if verb is shelf.withdraw else _("The talk is offered again."))
    return redirect(row)


@require_safe
def slides(request, pk):
    """The slides of a talk."""
    row = fetch(request, Talk.objects.exclude(slides=""), pk=pk)
    return handing_out.stored(request, row.slides, row.slides_name)
