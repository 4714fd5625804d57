"""Addresses of the pages of the exchange."""

from django.urls import path

from exchange import views
from exchange.attaching import views as views_attachments
from exchange.ideas import views as views_ideas
from exchange.models import Comment, Post
from exchange.reporting import views as views_reports
from exchange.talking import views as views_ballots

app_name = "exchange"

urlpatterns = [
    path("", views.posts, name="posts"),
    path("rules/", views_reports.exchange_rules, name="exchange_rules"),
    path("reports/", views_reports.reports, name="reports"),
    path("reports/<int:pk>/", views_reports.judge_report, name="judge_report"),
    path("new/", views.add_post, name="add_post"),
    path("ballots/<int:pk>/", views_ballots.about_ballot, name="about_ballot"),
    path("<int:pk>/", views.post, name="post"),
    path("<int:pk>/edit/", views.edit_post, name="edit_post"),
    path("<int:pk>/ask/", views.ask_for_agenda, name="ask_for_agenda"),
    path("<int:pk>/earlier/", views.earlier, {"model": Post}, name="earlier_post"),
    path("<int:pk>/report/", views_reports.report, {"model": Post}, name="report_post"),
    path("<int:pk>/follow/", views_reports.follow_post, name="follow_post"),
    path("<int:pk>/interest/", views_ideas.back_idea, name="back_idea"),
    path("<int:pk>/outcome/", views_ideas.settle_idea, name="settle_idea"),
    path("<int:pk>/agenda/<int:meeting>/", views_ideas.put_on_agenda, name="put_on_agenda"),
    path("<int:pk>/offer/", views.offer_talk, name="offer_talk"),
    path("<int:pk>/remove/", views.remove, {"model": Post}, name="remove_post"),
    path("<int:pk>/put-back/", views.put_back, {"model": Post}, name="put_back_post"),
    path("<int:pk>/files/new/", views_attachments.attach, {"model": Post}, name="attach_to_post"),
    path("comments/<int:pk>/files/new/", views_attachments.attach, {"model": Comment}, name="attach_to_comment"),
    path("files/<int:pk>/", views_attachments.attachment, name="attachment"),
    path("files/<int:pk>/edit/", views_attachments.edit_attachment, name="edit_attachment"),
    path("files/<int:pk>/remove/", views_attachments.remove_attachment, name="remove_attachment"),
    path("files/<int:pk>/put-back/", views_attachments.put_back_attachment, name="put_back_attachment"),
    path("comments/<int:pk>/edit/", views.edit_comment, name="edit_comment"),
    path("comments/<int:pk>/earlier/", views.earlier, {"model": Comment}, name="earlier_comment"),
    path("comments/<int:pk>/report/", views_reports.report, {"model": Comment}, name="report_comment"),
    path("comments/<int:pk>/remove/", views.remove, {"model": Comment}, name="remove_comment"),
    path("comments/<int:pk>/put-back/", views.put_back, {"model": Comment}, name="put_back_comment"),
]
