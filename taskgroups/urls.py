"""Addresses."""

from django.urls import path
from django.views.generic import RedirectView

app_name = "taskgroups"
urlpatterns = [path("", RedirectView.as_view(pattern_name="home"), name="groups")]
