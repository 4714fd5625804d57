"""Addresses."""

from django.urls import path
from django.views.generic import RedirectView

app_name = "exchange"
urlpatterns = [path("", RedirectView.as_view(pattern_name="home"), name="posts")]
