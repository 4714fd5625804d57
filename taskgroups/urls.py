"""Addresses of the pages about Task and Finish Groups."""

from django.urls import path

from taskgroups import views, views_milestones, views_people

app_name = "taskgroups"

urlpatterns = [
    path("", views.groups, name="groups"),
    path("new/", views.set_up_group, name="set_up_group"),
    path("propose/", views.propose_group, name="propose_group"),
    path("<int:pk>/", views.group, name="group"),
    path("<int:pk>/edit/", views.edit_group, name="edit_group"),
    path("<int:pk>/date/", views.move_date, name="move_date"),
    path("<int:pk>/report/", views.final_report, name="final_report"),
    path("<int:pk>/step/<slug:name>/", views.step, name="step"),
    path("<int:pk>/join/", views_people.join, name="join"),
    path("<int:pk>/answer/", views_people.answer_asked, name="answer_asked"),
    path("<int:pk>/leave/", views_people.leave, name="leave"),
    path("<int:pk>/members/add/", views_people.add_member, name="add_member"),
    path("<int:pk>/members/<int:place>/remove/", views_people.remove_member, name="remove_member"),
    path("<int:pk>/requests/<int:asking>/", views_people.answer_request, name="answer_request"),
    path("<int:pk>/milestones/add/", views_milestones.add_milestone, name="add_milestone"),
    path("<int:pk>/milestones/<int:milestone>/", views_milestones.edit_milestone, name="edit_milestone"),
    path("<int:pk>/milestones/<int:milestone>/done/", views_milestones.finish_milestone, name="finish_milestone"),
    path("<int:pk>/milestones/<int:milestone>/remove/", views_milestones.remove_milestone, name="remove_milestone"),
]
