"""What is handed over and taken over is the same record: every table, row by row, and every file."""

import json
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from forum_site.handing_over.tables import LEFT_OUT, NOWHERE
from meetings.balloting import ballots
from meetings.balloting.results import Result
from meetings.models import Ballot, Meeting, Vote
from members.models import Letter, Person
from tests.cast import a_meeting
from tests.emptied import empty, full_tables
from tests.forum_site.handing_over.conftest import COUNTED, FORMULA, NEEDS, PHONE, QUOTED, RANKED, REASON, STILL_OPEN

pytestmark = pytest.mark.slow
CHANGED = {"password", "calendar_digest", "last_login"}
OF_COUNTED = "WHERE ballot_id IN (SELECT id FROM meetings_ballot WHERE outcome <> '')"
MIXED = {
    "meetings_vote": OF_COUNTED,
    "meetings_preference": f"WHERE vote_id IN (SELECT id FROM meetings_vote {OF_COUNTED})",
}
SEARCHED = "SELECT source, key, heads, words::text FROM common_searched ORDER BY source, key"


def rows(*, but=()):
    """Return {table: its rows as texts} of all that is handed over, without these columns."""
    found = {}
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names()) - LEFT_OUT.keys():
            which = MIXED.get(table, "")
            gone = {*CHANGED, *but, *(("id", "person_id", "vote_id") if which else ())}
            cursor.execute(f'SELECT to_jsonb(t) - %s::text[] FROM "{table}" t {which}', [list(gone)])
            found[table] = sorted(text for (text,) in cursor.fetchall())
        cursor.execute(SEARCHED)
        return found | {"searched": cursor.fetchall()}


def emptied():
    """Empty the site, its files too."""
    empty(None)
    for kept in list(default_storage.entries()):
        default_storage.delete(kept.name)


def test_with_contact_details_every_row_and_file_comes_back(zipped, capsys):
    path, before, files = zipped(with_contacts=True), rows(), sorted(kept.name for kept in default_storage.entries())
    assert len([table for table, some in before.items() if some]) > 60
    emptied()
    assert "members_person" not in full_tables()
    call_command("take_over", path)
    said = capsys.readouterr().out
    assert "NOT THE SAME" not in said and "asks for a code by e-mail" in said
    assert rows() == before
    assert sorted(kept.name for kept in default_storage.entries()) == files
    assert not any(person.has_usable_password() for person in Person.objects.all())
    member = Person.objects.get(phone=PHONE)
    assert (member.about_en, member.about_cy, member.access_needs) == (FORMULA, QUOTED, NEEDS)
    last = Meeting.objects.latest("pk").pk
    assert a_meeting().pk > last


def test_without_them_all_else_comes_back_and_letters_are_held(zipped, forum, capsys):
    Letter.objects.create(kind="greeting", thing="1", person=forum.member)
    before = rows(but=["email", "phone", "access_needs", "needs", "address", "object_repr", "words", "state"])
    path = zipped()
    emptied()
    call_command("take_over", path)
    said = capsys.readouterr().out
    assert "NOT THE SAME" not in said and "Contact details were not handed over" in said
    after = rows(but=["email", "phone", "access_needs", "needs", "address", "object_repr", "words", "state"])
    assert {table for table in before if before[table] != after[table]} - {"members_importrun", "searched"} == set()
    assert set(Person.objects.values_list("phone", "access_needs")) == {("", "")}
    assert all(email.endswith(NOWHERE) for email in Person.objects.values_list("email", flat=True))
    assert Letter.objects.get().state == "held"


def test_a_counted_proposal_shows_the_same_and_nobody_knows_who_voted(zipped, forum):
    counted = Ballot.objects.get(text_en=COUNTED)
    before = told_of(counted)
    path = zipped(reader="staff", with_contacts=True)
    emptied()
    call_command("take_over", path)
    assert told_of(counted) == before == {"yes": 2, "no": 1, "abstain": 0, "discuss": 0}
    assert {reason for _label, said in ballots.reasons(counted) for reason in said} == {f"{REASON} no", f"{REASON} yes"}
    assert set(counted.votes.values_list("person", flat=True)) == {None}
    assert Ballot.objects.get(text_en=STILL_OPEN).votes.count() == 0
    with pytest.raises(DatabaseError, match="Only those vote"):
        Vote.objects.create(ballot=Ballot.objects.get(text_en=STILL_OPEN), choice="yes")


def test_what_was_chosen_comes_back_in_the_order_of_each_vote(zipped, forum):
    ballot = Ballot.objects.get(text_en=RANKED)
    before = Result(ballot).count
    path = zipped(reader="staff", with_contacts=True)
    emptied()
    call_command("take_over", path)
    assert Result(ballot).count == before
    orders = [[one.option.title_en for one in vote.preferences.all()] for vote in ballot.votes.order_by("pk")]
    assert sorted(orders) == [["Bala", "Rhyl"], ["Rhyl", "Bala"], ["Rhyl", "Bala"]]


def told_of(ballot):
    """Return how a proposal was voted on, as its page counts it."""
    return {choice.value: number for choice, number in Result(ballot).answers.items()}


def test_a_site_that_is_not_empty_is_left_as_it_is(zipped):
    path, before = zipped(reader="staff"), rows()
    with pytest.raises(CommandError, match="This site is not empty: it knows"):
        call_command("take_over", path)
    assert rows() == before


def changed(path, name, change):
    """Change one part of a zip."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)


def newer(data):
    """Return contents of a version with one migration more."""
    known = json.loads(data)
    return json.dumps(known | {"version": [*known["version"], "members.9001_more"]}).encode()


def older(data):
    """Return contents of a version with one migration less."""
    known = json.loads(data)
    return json.dumps(known | {"version": known["version"][1:]}).encode()


def test_another_version_and_what_was_changed_are_refused_before_anything_is_written(zipped, tmp_path):
    whole = zipped(reader="staff").read_bytes()
    emptied()
    for name, change, words in (
        ("contents.json", newer, "by a newer version of the site"),
        ("contents.json", older, "by an older version of the site"),
        ("contents.json", lambda data: b"{}", "does not say what it holds"),
        (
            "tables/members_person.csv",
            lambda data: data.replace(b"Mair", b"Mari", 1) + b" ",
            "is not as it was written",
        ),
    ):
        path = tmp_path / "other.zip"
        path.write_bytes(whole)
        changed(path, name, change)
        with pytest.raises(CommandError, match=words):
            call_command("take_over", path)
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CommandError, match="cannot be read: it is cut short"):
        call_command("take_over", tmp_path / "cut.zip")
    assert "members_person" not in full_tables()
    assert not any(default_storage.entries())
