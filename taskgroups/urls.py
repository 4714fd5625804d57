"""Addresses of the pages about Task and Finish Groups."""

from django.urls import path

from taskgroups import views

app_name = "taskgroups"

urlpatterns = [
    path("", views.groups, name="groups"),
    path("new/", views.set_up_group, name="set_up_group"),
    path("<int:pk>/", views.group, name="group"),
    path("<int:pk>/edit/", views.edit_group, name="edit_group"),
    path("<int:pk>/report/", views.final_report, name="final_report"),
    path("<int:pk>/step/<slug:name>/", views.step, name="step"),
    path("<int:pk>/join/", views.join, name="join"),
    path("<int:pk>/leave/", views.leave, name="leave"),
    path("<int:pk>/members/add/", views.add_member, name="add_member"),
    path("<int:pk>/members/<int:place>/remove/", views.remove_member, name="remove_member"),
]
