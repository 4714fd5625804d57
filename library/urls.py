"""Addresses of the pages of the library."""

from django.urls import path

from library import views

app_name = "library"

urlpatterns = [
    path("", views.documents, name="documents"),
    path("new/", views.add_document, name="add_document"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/edit/", views.edit_document, name="edit_document"),
    path("<int:pk>/versions/<int:number>/", views.version, name="version"),
    path("<int:pk>/versions/<int:older>/<int:newer>/", views.compare_versions, name="compare_versions"),
    path("<int:pk>/draft/start/", views.start_version, name="start_version"),
    path("<int:pk>/draft/", views.edit_draft, name="edit_draft"),
    path("<int:pk>/draft/adopt/", views.adopt_draft, name="adopt_draft"),
    path("<int:pk>/draft/discard/", views.discard_draft, name="discard_draft"),
    path("consultations/", views.consultations, name="consultations"),
    path("consultations/new/", views.add_consultation, name="add_consultation"),
    path("consultations/<int:pk>/", views.consultation, name="consultation"),
    path("consultations/<int:pk>/edit/", views.edit_consultation, name="edit_consultation"),
]
