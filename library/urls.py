"""Addresses of the pages of the library."""

from django.urls import path

from library import views, views_frameworks
from library.consulting import views as consulting_views
from library.consulting import views_answers
from library.governing import views as governing_views
from library.links import views as links_views
from library.resources import views as resources
from library.resources import views_copies
from library.talks import shelf, views_studies
from library.talks import views as talks

app_name = "library"

urlpatterns = [
    path("", views.documents, name="documents"),
    path("new/", views.add_document, name="add_document"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/edit/", views.edit_document, name="edit_document"),
    path("<int:pk>/versions/<int:number>/", views.version, name="version"),
    path("<int:pk>/versions/<int:older>/<int:newer>/", views.compare_versions, name="compare_versions"),
    path("<int:pk>/draft/start/", views.start_version, name="start_version"),
    path("<int:pk>/draft/", views.edit_draft, name="edit_draft"),
    path("<int:pk>/draft/adopt/", views.adopt_draft, name="adopt_draft"),
    path("<int:pk>/draft/discard/", views.discard_draft, name="discard_draft"),
    path("<int:pk>/review/", governing_views.review_document, name="review_document"),
    path("<int:pk>/versions/<int:number>.pdf", governing_views.document_file, name="document_file"),
    path("<slug:slug>/clause/<str:number>/", governing_views.clause, name="clause"),
    path(
        "<slug:slug>/version/<int:version>/clause/<str:number>/",
        governing_views.clause_of_version,
        name="clause_of_version",
    ),
    path("<slug:slug>/on/<str:day>/clause/<str:number>/", governing_views.clause_on, name="clause_on"),
    path("clauses/<int:pk>/follow/", governing_views.follow_clause, name="follow_clause"),
    path("clauses/<int:pk>/govern/", governing_views.govern, name="govern"),
    path("clauses/rules/<int:pk>/release/", governing_views.release_rule, name="release_rule"),
    path("partners/", views_frameworks.frameworks, name="frameworks"),
    path("partners/new/", views_frameworks.add_framework, name="add_framework"),
    path("partners/<int:pk>/", views_frameworks.framework, name="framework"),
    path("partners/<int:pk>/edit/", views_frameworks.edit_framework, name="edit_framework"),
    path("partners/<int:pk>/parts/new/", views_frameworks.add_part, name="add_part"),
    path("partners/parts/<int:pk>/", views_frameworks.edit_part, name="edit_part"),
    path("partners/parts/<int:pk>/move/", views_frameworks.move_part, name="move_part"),
    path("partners/parts/<int:pk>/remove/", views_frameworks.remove_part, name="remove_part"),
    path("partners/parts/<int:pk>/put-back/", views_frameworks.put_back_part, name="put_back_part"),
    path("talks/", talks.talks, name="talks"),
    path("talks/offer/", talks.offer_talk, name="offer_talk"),
    path("talks/<int:pk>/", talks.talk, name="talk"),
    path("talks/<int:pk>/edit/", talks.edit_talk, name="edit_talk"),
    path("talks/<int:pk>/keep/", talks.keep_talk, name="keep_talk"),
    path("talks/<int:pk>/agree/", talks.agree, name="agree"),
    path("talks/<int:pk>/withdraw/", talks.change_offer, {"verb": shelf.withdraw}, name="withdraw_talk"),
    path("talks/<int:pk>/offer-again/", talks.change_offer, {"verb": shelf.offer_again}, name="offer_talk_again"),
    path("talks/<int:pk>/place/<int:meeting>/", talks.place_talk, name="place_talk"),
    path("talks/<int:pk>/slides/", talks.slides, name="slides"),
    path("talks/heard/<int:item>/", talks.keep_heard, name="keep_heard"),
    path("case-studies/", views_studies.studies, name="studies"),
    path("case-studies/new/", views_studies.add_study, name="add_study"),
    path("case-studies/<int:pk>/", views_studies.study, name="study"),
    path("case-studies/<int:pk>/edit/", views_studies.edit_study, name="edit_study"),
    path("case-studies/<int:pk>/pictures/new/", views_studies.add_picture, name="add_picture"),
    path("case-studies/pictures/<int:pk>/edit/", views_studies.edit_picture, name="edit_picture"),
    path("case-studies/pictures/<int:pk>/remove/", views_studies.remove_picture, name="remove_picture"),
    path("case-studies/pictures/<int:pk>.jpg", views_studies.study_picture, name="study_picture"),
    path("resources/", resources.resources, name="resources"),
    path("resources/new/", resources.add_resource, name="add_resource"),
    path("resources/<int:pk>/", resources.resource, name="resource"),
    path("resources/<int:pk>/edit/", resources.edit_resource, name="edit_resource"),
    path("resources/<int:pk>/newer/", resources.add_newer_resource, name="add_newer_resource"),
    path("resources/<int:pk>/withdraw/", resources.withdraw_resource, name="withdraw_resource"),
    path("resources/<int:pk>/put-back/", resources.put_back_resource, name="put_back_resource"),
    path("resources/<int:pk>/copies/new/", views_copies.add_copy, name="add_copy"),
    path("resources/copies/<int:pk>/edit/", views_copies.edit_copy, name="edit_copy"),
    path("resources/copies/<int:pk>/remove/", views_copies.remove_copy, name="remove_copy"),
    path("resources/copies/<int:pk>/file/", views_copies.resource_file, name="resource_file"),
    path("links/", links_views.dead_links, name="dead_links"),
    path("consultations/", consulting_views.consultations, name="consultations"),
    path("consultations/new/", consulting_views.add_consultation, name="add_consultation"),
    path("consultations/<int:pk>/", consulting_views.consultation, name="consultation"),
    path("consultations/<int:pk>/edit/", consulting_views.edit_consultation, name="edit_consultation"),
    path("consultations/<int:pk>/interest/", consulting_views.join_consultation, name="join_consultation"),
    path("consultations/<int:pk>/decision/", consulting_views.approve_answer, name="approve_answer"),
    path("consultations/<int:pk>/outcome/", consulting_views.tell_outcome, name="tell_outcome"),
    path("consultations/<int:pk>/send/", consulting_views.send_answer, name="send_answer"),
    path("consultations/<int:pk>/sent/", consulting_views.sent_file, name="sent_file"),
    path("consultations/<int:pk>/step/<slug:name>/", consulting_views.consultation_step, name="consultation_step"),
    path("consultations/<int:pk>/ask/", views_answers.ask_members, name="ask_members"),
    path("consultations/<int:pk>/answer/start/", views_answers.start_answer, name="start_answer"),
    path("consultations/answers/<int:pk>/", views_answers.answer, name="answer"),
    path("consultations/answers/<int:pk>/edit/", views_answers.edit_answer, name="edit_answer"),
    path("consultations/answers/<int:pk>/show/", views_answers.show_answer, name="show_answer"),
    path("consultations/answers/<int:pk>/changes/", views_answers.answer_changes, name="answer_changes"),
    path("consultations/answers/<int:pk>/<int:paragraph>/", views_answers.add_remark, name="add_remark"),
    path("consultations/remarks/<int:pk>/remove/", views_answers.remove_remark, name="remove_remark"),
]
