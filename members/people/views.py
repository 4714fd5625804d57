"""Pages about people: the directory, organisations, one's own details, and the end of one's time."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members import access
from members.entry import fetch, reveal
from members.letters import letters as ledger
from members.models import Letter, Organisation
from members.people.directory import find_people, mark_what_is_hidden, of_today, people_for, shown_of, whole_person
from members.people.forms import DirectoryForm, ProfileForm
from members.standing import standing


def directory(request):
    """Members and partners, to be found by name, organisation, office, area and kind."""
    reveal(request, access.may_read_directory(request.user))
    form = DirectoryForm(request.GET or None, reader=request.user)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = _page_of(request, find_people(request.user, **wanted))
    return render(request, "members/directory.html", {"form": form, "page": page, "wanted": wanted})


def _page_of(request, people):
    """Return the page of people that was asked for, with nothing on it that this reader may not see."""
    page = Paginator(people, 50).get_page(request.GET.get("page"))
    page.object_list = mark_what_is_hidden(page.object_list, request.user)
    return page


def person(request, pk):
    """One person: organisation, standing, offices, and what else they show to this reader."""
    person = of_today(fetch(request, whole_person(request.user), pk=pk))
    context = {
        "person": person,
        "shown": shown_of(person, request.user),
        "terms": [term for term in person.terms.all() if term.starts_on <= timezone.localdate()],
        "is_own": person == request.user,
        "may_keep_people": request.user.has_perm("members.change_person"),
        "may_help_with_factors": access.may_help_with_factors(request.user),
        "keeps_standing": access.keeps_the_record(request.user),
    }
    if context["keeps_standing"] or context["is_own"]:
        context["timeline"] = standing.timeline(person)
    return render(request, "members/person.html", context)


def organisations(request):
    """The organisations people come from and the Forum works with, by kind."""
    reveal(request, access.may_read_directory(request.user))
    kind = request.GET.get("kind", "")
    rows = Organisation.objects.visible_to(request.user)
    if kind in Organisation.Kind.values:
        rows = rows.filter(kind=kind)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(
        request, "members/organisations.html", {"page": page, "kind": kind, "kinds": Organisation.Kind.choices}
    )


def organisation(request, pk):
    """One organisation and its people."""
    organisation = fetch(request, Organisation.objects, pk=pk)
    people = _page_of(request, people_for(request.user).filter(organisation=organisation))
    context = {"organisation": organisation, "page": people, "keeps_standing": access.keeps_the_record(request.user)}
    return render(request, "members/organisation.html", context)


def letters(request):
    """The ledger: letters that could not be sent, and how many wait."""
    reveal(request, access.keeps_the_record(request.user))
    rows = Letter.objects.visible_to(request.user)
    page = Paginator(rows.failed().select_related("person"), 50).get_page(request.GET.get("page"))
    for letter in page:
        letter.name = ledger.name_of(letter)
    waiting = rows.filter(state=Letter.State.WAITING).count()
    sent = rows.filter(state=Letter.State.SENT).count()
    return render(request, "members/letters.html", {"page": page, "waiting": waiting, "sent": sent})


@require_POST
def try_letter_again(request, pk):
    """Send a letter that failed once more."""
    letter = fetch(request, Letter.objects, pk=pk)
    ledger.try_again(letter=letter)
    messages.success(request, _("The letter is on its way again."))
    return redirect("members:letters")


@login_required
def profile(request):
    """One's own details, and who may see them."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your details are saved."))
        return redirect("members:profile")
    context = {"form": form, "may_read_directory": access.may_read_directory(request.user)}
    return render(request, "members/profile.html", context)


@login_required
def ways_in(request):
    """After the first login with a code: a passkey or a password may be set, or not."""
    url = request.GET.get("next", "")
    onward = url if url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}) else "/"
    return render(request, "members/ways_in.html", {"onward": onward})


def ended(request):
    """For whoever logged in and no longer belongs: says so kindly, and how to come back."""
    return render(request, "members/ended.html", status=403)
