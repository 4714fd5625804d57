"""Pages of an answer: writing it, reading it with remarks at its paragraphs, and asking the members."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.both_languages import reading_language
from common.languages.in_use import languages_in_use
from common.rich_text import plain_text
from common.steps import version_in
from common.versions.comparison import Comparing
from library import access
from library.consulting import answers, bringing, planning
from library.consulting.forms import AnswerForm, RemarkForm
from library.models import AnswerDraft, Consultation, Remark
from meetings.balloting import ballots
from meetings.balloting.forms import BallotForm
from members.access import belongs
from members.entry import fetch, require

RELATED = ("consultation__lead_group", "consultation__lead")


def _draft(request, pk):
    """Return a draft that this reader may see."""
    return fetch(request, AnswerDraft.objects.select_related(*RELATED), pk=pk)


@require_POST
def start_answer(request, pk):
    """Begin a draft of the answer, or the next version of it, as a copy of the last one."""
    row = fetch(request, Consultation.objects.select_related("lead_group"), pk=pk)
    require(request, access.may_write_answer(request.user, row), answers.against_writing(row))
    return redirect("library:edit_answer", answers.begin_draft(consultation=row).pk)


def edit_answer(request, pk):
    """Write the draft."""
    draft = _draft(request, pk)
    with_members = _("This draft is with the members already.") if draft.shown_at else ""
    against = with_members or answers.against_writing(draft.consultation)
    require(request, access.may_write_answer(request.user, draft.consultation), against)
    form = AnswerForm(request.POST or None, instance=draft)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("The draft is saved."))
        return redirect(draft)
    context = {"form": form, "draft": draft, "consultation": draft.consultation}
    return render(request, "library/consulting/edit_answer.html", context, status=form.status)


@require_POST
def show_answer(request, pk):
    """Put the draft to the members, as it was read."""
    draft = _draft(request, pk)
    require(request, access.may_write_answer(request.user, draft.consultation))
    answers.show_draft(draft=draft, version=version_in(request.POST))
    messages.success(request, _("The draft is with the members, who can remark on each paragraph."))
    return redirect(draft)


@require_safe
def answer(request, pk):
    """A draft of the answer, with what was remarked on each paragraph."""
    draft = _draft(request, pk)
    remarks = list(draft.remarks.select_related("author"))
    parts = [
        (place, html, [remark for remark in remarks if remark.paragraph == place])
        for place, html in enumerate(answers.paragraphs(draft), 1)
    ]
    writes = access.may_write_answer(request.user, draft.consultation)
    before = draft.consultation.drafts.shown().filter(number__lt=draft.number).order_by("-number").first()
    context = {
        "draft": draft,
        "consultation": draft.consultation,
        "parts": parts,
        "before": before,
        "may_write": writes and not draft.shown_at,
        "may_remark": bool(draft.shown_at) and not answers.against_writing(draft.consultation),
    }
    return render(request, "library/consulting/answer.html", context)


@require_safe
def answer_changes(request, pk):
    """What differs between a draft and the version before it, word by word."""
    draft = _draft(request, pk)
    before = draft.consultation.drafts.shown().filter(number__lt=draft.number).order_by("-number").first()
    if before is None:
        raise Http404
    asked = request.GET.get("text")
    language = asked if asked in languages_in_use() else reading_language()
    texts = (plain_text(getattr(row, f"text_{language}")) for row in (before, draft))
    context = {"draft": draft, "older": before, "newer": draft, "consultation": draft.consultation}
    context |= {"paragraphs": Comparing().paragraphs(*texts), "language": language}
    return render(request, "library/consulting/answer_changes.html", context)


def add_remark(request, pk, paragraph):
    """Remark on a paragraph of a draft that is with the members."""
    draft = _draft(request, pk)
    parts = answers.paragraphs(draft)
    if not 1 <= paragraph <= len(parts):
        raise Http404
    against = answers.against_writing(draft.consultation)
    against = against or ("" if draft.shown_at else _("This draft is still being written."))
    require(request, belongs(request.user), against)
    form = RemarkForm(request.POST or None, instance=Remark(draft=draft, paragraph=paragraph))
    if request.method == "POST" and form.is_valid():
        remark = answers.add_remark(remark=form.save(commit=False), by=request.user)
        messages.success(request, _("Your remark stands beside the paragraph."))
        return redirect(f"{draft.get_absolute_url()}#paragraph-{remark.paragraph}")
    context = {"form": form, "draft": draft, "consultation": draft.consultation, "html": parts[paragraph - 1]}
    return render(request, "library/consulting/add_remark.html", context)


def remove_remark(request, pk):
    """Take back one's own remark, after a page that asks; who keeps the library may too."""
    remark = fetch(request, Remark.objects.select_related("draft__consultation", "author"), pk=pk)
    require(request, remark.author_id == request.user.pk or access.may_keep_library(request.user))
    if request.method == "POST":
        remark.delete()
        messages.success(request, _("The remark is removed."))
        return redirect(remark.draft)
    context = {"remark": remark, "draft": remark.draft, "consultation": remark.draft.consultation}
    return render(request, "library/consulting/remove_remark.html", context)


def ask_members(request, pk):
    """Ask the members to agree to the answer between meetings, in words that can be changed before they are sent."""
    rows = planning.planned(Consultation.objects.select_related("ballot"))
    row = fetch(request, rows, pk=pk)
    require(request, access.may_keep_library(request.user), answers.against_asking(row))
    plan = planning.plan_of(row, request.user)
    proposal = answers.proposal_for(row, plan.ballot_closes_on if plan else None)
    form = BallotForm(request.POST or None, instance=proposal)
    if request.method == "POST" and form.is_valid():
        ballot = answers.ask_members(consultation=row, ballot=form.save(commit=False), by=request.user)
        messages.success(request, _("The members are written to."))
        return redirect(ballot)
    context = {"form": form, "consultation": row, "number": ballots.voters().count()}
    return render(request, "library/consulting/ask_members.html", context)


def bring_answer(request, pk):
    """Put the answer on the agenda of the last meeting before its deadline, after a page that says which."""
    row = fetch(request, Consultation.objects.select_related("ballot", "lead_group"), pk=pk)
    require(request, access.may_write_answer(request.user, row))
    if request.method == "POST":
        item = bringing.bring(consultation=row, by=request.user, version=version_in(request.POST))
        messages.success(request, _("The answer is on the agenda: %(title)s") % {"title": item.meeting.title})
        return redirect(row)
    context = {"consultation": row, "way": bringing.way_of(row, request.user)}
    return render(request, "library/consulting/bring_answer.html", context)
