"""The page of moving in: the steps from an empty house to the first published agenda, gathered from all apps."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.text import NameField
from forum_site import doors
from members.access import keeps_the_record
from members.entry import hide_unless
from members.standing import founding


class YouForm(forms.Form):
    """Who the first administrator is, and what else they are in the Forum."""

    name = NameField(max_length=150).formfield(label=gettext_lazy("Your name"))
    is_member = forms.BooleanField(label=gettext_lazy("I am a member of the Forum"), required=False, initial=True)
    also = forms.MultipleChoiceField(
        label=gettext_lazy("I hold another office too"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("chair", gettext_lazy("Chair")),
            ("vice_chair", gettext_lazy("Vice-Chair")),
            ("treasurer", gettext_lazy("Treasurer")),
        ],
    )


def setup(request):
    """The steps of moving in; while nobody is the administrator, first that one takes the office who made the site."""
    person = request.user
    is_first = founding.may_found(person)
    hide_unless(request, is_first or keeps_the_record(person))
    if is_first:
        return _take_office(request)
    if request.method == "POST":
        founding.put_list_away()
        messages.success(request, _("The list is put away. Everything on it can be found under its own name."))
        return redirect("home")
    return render(request, "forum_site/setup.html", {"steps": doors.set_up(person)})


def _take_office(request):
    form = YouForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        founding.found(person=request.user, **form.cleaned_data)
        messages.success(request, _("You are the administrator from today on."))
        return redirect("setup")
    return render(request, "forum_site/setup.html", {"form": form})
