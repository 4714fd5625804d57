"""Addresses of the pages about people."""

from django.urls import path

from members import views

app_name = "members"

urlpatterns = [
    path("", views.directory, name="directory"),
    path("<int:pk>/", views.person, name="person"),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/<int:pk>/", views.organisation, name="organisation"),
    path("me/", views.profile, name="profile"),
    path("letters/", views.letters, name="letters"),
    path("letters/<int:pk>/again/", views.try_letter_again, name="try_letter_again"),
    path("ended/", views.ended, name="ended"),
]
