"""Addresses."""

from django.urls import path
from django.views.generic import RedirectView

app_name = "library"
urlpatterns = [path("", RedirectView.as_view(pattern_name="home"), name="documents")]
