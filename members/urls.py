"""Addresses of the pages about people."""

from django.urls import path

from members import views, views_bodies, views_data, views_joining, views_offices, views_spreadsheets, views_standing

app_name = "members"

urlpatterns = [
    path("", views.directory, name="directory"),
    path("<int:pk>/", views.person, name="person"),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/<int:pk>/", views.organisation, name="organisation"),
    path("me/", views.profile, name="profile"),
    path("letters/", views.letters, name="letters"),
    path("letters/<int:pk>/again/", views.try_letter_again, name="try_letter_again"),
    path("apply/", views_joining.apply, name="apply"),
    path("apply/thanks/", views_joining.applied, name="applied"),
    path("applications/", views_joining.applications, name="applications"),
    path("applications/<int:pk>/", views_joining.application, name="application"),
    path("applications/link/<str:token>/", views_joining.application_by_link, name="application_by_link"),
    path("invites/", views_joining.invites, name="invites"),
    path("invites/<int:pk>/again/", views_joining.change_invite, {"change": "again"}, name="send_invite_again"),
    path("invites/<int:pk>/withdraw/", views_joining.change_invite, {"change": "withdraw"}, name="withdraw_invite"),
    path("invites/link/<str:token>/", views_joining.invite_by_link, name="invite_by_link"),
    path("contacts/", views_joining.stakeholders, name="stakeholders"),
    path("contacts/new/", views_joining.edit_stakeholder, name="add_stakeholder"),
    path("contacts/<int:pk>/", views_joining.stakeholder, name="stakeholder"),
    path("contacts/<int:pk>/edit/", views_joining.edit_stakeholder, name="edit_stakeholder"),
    path("ended/", views.ended, name="ended"),
    path("first/", views.ways_in, name="ways_in"),
    # standing and offices
    path("<int:pk>/standing/end/", views_standing.end_standing, name="end_standing"),
    path("<int:pk>/standing/give/", views_standing.give_standing, name="give_standing"),
    path("me/leave/", views_standing.leave, name="leave"),
    path("left/", views_standing.left, name="left"),
    path("membership/", views_standing.membership_rules, name="membership_rules"),
    path("renewals/", views_standing.renewals_open, name="renewals_open"),
    path("renewals/<int:pk>/renew/", views_standing.renew_for, name="renew_for"),
    path("renewals/link/<str:token>/", views_standing.renewal_by_link, name="renewal_by_link"),
    path("offices/", views_offices.offices_all, name="offices_all"),
    path("offices/<int:pk>/appoint/", views_offices.appoint, name="appoint"),
    path("offices/terms/<int:pk>/end/", views_offices.end_term, name="end_term"),
    path("organisations/<int:pk>/membership/", views_bodies.body, name="body"),
    path("organisations/<int:pk>/membership/give/", views_bodies.give_body_standing, name="give_body_standing"),
    path("organisations/<int:pk>/membership/end/", views_bodies.end_body_standing, name="end_body_standing"),
    path("organisations/representatives/<int:pk>/vote/", views_bodies.give_vote, name="give_vote"),
    path("organisations/representatives/<int:pk>/stop/", views_bodies.stop_representing, name="stop_representing"),
    # data: pages everybody reads, complaints, spreadsheets
    path("privacy/", views_data.page, {"key": "privacy"}, name="privacy"),
    path("accessibility/", views_data.page, {"key": "accessibility"}, name="accessibility"),
    path("complain/", views_data.complain, name="complain"),
    path("complain/thanks/", views_data.complained, name="complained"),
    path("complaints/", views_data.complaints, name="complaints"),
    path("complaints/<int:pk>/", views_data.complaint, name="complaint"),
    path("imports/", views_spreadsheets.imports, name="imports"),
    path("imports/<int:pk>/", views_spreadsheets.import_run, name="import_run"),
    path("exports/<str:kind>.<str:suffix>", views_spreadsheets.export, name="export"),
]
