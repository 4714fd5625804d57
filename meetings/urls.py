"""Addresses of the pages about meetings."""

from django.urls import path

from meetings.views import by_link, minute_taking, preparing, reading, register, secretary, taking_part

app_name = "meetings"

urlpatterns = [
    path("", reading.upcoming, name="upcoming"),
    path("past/", reading.past, name="past"),
    path("past/<int:year>/", reading.past, name="past_year"),
    path("<int:pk>/", reading.meeting, name="meeting"),
    path("<int:pk>/minutes/", reading.minutes, name="minutes"),
    path("actions/", taking_part.my_actions, name="my_actions"),
    path("actions/<int:pk>/", taking_part.action, name="action"),
    path("new/", secretary.schedule, name="schedule"),
    path("<int:pk>/edit/", secretary.edit_meeting, name="edit_meeting"),
    path("<int:pk>/step/<slug:name>/", secretary.step, name="step"),
    path("<int:pk>/agenda/", secretary.build_agenda, name="build_agenda"),
    path("<int:pk>/agenda/add/", secretary.add_item, name="add_item"),
    path("items/<int:pk>/", secretary.edit_item, name="edit_item"),
    path("items/<int:pk>/move/", secretary.move_item, name="move_item"),
    path("items/<int:pk>/remove/", secretary.remove_item, name="remove_item"),
    path("<int:pk>/answer/", taking_part.answer, name="answer"),
    path("answer/<str:token>/", by_link.answer_by_link, name="answer_by_link"),
    path("items/<int:pk>/discuss/", taking_part.pull_item, name="pull_item"),
    path("proposals/", taking_part.proposals_mine, name="proposals_mine"),
    path("proposals/new/", taking_part.propose, name="propose"),
    path("actions/link/<str:token>/", by_link.actions_by_link, name="actions_by_link"),
    path("<int:pk>/agenda/standing/", preparing.add_standing_items, name="add_standing_items"),
    path("items/<int:pk>/put-back/", preparing.put_back_item, name="put_back_item"),
    path("<int:pk>/proposals/<int:proposal>/", preparing.answer_proposal, name="answer_proposal"),
    path("<int:pk>/replies/", preparing.replies, name="replies"),
    path("<int:pk>/tell/", preparing.tell_change, name="tell_change"),
    path("<int:pk>/guests/", preparing.guests, name="guests"),
    path("<int:pk>/guests/invite/", preparing.invite_guests, name="invite_guests"),
    path("<int:pk>/guests/<int:guest>/remove/", preparing.remove_guest, name="remove_guest"),
    path("<int:pk>/register/", register.register, name="register"),
    path("<int:pk>/register/add/", register.add_attendance, name="add_attendance"),
    path("<int:pk>/register/<int:row>/remove/", register.remove_attendance, name="remove_attendance"),
    path("<int:pk>/minutes/write/", minute_taking.write_minutes, name="write_minutes"),
    path("<int:pk>/minutes/circulate/", minute_taking.circulate, name="circulate"),
    path("<int:pk>/minutes/withdraw/", minute_taking.withdraw_minutes, name="withdraw_minutes"),
    path("<int:pk>/minutes/confirm/", minute_taking.confirm_minutes, name="confirm_minutes"),
    path("paragraphs/<int:pk>/decision/", minute_taking.add_entry, {"kind": "decision"}, name="add_decision"),
    path("paragraphs/<int:pk>/action/", minute_taking.add_entry, {"kind": "action"}, name="add_action"),
    path("paragraphs/<int:pk>/", minute_taking.edit_part, {"kind": "paragraph"}, name="edit_paragraph"),
    path("paragraphs/<int:pk>/remove/", minute_taking.remove_part, {"kind": "paragraph"}, name="remove_paragraph"),
    path("decisions/<int:pk>/edit/", minute_taking.edit_part, {"kind": "decision"}, name="edit_decision"),
    path("decisions/<int:pk>/remove/", minute_taking.remove_part, {"kind": "decision"}, name="remove_decision"),
    path("actions/<int:pk>/edit/", minute_taking.edit_part, {"kind": "action"}, name="edit_action"),
    path("actions/<int:pk>/remove/", minute_taking.remove_part, {"kind": "action"}, name="remove_action"),
]
