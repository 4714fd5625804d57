"""Pages for what members decide between meetings: all of it, one proposal with one's own answer, and asking."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings import access
from meetings.agenda.ties import reported_in, tie_by_key
from meetings.balloting import ballots
from meetings.balloting.answers import answering
from meetings.balloting.forms import ChoicesBallotForm
from meetings.balloting.results import Result, by_name
from meetings.models import Ballot, Vote
from meetings.papers.reading import unread
from members import handing_out
from members.access import circle_of, decides, keeps_the_record
from members.entry import fetch, hide_unless, require


@require_safe
def ballots_all(request):
    """What members are asked between meetings, and what came of it."""
    hide_unless(request, access.may_read_ballots(request.user))
    seen = Ballot.objects.visible_to(request.user).select_related("won")
    page = Paginator(seen.exclude(outcome=""), 30).get_page(request.GET.get("page"))
    context = {"open_ballots": seen.open(), "page": page, "may_ask": keeps_the_record(request.user)}
    return render(request, "meetings/balloting/ballots_all.html", context)


def ballot(request, pk):
    """One proposal between meetings: a member's own answer, and the count once it is closed."""
    row = fetch(request, Ballot.objects.select_related("reported_at", "won"), pk=pk)
    mine = Vote.objects.filter(ballot=row, person=request.user).first()
    form = answering(row, request.POST or None, mine)
    if request.method == "POST":
        require(request, decides(request.user))
        if form.is_valid():
            ballots.vote(ballot=row, person=request.user, **form.answer)
            messages.success(request, _("Your answer is saved. You can change it until the closing day."))
            return redirect(row)
    context = {"form": form, "mine": mine, "may_vote": access.may_vote(request.user, row), **_told(row, request.user)}
    return render(request, "meetings/balloting/ballot.html", context)


def _told(row, reader) -> dict:
    """Return a ballot with its grounds, and what came of it as far as that is told yet."""
    papers, circle = list(row.papers.all()), circle_of(reader)
    return {
        "ballot": row,
        "about": tie_by_key(row.item_id, circle),
        "papers": papers,
        "unread": unread(paper.file.name for paper in papers) if papers and keeps_the_record(reader) else {},
        "result": None if row.is_open else Result(row),
        "reasons": ballots.reasons(row),
        "named": by_name(row),
        "turnout": ballots.turnout(row),
        "tie": reported_in(row, circle),
    }


def ask_ballot(request):
    """Put a proposal to the members."""
    require(request, keeps_the_record(request.user))
    form = ChoicesBallotForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (row := form.asked(by=request.user)):
        messages.success(request, _("The members are written to."))
        return redirect(row)
    context = {"form": form, "number": ballots.voters().count()}
    return render(request, "meetings/balloting/ask_ballot.html", context, status=form.status)


@require_safe
def ballot_paper(request, pk, language):
    """The paper of a proposal in one language, for whoever may read the proposal."""
    row = fetch(request, Ballot.objects, pk=pk)
    paper = row.papers.filter(language=language).first()
    if paper is None:
        raise Http404
    try:
        return handing_out.served(request, paper.file.open, paper.name, paper.content_type, etag=paper.file.name)
    except FileNotFoundError:
        raise Http404 from None
