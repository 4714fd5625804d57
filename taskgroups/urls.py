"""Addresses of the pages about Task and Finish Groups."""

from django.urls import path

from taskgroups import views, views_undoing
from taskgroups.at_work import views as at_work_views
from taskgroups.joining import views as joining_views
from taskgroups.milestones import views as milestones_views
from taskgroups.reporting import views as reporting_views
from taskgroups.steering import views as steering_views
from taskgroups.talking import views as talking_views

app_name = "taskgroups"

urlpatterns = [
    path("", views.groups, name="groups"),
    path("new/", steering_views.set_up_group, name="set_up_group"),
    path("propose/", steering_views.propose_group, name="propose_group"),
    path("<int:pk>/", views.group, name="group"),
    path("<int:pk>/edit/", steering_views.edit_group, name="edit_group"),
    path("<int:pk>/date/", steering_views.move_date, name="move_date"),
    path("<int:pk>/report/", reporting_views.final_report, name="final_report"),
    path("<int:pk>/report/bring/", reporting_views.bring_report, name="bring_report"),
    path("<int:pk>/step/<slug:name>/", steering_views.step, name="step"),
    path("<int:pk>/join/", joining_views.join, name="join"),
    path("<int:pk>/answer/", joining_views.answer_asked, name="answer_asked"),
    path("<int:pk>/leave/", joining_views.leave, name="leave"),
    path("<int:pk>/members/add/", joining_views.add_member, name="add_member"),
    path("<int:pk>/members/<int:place>/remove/", joining_views.remove_member, name="remove_member"),
    *(
        path(f"<int:pk>/{kind}s/<int:row>/put-back/", views_undoing.put_back, {"kind": kind}, name=f"put_back_{kind}")
        for kind in ("member", "milestone")
    ),
    path("<int:pk>/requests/<int:asking>/", joining_views.answer_request, name="answer_request"),
    path("<int:pk>/milestones/add/", milestones_views.add_milestone, name="add_milestone"),
    path("<int:pk>/milestones/<int:milestone>/", milestones_views.edit_milestone, name="edit_milestone"),
    path("<int:pk>/milestones/<int:milestone>/done/", milestones_views.finish_milestone, name="finish_milestone"),
    path("<int:pk>/milestones/<int:milestone>/remove/", milestones_views.remove_milestone, name="remove_milestone"),
    path("progress/<str:token>/", talking_views.progress_by_link, name="progress_by_link"),
    path("<int:pk>/progress/", talking_views.say_progress, name="say_progress"),
    path("<int:pk>/talk/", talking_views.talk, name="talk"),
    path("<int:pk>/talk/<int:message>/", talking_views.take_back_message, name="take_back_message"),
    path("<int:pk>/write/", talking_views.write_to_group, name="write_to_group"),
    path("<int:pk>/work/", at_work_views.work, name="work"),
    path("<int:pk>/work/meetings/add/", at_work_views.add_work, {"kind": "meeting"}, name="add_group_meeting"),
    path("<int:pk>/work/meetings/<int:row>/", at_work_views.edit_work, {"kind": "meeting"}, name="edit_group_meeting"),
    path(
        "<int:pk>/work/meetings/<int:row>/remove/",
        at_work_views.remove_work,
        {"kind": "meeting"},
        name="remove_group_meeting",
    ),
    path("<int:pk>/work/meetings/<int:row>/calendar.ics", at_work_views.group_calendar, name="group_calendar"),
    path("<int:pk>/work/papers/add/", at_work_views.add_work, {"kind": "paper"}, name="add_group_paper"),
    path("<int:pk>/work/papers/<int:row>/", at_work_views.edit_work, {"kind": "paper"}, name="edit_group_paper"),
    path("<int:pk>/work/papers/<int:row>/move/", at_work_views.move_paper, name="move_group_paper"),
    path("<int:pk>/work/papers/<int:row>/file/", at_work_views.group_paper, name="group_paper"),
    path("<int:pk>/work/actions/add/", at_work_views.add_work, {"kind": "action"}, name="add_group_action"),
    path("<int:pk>/work/actions/<int:row>/", at_work_views.edit_work, {"kind": "action"}, name="edit_group_action"),
    path(
        "<int:pk>/work/actions/<int:row>/remove/",
        at_work_views.remove_work,
        {"kind": "action"},
        name="remove_group_action",
    ),
    *(
        path(
            f"<int:pk>/work/{kind}s/<int:row>/put-back/",
            views_undoing.put_back,
            {"kind": kind},
            name=f"put_back_group_{kind}",
        )
        for kind in ("meeting", "action")
    ),
    path("<int:pk>/work/actions/<int:row>/done/", at_work_views.finish_group_action, name="finish_group_action"),
    path("<int:pk>/work/actions/<int:row>/open/", at_work_views.reopen_group_action, name="reopen_group_action"),
]
