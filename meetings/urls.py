"""Addresses of the pages about meetings."""

from django.urls import path

from meetings import reading
from meetings.agenda import views as agenda_views
from meetings.agenda import views_following, views_tray
from meetings.balloting import views as balloting_views
from meetings.calendars import views as calendars_views
from meetings.day import views as day_views
from meetings.day import views_coming, views_feedback, views_today
from meetings.declaring import views as declaring_views
from meetings.desk import views_coming as desk_coming
from meetings.desk import views_publish, views_telling
from meetings.importing import views as importing_views
from meetings.letter_budget import views as views_letter_budget
from meetings.minutes import views as minutes_views
from meetings.minutes import views_record
from meetings.papers import views as papers_views
from meetings.papers import views_documents, views_offline, views_quick, views_several
from meetings.planning import views as planning_views
from meetings.planning import views_meeting
from meetings.proposing import views as proposing_views
from meetings.telling import (
    views_actions,
    views_by_link,
    views_circulating,
    views_preparing,
    views_taking_part,
)

app_name = "meetings"

urlpatterns = [
    # read
    path("", reading.upcoming, name="upcoming"),
    path("past/", reading.past, name="past"),
    path("past/<int:year>/", reading.past, name="past_year"),
    path("<int:pk>/", reading.meeting, name="meeting"),
    path("<int:pk>/minutes/", reading.minutes, name="minutes"),
    # agenda
    path("<int:pk>/agenda/", agenda_views.build_agenda, name="build_agenda"),
    path("<int:pk>/agenda/quick/", views_quick.quick_item, name="quick_item"),
    path("<int:pk>/agenda/add/", agenda_views.add_item, name="add_item"),
    path("items/<int:pk>/", agenda_views.edit_item, name="edit_item"),
    path("items/<int:pk>/row/", agenda_views.set_item, name="set_item"),
    path("items/<int:pk>/before/", views_following.follow_item, name="follow_item"),
    path("items/<int:pk>/before/<int:earlier>/remove/", views_following.unfollow_item, name="unfollow_item"),
    path("items/<int:pk>/carry-on/", views_following.carry_on, name="carry_on"),
    path("items/<int:pk>/move/", agenda_views.move_item, name="move_item"),
    path("items/<int:pk>/remove/", agenda_views.remove_item, name="remove_item"),
    path("<int:pk>/agenda/standing/", views_tray.add_standing_items, name="add_standing_items"),
    path("items/<int:pk>/put-back/", views_tray.put_back_item, name="put_back_item"),
    path("<int:pk>/proposals/<int:proposal>/", proposing_views.answer_proposal, name="answer_proposal"),
    path("<int:pk>/proposals/<int:proposal>/reopen/", proposing_views.reopen_proposal, name="reopen_proposal"),
    # day
    path("mine/attendance/", views_coming.my_attendance, name="my_attendance"),
    path("drifted/", views_coming.drifted, name="drifted"),
    path("<int:pk>/today/", views_today.today, name="today"),
    path("<int:pk>/today/move/", views_today.move_on, name="move_on"),
    path("<int:pk>/register/", day_views.register, name="register"),
    path("<int:pk>/register/add/", day_views.add_attendance, name="add_attendance"),
    path("<int:pk>/register/<int:row>/remove/", day_views.remove_attendance, name="remove_attendance"),
    path("<int:pk>/register/left-over/", day_views.left_over, name="left_over"),
    path("<int:pk>/register/row/", day_views.register_row, name="register_row"),
    path("<int:pk>/register/<int:row>/", day_views.edit_attendance, name="edit_attendance"),
    path("<int:pk>/register/sheet/", day_views.sign_in_sheet, name="sign_in_sheet"),
    path("<int:pk>/register/i-was-there/", views_feedback.claim, name="claim"),
    path("<int:pk>/register/claims/<int:claim>/", day_views.answer_claim, name="answer_claim"),
    path("<int:pk>/declarations/", declaring_views.declarations_of, name="declarations"),
    path("declarations/<int:pk>/", declaring_views.edit_declaration, name="edit_declaration"),
    path("declarations/<int:pk>/remove/", declaring_views.remove_declaration, name="remove_declaration"),
    path("declarations/<int:pk>/put-back/", declaring_views.put_back_declaration, name="put_back_declaration"),
    path("items/<int:pk>/time/", day_views.item_time, name="item_time"),
    path("<int:pk>/feedback/", views_feedback.feedback_results, name="feedback_results"),
    path("feedback/<str:token>/", views_feedback.feedback_by_link, name="feedback_by_link"),
    # minutes
    path("decisions/", views_record.decisions, name="decisions"),
    path("decisions/<int:pk>/review/", views_record.review_decision, name="review_decision"),
    path("paragraphs/<int:pk>/correct/", views_record.offer_correction, name="offer_correction"),
    path("<int:pk>/corrections/", views_record.corrections_of, name="corrections"),
    path("corrections/<int:pk>/", views_record.answer_correction, name="answer_correction"),
    path("<int:pk>/minutes/note/", views_record.add_note, name="add_note"),
    path("<int:pk>/history/", views_record.history_of, name="history"),
    path("<int:pk>/minutes/write/", minutes_views.write_minutes, name="write_minutes"),
    path("items/<int:pk>/paragraph/", minutes_views.save_paragraph, name="save_paragraph"),
    path("<int:pk>/minutes/circulate/", views_circulating.circulate, name="circulate"),
    path("<int:pk>/minutes/withdraw/", minutes_views.withdraw_minutes, name="withdraw_minutes"),
    path("<int:pk>/minutes/confirm/", minutes_views.confirm_minutes, name="confirm_minutes"),
    path("paragraphs/<int:pk>/decision/", minutes_views.add_entry, {"kind": "decision"}, name="add_decision"),
    path("paragraphs/<int:pk>/action/", minutes_views.add_entry, {"kind": "action"}, name="add_action"),
    path("paragraphs/<int:pk>/", minutes_views.edit_part, {"kind": "paragraph"}, name="edit_paragraph"),
    path("paragraphs/<int:pk>/remove/", minutes_views.remove_part, {"kind": "paragraph"}, name="remove_paragraph"),
    path("paragraphs/<int:pk>/put-back/", minutes_views.put_back_paragraph, name="put_back_paragraph"),
    path("decisions/<int:pk>/edit/", minutes_views.edit_part, {"kind": "decision"}, name="edit_decision"),
    path("decisions/<int:pk>/remove/", minutes_views.remove_part, {"kind": "decision"}, name="remove_decision"),
    path("actions/<int:pk>/edit/", minutes_views.edit_part, {"kind": "action"}, name="edit_action"),
    path("decisions/<int:pk>/put-back/", minutes_views.put_back_entry, {"kind": "decision"}, name="put_back_decision"),
    path("actions/<int:pk>/put-back/", minutes_views.put_back_entry, {"kind": "action"}, name="put_back_action"),
    path("actions/<int:pk>/remove/", minutes_views.remove_part, {"kind": "action"}, name="remove_action"),
    # balloting
    path("between/", balloting_views.ballots_all, name="ballots_all"),
    path("between/new/", balloting_views.ask_ballot, name="ask_ballot"),
    path("between/<int:pk>/", balloting_views.ballot, name="ballot"),
    path("between/<int:pk>/paper/<str:language>/", balloting_views.ballot_paper, name="ballot_paper"),
    # papers
    path("<int:pk>/papers/", papers_views.papers, name="papers"),
    path("<int:pk>/pack/", papers_views.pack, name="pack"),
    path("items/<int:pk>/papers/add/", papers_views.add_paper, name="add_paper"),
    path("items/<int:pk>/papers/several/", views_several.add_papers, name="add_papers"),
    path("papers/<int:pk>/", papers_views.edit_paper, name="edit_paper"),
    path("papers/<int:pk>/move/", papers_views.move_paper, name="move_paper"),
    path("papers/earlier/<int:pk>/", papers_views.earlier_file, name="earlier_file"),
    path("papers/earlier/<int:pk>/remove/", papers_views.remove_earlier, name="remove_earlier"),
    path("papers/<int:pk>/remove/", papers_views.remove_paper, name="remove_paper"),
    path("papers/<int:pk>/put-back/", papers_views.put_back_paper, name="put_back_paper"),
    path("papers/<int:pk>/file/<str:language>/", papers_views.paper_file, name="paper_file"),
    path("decisions.<str:kind>", views_documents.decisions_file, name="decisions_file"),
    path("<int:pk>/minutes.<str:kind>", views_documents.minutes_file, name="minutes_file"),
    path("<int:pk>/agenda.<str:kind>", views_documents.agenda_file, name="agenda_file"),
    path("offline.js", views_offline.offline_worker, name="offline_worker"),
    path("<int:pk>/offline/", views_offline.offline, name="offline"),
    path("<int:pk>/offline.json", views_offline.offline_list, name="offline_list"),
    # telling
    path("actions/", views_taking_part.my_actions, name="my_actions"),
    path("actions/all/", views_actions.all_actions, name="all_actions"),
    path("actions/all.csv", views_actions.actions_sheet, name="actions_sheet"),
    path("actions/change/", views_actions.change_actions, name="change_actions"),
    path("actions/<int:pk>/", views_taking_part.action, name="action"),
    path("actions/<int:pk>/give/", views_record.give_action, name="give_action"),
    path("actions/<int:pk>/done/", views_taking_part.finish_action, name="finish_action"),
    path("actions/<int:pk>/open/", views_taking_part.reopen_action, name="reopen_action"),
    path("<int:pk>/answer/", views_taking_part.answer, name="answer"),
    path("<int:pk>/answer/at-once/", views_taking_part.answer_at_once, name="answer_at_once"),
    path("answer/<str:token>/", views_by_link.answer_by_link, name="answer_by_link"),
    path("items/<int:pk>/discuss/", views_taking_part.pull_item, name="pull_item"),
    path("proposals/", views_taking_part.proposals_mine, name="proposals_mine"),
    path("proposals/new/", views_taking_part.propose, name="propose"),
    path("proposals/<int:pk>/withdraw/", views_taking_part.withdraw_proposal, name="withdraw_proposal"),
    path("proposals/<int:pk>/again/", views_taking_part.propose_again, name="propose_again"),
    path("actions/link/<str:token>/", views_by_link.actions_by_link, name="actions_by_link"),
    path("letters/", views_letter_budget.letters_told, name="letters_told"),
    path("<int:pk>/replies/", desk_coming.replies, name="replies"),
    path("<int:pk>/replies.csv", desk_coming.replies_sheet, name="replies_sheet"),
    path("<int:pk>/replies/<slug:kind>/<int:who>/", desk_coming.answer_for, name="answer_for"),
    path("<int:pk>/replies/remind/", desk_coming.remind, name="remind"),
    path("<int:pk>/tell/", views_telling.tell_change, name="tell_change"),
    path("<int:pk>/tell/let-be/", views_telling.let_be, name="let_be"),
    path("<int:pk>/guests/", views_preparing.guests, name="guests"),
    path("<int:pk>/guests/invite/", views_preparing.invite_guests, name="invite_guests"),
    path("<int:pk>/guests/<int:guest>/remove/", views_preparing.remove_guest, name="remove_guest"),
    path("actions/due/<str:token>/", views_by_link.action_by_link, name="action_by_link"),
    path("<int:pk>/calendar.ics", calendars_views.calendar_file, name="calendar_file"),
    path("calendar/", calendars_views.calendar, name="calendar"),
    path("calendar/<str:token>.ics", calendars_views.calendar_feed, name="calendar_feed"),
    # planning
    path("new/", views_meeting.schedule, name="schedule"),
    path("<int:pk>/edit/", views_meeting.edit_meeting, name="edit_meeting"),
    path("<int:pk>/step/publish/", views_publish.publish, name="publish"),
    path("<int:pk>/step/<slug:name>/", views_meeting.step, name="step"),
    path("plan/", planning_views.plan_year, name="plan_year"),
    path("rules/", planning_views.rules, name="rules"),
    path("rules/usual-items/", planning_views.keep_usual_items, name="keep_usual_items"),
    path("closed-days/", planning_views.closed_days, name="closed_days"),
    path("closed-days/<int:pk>/remove/", planning_views.remove_closed_day, name="remove_closed_day"),
    path("<int:pk>/copy/", planning_views.copy_meeting, name="copy_meeting"),
    path("<int:pk>/poll/", planning_views.poll, name="poll"),
    path("<int:pk>/poll/ask/", planning_views.ask_poll, name="ask_poll"),
    path("<int:pk>/poll/pick/", planning_views.pick_date, name="pick_date"),
    # importing
    path("import/", importing_views.import_minutes, name="import_minutes"),
    path("import/<int:pk>/", importing_views.check_import, name="check_import"),
    path("import/<int:pk>/discard/", importing_views.discard_import, name="discard_import"),
]
