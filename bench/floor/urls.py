"""The one page of the floor."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import path

from bench.floor.models import Note


@login_required
def notes(request):
    """Twelve notes, for who is logged in."""
    return render(request, "notes.html", {"notes": Note.objects.all()[:12]})


urlpatterns = [path("", notes, name="notes")]
