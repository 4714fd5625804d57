"""Whatever the database refuses is a page with a sentence, never a fault: each constraint and trigger is known here."""

import re

import pgtrigger
import pytest
from django.apps import apps
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import path
from django.utils import translation

from forum_site.doors import APPS
from forum_site.running.refusals import PROTECTED, _sentences
from forum_site.urls import handler400, handler500  # noqa: F401 (a list of addresses names them)
from forum_site.urls import urlpatterns as pages
from members.models import Person
from taskgroups.models import TaskGroup

pytestmark = pytest.mark.django_db
FASTER = "Things have changed since you opened the page."
# Where the page says that another was faster, which is true of what can be there once. (A sentence of its own is better
# wherever one person alone can meet it: then it stands with the constraint.)
ONCE = {
    *("library_version_number_once", "library_version_one_draft", "meetings_meeting_reference_once"),
    *(
        "library_clause_number_once",
        "library_interested_once",
        "exchange_backing_once",
        "exchange_following_once",
        "exchange_mention_once",
        "library_answerdraft_number_once",
    ),
    "library_answerdraft_one_open",
    *("exchange_report_post_once", "exchange_report_comment_once"),
    *("meetings_item_position_once", "meetings_answer_once", "meetings_attendance_once", "meetings_claim_once"),
    *("meetings_paragraph_position_once", "meetings_precedent_once", "meetings_paperside_once", "meetings_pack_once"),
    *("meetings_polldate_once", "meetings_pollanswer_once", "meetings_vote_once", "meetings_feedback_once"),
    *("meetings_option_position_once", "meetings_option_lot_once", "meetings_preference_once"),
    *("meetings_preference_rank_once", "meetings_ballotpaper_once"),
    *("meetings_eventstamp_once", "meetings_readtext_once", "common_searched_once"),
    *("members_renewal_once", "members_renewal_once_for_body", "members_person_email_once", "members_application_once"),
    *("members_invite_once", "members_consent_once", "members_lost_factor_once", "members_letter_once"),
    *("taskgroups_grouppresence_once", "taskgroups_progressline_once"),
    *("members_letterchoice_once", "members_incoming_once", "members_returnedaddress_once"),
}
# What forms ask and verbs keep before the database is asked: whoever meets it read "does not fit together".
KEPT_BEFORE = {
    "library_consultation_sent_whole",
    *("exchange_report_of_one", "exchange_attachment_of_one", "exchange_rules_one_row"),
    *("library_version_adopted_whole", "meetings_item_minutes", "meetings_item_placed_or_removed"),
    *("meetings_standing_minutes", "meetings_answer_of_one", "meetings_attendance_somebody"),
    *("meetings_action_has_owner", "meetings_precedent_of_another", "meetings_rules_one_row"),
    *("meetings_rules_percent", "meetings_polldate_ends_after_start", "members_standing_ends_after"),
    *("members_term_ends_after", "members_organisationstanding_ends_after", "members_representative_ends_after"),
    *("members_renewal_of_one", "members_rules_one_row", "members_rules_renewal_is_a_day"),
    *("members_application_names_body", "members_identity_one_row", "members_lost_factor_not_oneself"),
    *("members_lost_factor_by_two", "members_mailbox_one_row", "taskgroups_taskgroup_adopted_is_finished"),
    *("taskgroups_taskgroup_closed_with_reason", "taskgroups_milestone_done_by_of_done"),
}
STATES = {"u": "23505", "i": "23505", "x": "23P01", "f": "23503", "n": "23502", "c": "23514"}
CONSTRAINTS = """
    SELECT t.relname, c.conname, c.contype::text FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
    JOIN pg_namespace n ON n.oid = t.relnamespace WHERE n.nspname = 'public' AND c.contype IN ('u', 'x', 'f', 'n', 'c')
    UNION SELECT t.relname, i.relname, 'i' FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid
    JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE n.nspname = 'public' AND x.indisunique AND NOT x.indisprimary
    AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = x.indexrelid)
"""
TRIGGERS = """
    SELECT t.relname, g.tgname, p.prosrc FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
    JOIN pg_proc p ON p.oid = g.tgfoid WHERE NOT g.tgisinternal
"""
RAISE = re.compile(r"RAISE\s+EXCEPTION\s+(?:USING\s+MESSAGE\s*=\s*)?'((?:[^']|'')*)'", re.IGNORECASE)


def asked(query):
    """Return the rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def refused(request, state, name, said):
    """A page whose statement Postgres refuses for real, under this name."""
    how = f"ERRCODE = '{state}', MESSAGE = $said${said}$said$" + (f", CONSTRAINT = '{name}'" if name != "-" else "")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DO $do$ BEGIN RAISE EXCEPTION USING {how}; END $do$")
    return HttpResponse()


def remove_person(request, pk):
    """A page that removes somebody on whom something hangs."""
    with transaction.atomic():
        Person.objects.get(pk=pk).delete()


urlpatterns = [
    *pages,
    path("refused/<str:state>/<str:name>/<path:said>/", refused),
    path("removed/<int:pk>/", remove_person),
]


@pytest.fixture
def answers(as_person, settings):
    """Return what a member reads of a refusal, as ({language: page}), after its status is looked at."""
    settings.ROOT_URLCONF = __name__
    client = as_person("member")

    def ask(address):
        found = {}
        for language in ("en", "cy"):
            client.cookies["language"] = language
            Person.objects.filter(email="member@forum.example").update(language=language)
            answer = client.get(address)
            assert answer.status_code == 409, address
            found[language] = answer.context["reason"] or FASTER
            with translation.override(language):
                assert translation.gettext(found[language]) in answer.content.decode() or "“" in found[language]
        return found

    return ask


def ours():
    """Return the tables of our apps, those of their history and of their links among them."""
    models = [model for app in (*APPS, "common") for model in apps.get_app_config(app).get_models(True)]
    return {model._meta.db_table: model for model in models if not model._meta.proxy}


def is_by_kind(table, name, kind):
    """Whether a constraint is of a kind that every table has: keys to others, no empty columns, whole numbers, and
    columns that are unique by themselves.
    """
    model = ours()[table]
    unique = {field.column for field in model._meta.local_fields if field.unique}
    positive = {f"{table}_{field.column}_check" for field in model._meta.local_fields}
    if kind == "u":
        return any(name.startswith(f"{table}_{column}_") for column in unique) or model._meta.auto_created
    return kind in "fn" or name in positive


def named():
    """Return {name: kind} of the constraints that our apps have given a name."""
    tables = ours()
    return {
        name: kind for table, name, kind in asked(CONSTRAINTS) if table in tables and not is_by_kind(table, name, kind)
    }


def test_every_constraint_has_a_sentence_or_is_known():
    found = named()
    assert len(found) > 50
    assert set(found) - set(_sentences()) - ONCE - KEPT_BEFORE == set()
    assert (ONCE | KEPT_BEFORE) - set(found) == set(), "it is gone"
    assert (ONCE | KEPT_BEFORE) & set(_sentences()) == set(), "it has a sentence of its own now"
    assert {name for name in ONCE if found[name] not in "uix"} == set(), "nobody is faster than a check"


def test_every_sentence_of_a_constraint_is_said_in_both_languages():
    for name, sentence in _sentences().items():
        with translation.override("cy"):
            welsh = str(sentence)
        with translation.override("en"):
            assert welsh not in ("", str(sentence)), name


def test_every_trigger_is_one_of_the_models_and_says_why_it_refuses():
    known = {(model._meta.db_table, trigger.get_pgid(model)) for model, trigger in pgtrigger.registered()}
    found = {(table, name): code for table, name, code in asked(TRIGGERS)}
    strangers = {table for table, _name in set(found) - known}
    assert {table for table in strangers if not table.startswith("procrastinate_")} == set()
    assert known - set(found) == set()
    for where, code in found.items():
        for said in RAISE.findall(code) if where in known else ():
            with translation.override("cy"):
                assert said.startswith(PROTECTED) or translation.gettext(said) != said, where
        assert where not in known or len(RAISE.findall(code)) == len(re.findall("RAISE EXCEPTION", code)), where


def test_what_a_constraint_refuses_is_a_page_with_a_sentence(answers):
    sentences = _sentences()
    tables, found = ours(), asked(CONSTRAINTS)
    by_kind = {kind: (name, kind) for table, name, kind in found if table in tables and is_by_kind(table, name, kind)}
    elsewhere = {kind: (name, kind) for table, name, kind in found if table not in tables}
    for name, kind in {*named().items(), *by_kind.values(), *elsewhere.values(), ("-", "n")}:
        said = answers(f"/refused/{STATES[kind]}/{name}/a-technical-word/")
        if name in sentences:
            with translation.override("en"):
                assert said["en"] == str(sentences[name])
        else:
            assert said["en"] == (
                FASTER
                if STATES[kind] in ("23505", "23P01", "23503")
                else "What was sent does not fit together, so it was not saved."
            ), name
        assert "technical" not in said["en"] + said["cy"]
        assert said["cy"] != said["en"] or said["en"] == FASTER, name


def test_what_a_trigger_refuses_is_a_page_with_a_sentence(answers):
    raised = {said for _table, _name, code in asked(TRIGGERS) for said in RAISE.findall(code)}
    assert len(raised) > 1
    for said in raised:
        shown = answers(f"/refused/P0001/-/{said.replace('%', 'some')}/")
        assert shown["en"] != shown["cy"] and PROTECTED not in shown["en"] + shown["cy"], said


def test_what_django_refuses_because_something_hangs_on_it_is_a_page_too(answers, cast):
    TaskGroup.objects.create(name_en="Housing", convenor=cast.convenor)
    assert answers(f"/removed/{cast.convenor.pk}/")["en"].startswith("Something else")
