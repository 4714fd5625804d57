"""Addresses of the pages of the exchange."""

from django.urls import path

from exchange import views
from exchange.attaching import views as attaching_views
from exchange.ideas import views as ideas_views
from exchange.models import Comment, Post
from exchange.posting import views as posting_views
from exchange.reporting import views as reporting_views
from exchange.talking import views as talking_views

app_name = "exchange"

urlpatterns = [
    path("", views.posts, name="posts"),
    path("rules/", reporting_views.exchange_rules, name="exchange_rules"),
    path("reports/", reporting_views.reports, name="reports"),
    path("reports/<int:pk>/", reporting_views.judge_report, name="judge_report"),
    path("new/", posting_views.add_post, name="add_post"),
    path("ballots/<int:pk>/", talking_views.about_ballot, name="about_ballot"),
    path("<int:pk>/", views.post, name="post"),
    path("<int:pk>/edit/", posting_views.edit_post, name="edit_post"),
    path("<int:pk>/ask/", posting_views.ask_for_agenda, name="ask_for_agenda"),
    path("<int:pk>/earlier/", posting_views.earlier, {"model": Post}, name="earlier_post"),
    path("<int:pk>/report/", reporting_views.report, {"model": Post}, name="report_post"),
    path("<int:pk>/follow/", talking_views.follow_post, name="follow_post"),
    path("<int:pk>/interest/", ideas_views.back_idea, name="back_idea"),
    path("<int:pk>/outcome/", ideas_views.settle_idea, name="settle_idea"),
    path("<int:pk>/agenda/<int:meeting>/", ideas_views.put_on_agenda, name="put_on_agenda"),
    path("<int:pk>/offer/", posting_views.offer_talk, name="offer_talk"),
    path("<int:pk>/remove/", posting_views.remove, {"model": Post}, name="remove_post"),
    path("<int:pk>/put-back/", posting_views.put_back, {"model": Post}, name="put_back_post"),
    path("<int:pk>/files/new/", attaching_views.attach, {"model": Post}, name="attach_to_post"),
    path("comments/<int:pk>/files/new/", attaching_views.attach, {"model": Comment}, name="attach_to_comment"),
    path("files/<int:pk>/", attaching_views.attachment, name="attachment"),
    path("files/<int:pk>/edit/", attaching_views.edit_attachment, name="edit_attachment"),
    path("files/<int:pk>/remove/", attaching_views.remove_attachment, name="remove_attachment"),
    path("files/<int:pk>/put-back/", attaching_views.put_back_attachment, name="put_back_attachment"),
    path("comments/<int:pk>/edit/", talking_views.edit_comment, name="edit_comment"),
    path("comments/<int:pk>/earlier/", posting_views.earlier, {"model": Comment}, name="earlier_comment"),
    path("comments/<int:pk>/report/", reporting_views.report, {"model": Comment}, name="report_comment"),
    path("comments/<int:pk>/remove/", posting_views.remove, {"model": Comment}, name="remove_comment"),
    path("comments/<int:pk>/put-back/", posting_views.put_back, {"model": Comment}, name="put_back_comment"),
]
