"""The translation desk: what is missing or older in one of the two languages, and both sides beside each other."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.both_languages import LANGUAGE_NAMES, LANGUAGES, other
from common.languages.ordering import sort_key
from common.steps import version_in
from forum_site import doors
from members.entry import hide_unless, require
from members.translating import pairs
from members.translating.desk import Desk, Listed, Wanted, may_translate

SHOWN = 25


class WantedForm(forms.Form):
    """Which texts of the desk: of what, missing or older, to be written in which language."""

    kind = forms.ChoiceField(label=gettext_lazy("Of what"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Missing or older"),
        required=False,
        choices=[
            ("", gettext_lazy("All")),
            ("missing", gettext_lazy("The other language is missing")),
            ("older", gettext_lazy("The other language is older")),
        ],
    )
    into = forms.ChoiceField(
        label=gettext_lazy("To be written in"),
        required=False,
        choices=[("", gettext_lazy("English or Welsh")), *LANGUAGE_NAMES.items()],
    )

    def __init__(self, *args, desk, **options):
        super().__init__(*args, **options)
        numbers = [(one.table, one.label, desk.number(Wanted(one.table))) for one in desk.tables]
        named = [(table, f"{label} ({number})") for table, label, number in numbers if number]
        self.fields["kind"].choices = [("", _("All")), *sorted(named, key=lambda one: sort_key(one[1]))]


def wanted_in(query, tables) -> Wanted:
    """Return what an address asks for; what is not understood narrows nothing."""
    known = {"kind": {one.table for one in tables}, "state": {"missing", "older"}, "into": set(LANGUAGES)}
    return Wanted(**{name: query.get(name, "") for name in known if query.get(name, "") in known[name]})


def _asked(wanted) -> str:
    """Return a filter as the end of an address."""
    said = {name: value for name, value in vars(wanted).items() if value}
    return f"?{urlencode(said)}" if said else ""


@require_safe
@never_cache
def translations(request):
    """All texts of which one side is missing or older, what is read soonest first."""
    hide_unless(request, may_translate(request.user))
    desk = Desk(doors.texts(request.user))
    wanted = wanted_in(request.GET, desk.tables)
    page = Paginator(Listed(desk, wanted), SHOWN).get_page(request.GET.get("page"))
    found = [(pair, _address(pair, wanted)) for pair in page]
    numbers = {state: desk.number(Wanted(state=state)) for state in ("missing", "older")}
    context = {"form": WantedForm(request.GET, desk=desk), "page": page, "found": found, "numbers": numbers}
    return render(request, "forum_site/translations.html", context)


def _address(pair, wanted) -> str:
    """Return where a text is written: at the desk, or where the admin alone keeps it."""
    if pair.of.elsewhere:
        return reverse(pair.of.elsewhere, args=[pair.key])
    return reverse("translate", args=pair.address) + _asked(wanted)


def _text(request, table, pk, text):
    """Return the Texts, the row, and how a page shows them, for who may translate it as things are."""
    hide_unless(request, may_translate(request.user))
    one = next((one for one in doors.texts(request.user) if one.table == table and not one.elsewhere), None)
    row = one.row(pk) if one and text in one.names else None
    if row is None:
        raise Http404
    require(request, True, one.against(row))
    return one, row


@never_cache
def translate(request, table, pk, text):
    """Both sides of one text beside each other; saved, it leads to the next."""
    one, row = _text(request, table, pk, text)
    form = pairs.form_over(one, text, row, request.POST or None)
    if request.method == "POST" and form.is_valid() and pairs.save(one=one, name=text, form=form, by=request.user):
        messages.success(request, _("The text is saved."))
        return _onwards(request, (table, pk, text))
    return _shown(request, one, row, text, form, form.status)


def _shown(request, one, row, text, form, status):
    """Show both sides of a text, and what has changed in one since the other was made."""
    seen = one.row(row.pk)
    wanted = wanted_in(request.GET, doors.texts(request.user))
    into = pairs.behind_in(seen, text)
    context = {"form": form, "into": into, "source": other(into), "asked": _asked(wanted), "row": seen, "text": text}
    context |= {"one": one, "kind": capfirst(one.model._meta.verbose_name), "said": one.said(text)}
    context |= {"changes": pairs.changed_since(one, text, seen), "is_older": bool(getattr(seen, f"{text}_newer"))}
    context["called"] = next((getattr(seen, name) for name in ("title", "name") if name in one.names), str(seen))
    context["page_of"] = seen.get_absolute_url() if hasattr(seen, "get_absolute_url") else ""
    return render(request, "forum_site/translate.html", context, status=status)


def _onwards(request, address):
    """Lead to the text that comes after this one at the desk, or to the desk where none is left."""
    desk = Desk([one for one in doors.texts(request.user) if not one.elsewhere])
    wanted = wanted_in(request.GET, desk.tables)
    following = desk.after(address, wanted)
    return redirect(_address(following, wanted) if following else reverse("translations") + _asked(wanted))


@require_safe
@never_cache
def next_translation(request, table, pk, text):
    """The text after this one, which is left for later."""
    _text(request, table, pk, text)
    return _onwards(request, (table, pk, text))


@require_POST
def translation_stands(request, table, pk, text):
    """Say that the older side of a text still says what the newer one does."""
    one, row = _text(request, table, pk, text)
    if pairs.let_stand(one=one, name=text, row=row, version=version_in(request.POST)):
        messages.success(request, _("It is noted that both languages say the same."))
        return _onwards(request, (table, pk, text))
    messages.warning(
        request, _("Somebody has changed this text since you opened the page. Please read both sides again.")
    )
    return _shown(request, one, row, text, pairs.form_over(one, text, one.row(pk)), 409)
