"""Addresses of the pages about Task and Finish Groups."""

from django.urls import path

from taskgroups import views, views_undoing
from taskgroups.at_work import views as views_work
from taskgroups.joining import views as views_people
from taskgroups.milestones import views as views_milestones
from taskgroups.reporting import views as views_report
from taskgroups.talking import views as views_talk

app_name = "taskgroups"

urlpatterns = [
    path("", views.groups, name="groups"),
    path("new/", views.set_up_group, name="set_up_group"),
    path("propose/", views.propose_group, name="propose_group"),
    path("<int:pk>/", views.group, name="group"),
    path("<int:pk>/edit/", views.edit_group, name="edit_group"),
    path("<int:pk>/date/", views.move_date, name="move_date"),
    path("<int:pk>/report/", views_report.final_report, name="final_report"),
    path("<int:pk>/report/bring/", views_report.bring_report, name="bring_report"),
    path("<int:pk>/step/<slug:name>/", views.step, name="step"),
    path("<int:pk>/join/", views_people.join, name="join"),
    path("<int:pk>/answer/", views_people.answer_asked, name="answer_asked"),
    path("<int:pk>/leave/", views_people.leave, name="leave"),
    path("<int:pk>/members/add/", views_people.add_member, name="add_member"),
    path("<int:pk>/members/<int:place>/remove/", views_people.remove_member, name="remove_member"),
    *(
        path(f"<int:pk>/{kind}s/<int:row>/put-back/", views_undoing.put_back, {"kind": kind}, name=f"put_back_{kind}")
        for kind in ("member", "milestone")
    ),
    path("<int:pk>/requests/<int:asking>/", views_people.answer_request, name="answer_request"),
    path("<int:pk>/milestones/add/", views_milestones.add_milestone, name="add_milestone"),
    path("<int:pk>/milestones/<int:milestone>/", views_milestones.edit_milestone, name="edit_milestone"),
    path("<int:pk>/milestones/<int:milestone>/done/", views_milestones.finish_milestone, name="finish_milestone"),
    path("<int:pk>/milestones/<int:milestone>/remove/", views_milestones.remove_milestone, name="remove_milestone"),
    path("progress/<str:token>/", views_talk.progress_by_link, name="progress_by_link"),
    path("<int:pk>/progress/", views_talk.say_progress, name="say_progress"),
    path("<int:pk>/talk/", views_talk.talk, name="talk"),
    path("<int:pk>/talk/<int:message>/", views_talk.take_back_message, name="take_back_message"),
    path("<int:pk>/write/", views_talk.write_to_group, name="write_to_group"),
    path("<int:pk>/work/", views_work.work, name="work"),
    path("<int:pk>/work/meetings/add/", views_work.add_work, {"kind": "meeting"}, name="add_group_meeting"),
    path("<int:pk>/work/meetings/<int:row>/", views_work.edit_work, {"kind": "meeting"}, name="edit_group_meeting"),
    path(
        "<int:pk>/work/meetings/<int:row>/remove/",
        views_work.remove_work,
        {"kind": "meeting"},
        name="remove_group_meeting",
    ),
    path("<int:pk>/work/meetings/<int:row>/calendar.ics", views_work.group_calendar, name="group_calendar"),
    path("<int:pk>/work/papers/add/", views_work.add_work, {"kind": "paper"}, name="add_group_paper"),
    path("<int:pk>/work/papers/<int:row>/", views_work.edit_work, {"kind": "paper"}, name="edit_group_paper"),
    path("<int:pk>/work/papers/<int:row>/move/", views_work.move_paper, name="move_group_paper"),
    path("<int:pk>/work/papers/<int:row>/file/", views_work.group_paper, name="group_paper"),
    path("<int:pk>/work/actions/add/", views_work.add_work, {"kind": "action"}, name="add_group_action"),
    path("<int:pk>/work/actions/<int:row>/", views_work.edit_work, {"kind": "action"}, name="edit_group_action"),
    path(
        "<int:pk>/work/actions/<int:row>/remove/",
        views_work.remove_work,
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
    path("<int:pk>/work/actions/<int:row>/done/", views_work.finish_group_action, name="finish_group_action"),
]
