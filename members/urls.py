"""Addresses of the pages about people."""

from django.urls import path

from members.account import views as account_views
from members.account import views_entry, views_lost_factors
from members.data import views as data_views
from members.data import views_areas, views_identity
from members.enquiries import views as enquiries_views
from members.inbox import views as inbox_views
from members.letters import views as letters_views
from members.letters import views_ledger
from members.networks import views as networks_views
from members.people import views as people_views
from members.people import views_contacts, views_interests
from members.sheets import views as sheets_views
from members.standing import views as standing_views
from members.standing import views_bodies, views_joining, views_keeping, views_offices

app_name = "members"

urlpatterns = [
    # people
    path("", people_views.directory, name="directory"),
    path("<int:pk>/", people_views.person, name="person"),
    path("organisations/", people_views.organisations, name="organisations"),
    path("organisations/<int:pk>/", people_views.organisation, name="organisation"),
    path("me/", people_views.profile, name="profile"),
    path("interests/", views_interests.interests_all, name="interests_all"),
    path("me/interests/", views_interests.my_interests, name="my_interests"),
    path("interests/new/", views_interests.record_interest, name="record_interest"),
    path("interests/<int:pk>/", views_interests.edit_interest, name="edit_interest"),
    path("interests/<int:pk>/remove/", views_interests.remove_interest, name="remove_interest"),
    path("interests/<int:pk>/put-back/", views_interests.put_back_interest, name="put_back_interest"),
    path("contacts/", views_contacts.stakeholders, name="stakeholders"),
    path("contacts/new/", views_contacts.edit_stakeholder, name="add_stakeholder"),
    path("contacts/<int:pk>/", views_contacts.stakeholder, name="stakeholder"),
    path("contacts/<int:pk>/edit/", views_contacts.edit_stakeholder, name="edit_stakeholder"),
    path("contacts/<int:pk>/remove/", views_contacts.remove_stakeholder, name="remove_stakeholder"),
    path("networks/", networks_views.networks, name="networks"),
    path("networks/contacts.csv", sheets_views.networks_sheet, name="networks_sheet"),
    path("networks/new/", networks_views.edit_network, name="add_network"),
    path("networks/<int:pk>/", networks_views.network, name="network"),
    path("networks/<int:pk>/edit/", networks_views.edit_network, name="edit_network"),
    # letters
    path("mailings/", letters_views.mailings, name="mailings"),
    path("mailings/new/", letters_views.edit_mailing, name="add_mailing"),
    path("mailings/<int:pk>/", letters_views.mailing, name="mailing"),
    path("mailings/<int:pk>/edit/", letters_views.edit_mailing, name="edit_mailing"),
    path("letters/", views_ledger.letters, name="letters"),
    path("letters/test/", views_ledger.send_test_letter, name="send_test_letter"),
    path("letters/<int:pk>/again/", views_ledger.try_letter_again, name="try_letter_again"),
    path("letters/failed/again/", views_ledger.send_letters, {"state": "failed"}, name="try_letters_again"),
    path("letters/held/send/", views_ledger.send_letters, {"state": "held"}, name="send_held_letters"),
    path("letters/held/drop/", views_ledger.drop_letters, name="drop_held_letters"),
    path("letters/addresses/<int:pk>/again/", inbox_views.use_address_again, name="use_address_again"),
    # account
    path("me/account/", account_views.account, name="account"),
    path("me/letters/", account_views.my_letters, name="my_letters"),
    path("me/sessions/<int:pk>/end/", account_views.end_session, name="end_session"),
    path("me/address/link/<str:token>/", account_views.stop_address, name="stop_address"),
    path("letters/link/<str:token>/", account_views.unsubscribe, name="unsubscribe"),
    path("lost-factors/", views_lost_factors.lost_factors_all, name="lost_factors_all"),
    path("lost-factors/<int:pk>/", views_lost_factors.lost_factor, name="lost_factor"),
    path("ended/", views_entry.ended, name="ended"),
    path("first/", views_entry.ways_in, name="ways_in"),
    # standing
    path("keeping/", views_keeping.keeping, name="keeping"),
    path("apply/", views_joining.apply, name="apply"),
    path("apply/thanks/", views_joining.applied, name="applied"),
    path("applications/", views_joining.applications, name="applications"),
    path("applications/<int:pk>/", views_joining.application, name="application"),
    path("applications/link/<str:token>/", views_joining.application_by_link, name="application_by_link"),
    path("invites/", views_joining.invites, name="invites"),
    path("invites/<int:pk>/again/", views_joining.change_invite, {"change": "again"}, name="send_invite_again"),
    path("invites/<int:pk>/withdraw/", views_joining.change_invite, {"change": "withdraw"}, name="withdraw_invite"),
    path("invites/link/<str:token>/", views_joining.invite_by_link, name="invite_by_link"),
    path("<int:pk>/standing/end/", standing_views.end_standing, name="end_standing"),
    path("<int:pk>/standing/give/", standing_views.give_standing, name="give_standing"),
    path("me/leave/", standing_views.leave, name="leave"),
    path("left/", standing_views.left, name="left"),
    path("identity/", views_identity.identity, name="identity"),
    path("identity/<int:version>.css", views_identity.colours, name="colours"),
    path("identity/mark-<int:version>.png", views_identity.picture, {"column": "mark"}, name="mark"),
    path("identity/areas/", views_areas.areas, name="areas"),
    path("identity/areas/of-wales/", views_areas.areas_of_wales, name="areas_of_wales"),
    path("identity/areas/<int:pk>/", views_areas.edit_area, name="edit_area"),
    path("identity/areas/<int:pk>/remove/", views_areas.remove_area, name="remove_area"),
    path("identity/icon-<int:version>.png", views_identity.picture, {"column": "icon"}, name="icon"),
    path("membership/", standing_views.membership_rules, name="membership_rules"),
    path("renewals/", standing_views.renewals_open, name="renewals_open"),
    path("renewals/<int:pk>/renew/", standing_views.renew_for, name="renew_for"),
    path("renewals/link/<str:token>/", standing_views.renewal_by_link, name="renewal_by_link"),
    path("offices/", views_offices.offices_all, name="offices_all"),
    path("offices/<int:pk>/appoint/", views_offices.appoint, name="appoint"),
    path("offices/terms/<int:pk>/end/", views_offices.end_term, name="end_term"),
    path("organisations/<int:pk>/membership/", views_bodies.body, name="body"),
    path("organisations/<int:pk>/membership/give/", views_bodies.give_body_standing, name="give_body_standing"),
    path("organisations/<int:pk>/membership/end/", views_bodies.end_body_standing, name="end_body_standing"),
    path("organisations/representatives/<int:pk>/vote/", views_bodies.give_vote, name="give_vote"),
    path("organisations/representatives/<int:pk>/stop/", views_bodies.stop_representing, name="stop_representing"),
    # data
    path("privacy/", data_views.page, {"key": "privacy"}, name="privacy"),
    path("accessibility/", data_views.page, {"key": "accessibility"}, name="accessibility"),
    path("contact/", data_views.contact, name="contact"),
    path("complain/", data_views.complain, name="complain"),
    path("complain/thanks/", data_views.complained, name="complained"),
    path("complaints/", data_views.complaints, name="complaints"),
    path("complaints/<int:pk>/", data_views.complaint, name="complaint"),
    # enquiries
    path("enquire/", enquiries_views.enquire, name="enquire"),
    path("enquire/thanks/", enquiries_views.enquired, name="enquired"),
    path("enquiries/", enquiries_views.enquiries, name="enquiries"),
    path("enquiries/<int:pk>/", enquiries_views.enquiry, name="enquiry"),
    path("enquiries/<int:pk>/open-again/", enquiries_views.open_enquiry_again, name="open_enquiry_again"),
    path("enquiries/<int:pk>/contact/", enquiries_views.keep_contact, name="keep_contact"),
    path("enquiries/answerers/<str:area>/", enquiries_views.answerer, name="answerer"),
    # sheets
    path("imports/", sheets_views.imports, name="imports"),
    path("imports/<int:pk>/", sheets_views.import_run, name="import_run"),
    path("exports/<str:kind>.<str:suffix>", sheets_views.export, name="export"),
]
