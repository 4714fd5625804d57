"""More than yes and no: one of several choices, those one approves, or an order of them."""

import datetime

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from meetings.balloting import ballots
from meetings.models import Ballot, Option, Preference, Vote
from meetings.models.balloting import ASKED_AS_IT_IS, COUNTED, DOES_NOT_FIT
from meetings.models.choosing import ELSEWHERE, STAND
from members.letters import letters
from members.models import Letter, Person, Standing
from tests.cast import a_meeting
from tests.letters import deliver_to_roles, sent
from tests.meetings.balloting.test_ballots import over, url

PLACES = (("Bangor", "Bangor"), ("Newport", "Casnewydd"), ("Swansea", "Abertawe"))


def a_choice(cast, kind, *, places=PLACES, days=5):
    """Return a ballot of a kind with places to choose from, which closes in so many days."""
    options = [Option(title_en=english, title_cy=welsh) for english, welsh in places]
    day = timezone.localdate() + datetime.timedelta(days=days)
    ballot = Ballot(kind=kind, text_en="Where do we meet?", text_cy="Ble rydym yn cwrdd?", closes_on=day)
    return ballots.ask(ballot=ballot, by=cast.administrator, options=options)


def named(ballot, *titles):
    """Return the choices of a ballot by their English titles, in the order given."""
    found = {option.title_en: option for option in ballot.options.all()}
    return [found[title] for title in titles]


def choose(ballot, person, *titles, reason=""):
    return ballots.vote(ballot=ballot, person=person, choice="chosen", reason=reason, chosen=named(ballot, *titles))


def given(person):
    """Return what somebody chose, in its order, as it is stored."""
    rows = Preference.objects.filter(vote__person=person).order_by("rank", "option__position")
    return [(row.option.title_en, row.rank) for row in rows.select_related("option")]


@pytest.fixture
def many(cast):
    """Twenty-eight who decide."""
    people = [Person.objects.create(email=f"m{place}@forum.example", name=f"Member {place}") for place in range(25)]
    Standing.objects.bulk_create(Standing(person=one, capacity="member", starts_on="2020-01-01") for one in people)
    return [cast.member, cast.chair, cast.convenor, *people]


ASKED = {"text_en": "Where?", "kind": "ranked", "choices_en": "Bangor\n\n Newport \nSwansea", "choices_cy": "A\nB\nC"}


def asked(as_person, **changed):
    day = timezone.localdate() + datetime.timedelta(days=7)
    return as_person("administrator").post(url("ask_ballot"), ASKED | {"closes_on": day} | changed)


def test_whoever_puts_choices_in_order_reads_beside_them_that_the_first_comes_first(as_person, cast):
    page = as_person("member").get(a_choice(cast, Ballot.Kind.RANKED).get_absolute_url()).text
    assert "your first choice first" in page


def test_choices_are_asked_in_both_languages_each_on_a_line(as_person, cast):
    asked(as_person)
    ballot = Ballot.objects.get()
    rows = [(row.position, row.title_en, row.title_cy) for row in ballot.options.all()]
    assert (ballot.kind, ballot.choices) == ("ranked", 3)
    assert rows == [(1, "Bangor", "A"), (2, "Newport", "B"), (3, "Swansea", "C")]
    assert sorted(ballot.options.values_list("lot", flat=True)) == [1, 2, 3]
    for letter in Letter.objects.all():
        letters.deliver(letter.pk, is_last=True)
    assert "Newport" in next(one.body for one in mail.outbox if "member@" in one.to[0])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind": "yes_no"}, "A yes or no has no choices"),
        ({"choices_en": "", "choices_cy": ""}, "two to ten choices"),
        ({"choices_en": "Bangor", "choices_cy": ""}, "two to ten choices"),
        ({"choices_en": "\n".join("abcdefghijk"), "choices_cy": ""}, "two to ten choices"),
        ({"choices_cy": "A\nB"}, "not as many choices in English as in Welsh"),
        ({"choices_en": "Bangor\nbangor\nSwansea"}, "Two of the choices are the same"),
        ({"choices_en": f"Bangor\n{'x' * 201}\nSwansea"}, "2: "),
    ],
)
def test_choices_that_do_not_fit_are_refused_beside_their_field(as_person, cast, changed, said):
    answer = asked(as_person, **changed)
    errors = [text for name, texts in answer.context["form"].errors.items() for text in texts if "choices" in name]
    assert any(said in text for text in errors) and not Ballot.objects.exists()


@pytest.mark.parametrize(
    ("kind", "first", "second", "stored"),
    [
        ("one", {"choice": "Bangor"}, {"choice": "Swansea"}, [("Swansea", 1)]),
        ("approve", {"approved": ["Newport"]}, {"approved": ["Bangor", "Swansea"]},
         [("Bangor", None), ("Swansea", None)]),
        ("ranked", {"rank Bangor": "1"}, {"rank Swansea": "1", "rank Bangor": "2"}, [("Swansea", 1), ("Bangor", 2)]),
        ("ranked", {"rank Bangor": "1"}, {"choice": "abstain"}, []),
    ],
)  # fmt: skip
def test_an_answer_is_given_with_its_reason_and_changed(as_person, cast, kind, first, second, stored):
    ballot, member = a_choice(cast, kind), as_person("member")
    keys = {option.title_en: option.pk for option in ballot.options.all()}
    for sent_as in (first, second):
        fields = {_field(name, keys): _value(value, keys) for name, value in sent_as.items()}
        assert member.post(url("ballot", ballot.pk), fields | {"reason": "It is near."}).status_code == 302
    connection.check_constraints()
    vote = Vote.objects.get()
    assert (given(cast.member), vote.reason) == (stored, "It is near.")
    assert vote.choice == ("chosen" if stored else "abstain")
    assert "Change my answer" in member.get(url("ballot", ballot.pk)).text


def _field(name, keys):
    return f"rank_{keys[name.removeprefix('rank ')]}" if name.startswith("rank ") else name


def _value(value, keys):
    return [keys[one] for one in value] if isinstance(value, list) else keys.get(value, value)


@pytest.mark.parametrize(
    ("kind", "sent_as", "said"),
    [
        ("one", {}, "Please choose, or say that you abstain"),
        ("approve", {}, "Please choose, or say that you abstain"),
        ("approve", {"approved": ["Bangor"], "choice": "abstain"}, "Please either choose, or abstain"),
        ("ranked", {"rank Bangor": "1", "rank Swansea": "1"}, "1 is given twice: to “Bangor” too."),
        ("ranked", {"rank Bangor": "1", "rank Swansea": "3"}, "without a gap: 2 is missing."),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_with_its_true_reason(as_person, cast, kind, sent_as, said):
    ballot = a_choice(cast, kind)
    keys = {option.title_en: option.pk for option in ballot.options.all()}
    fields = {_field(name, keys): _value(value, keys) for name, value in sent_as.items()} | {"reason": ""}
    assert said in as_person("member").post(url("ballot", ballot.pk), fields).text
    assert not Vote.objects.exists()


@pytest.mark.parametrize(
    ("kind", "choice", "ranks"),
    [
        ("one", "chosen", {}), ("one", "chosen", {"Bangor": 1, "Swansea": 2}), ("one", "chosen", {"Bangor": None}),
        ("one", "yes", {}), ("one", "abstain", {"Bangor": 1}), ("approve", "chosen", {"Bangor": 1}),
        ("approve", "chosen", {}), ("ranked", "chosen", {"Bangor": 1, "Swansea": 3}),
        ("ranked", "chosen", {"Bangor": 2}), ("ranked", "chosen", {"Bangor": None}), ("ranked", "no", {}),
    ],
)  # fmt: skip
def test_the_database_takes_only_whole_answers_of_the_kind(cast, kind, choice, ranks):
    ballot = a_choice(cast, kind)
    with pytest.raises(DatabaseError, match=DOES_NOT_FIT), transaction.atomic():
        vote = Vote.objects.create(ballot=ballot, person=cast.member, choice=choice)
        for title, rank in ranks.items():
            Preference.objects.create(vote=vote, option=named(ballot, title)[0], rank=rank)
        connection.check_constraints()


def test_a_rank_is_given_once_and_only_choices_of_the_ballot_are_named(cast):
    ballot, other = a_choice(cast, "ranked"), a_choice(cast, "ranked")
    vote = choose(ballot, cast.member, "Bangor")
    with pytest.raises(DatabaseError, match="rank_once"), transaction.atomic():
        Preference.objects.create(vote=vote, option=named(ballot, "Swansea")[0], rank=1)
    with pytest.raises(DatabaseError, match=ELSEWHERE), transaction.atomic():
        Preference.objects.create(vote=vote, option=named(other, "Swansea")[0], rank=2)


def test_what_is_asked_stands_in_the_database(cast):
    ballot = a_choice(cast, "one")
    option = ballot.options.first()
    for rows, change in ((Option.objects, {"title_en": "Cardiff"}), (Ballot.objects, {"kind": "ranked"})):
        with pytest.raises(DatabaseError, match=f"{STAND}|{ASKED_AS_IT_IS}"), transaction.atomic():
            rows.filter(pk__in=[option.pk, ballot.pk]).update(**change)
    with pytest.raises(DatabaseError, match=STAND), transaction.atomic():
        option.delete()
    with pytest.raises(DatabaseError, match=STAND), transaction.atomic():
        Option.objects.create(ballot=ballot, position=4, lot=4, title_en="Cardiff")


def test_choices_stand_with_the_votes_once_it_is_counted(cast):
    ballot = a_choice(cast, "ranked")
    vote = choose(ballot, cast.member, "Bangor")
    ballots.close(ballot=over(ballot))
    with pytest.raises(DatabaseError, match=COUNTED), transaction.atomic():
        Preference.objects.create(vote=vote, option=named(ballot, "Swansea")[0], rank=2)
    with pytest.raises(DatabaseError, match=COUNTED), transaction.atomic():
        vote.preferences.update(option=named(ballot, "Swansea")[0])


def test_twenty_eight_put_choices_in_order_with_reasons_and_the_count_is_shown_by_round(as_person, cast, many):
    ballot, meeting = a_choice(cast, "ranked"), a_meeting()
    orders = [("Bangor",)] * 12 + [("Newport", "Swansea")] * 9 + [("Swansea", "Newport")] * 6
    for place, (person, order) in enumerate(zip(many, orders, strict=False)):
        choose(ballot, person, *order, reason=f"Reason {place:02}.")
    ballots.vote(ballot=ballot, person=many[-1], choice="abstain", reason="Reason 27.")
    deliver_to_roles()
    ballots.close(ballot=over(ballot))
    ballot.refresh_from_db()
    assert (ballot.outcome, ballot.won.title_en) == ("carried", "Newport")
    page = as_person("member").get(url("ballot", ballot.pk)).text
    assert sum(f"Reason {place:02}." in page for place in range(28)) == 28 and "Member 1" not in page
    for words in ("Round 2", "After round 1 goes out: Swansea.", "Chosen: Newport", "Answers: 28 of 28"):
        assert words in page, words
    assert "Allan ar ôl rownd 1: Abertawe." in as_person("convenor").get(url("ballot", ballot.pk)).text
    assert "Bangor 12, Newport 15; 27 chose, 1 abstained" in next(m.body for m in sent() if "Newport" in m.subject)
    item = meeting.items.get()
    assert "Chosen: Newport (Bangor 12, Newport 15; 27 chose, 1 abstained)" in item.text_en
    assert "Casnewydd" in item.text_cy and "Newport" not in item.text_cy


@pytest.mark.parametrize("kind", ["one", "approve", "ranked"])
def test_where_no_choice_reaches_more_than_half_the_pages_say_so(as_person, cast, kind):
    ballot = a_choice(cast, kind)
    choose(ballot, cast.member, "Bangor")
    choose(ballot, cast.chair, "Swansea")
    ballots.close(ballot=over(ballot))
    ballot.refresh_from_db()
    assert (ballot.outcome, ballot.won) == ("not_carried", None)
    for page in (url("ballot", ballot.pk), url("decisions"), url("ballots_all")):
        assert "No choice reached more than half" in as_person("member").get(page).text, page


def test_too_few_answers_and_a_wish_to_discuss_decide_nothing_about_choices(cast, many):
    thin, talked = a_choice(cast, "one"), a_choice(cast, "one")
    choose(thin, cast.member, "Bangor")
    for person in many[1:]:
        choose(talked, person, "Bangor")
    ballots.vote(ballot=talked, person=cast.member, choice="discuss")
    for ballot in (thin, talked):
        ballots.close(ballot=over(ballot))
        ballot.refresh_from_db()
    assert [(row.outcome, row.won) for row in (thin, talked)] == [("no_quorum", None), ("discuss", None)]


def test_whose_standing_has_ended_does_not_choose_and_what_they_chose_before_counts(as_person, cast):
    ballot = a_choice(cast, "one")
    choose(ballot, cast.member, "Bangor")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Standing.objects.filter(person__in=(cast.member, cast.convenor), capacity="member").update(ends_on=yesterday)
    key = named(ballot, "Swansea")[0].pk
    assert as_person("convenor").post(url("ballot", ballot.pk), {"choice": key}).url == reverse("members:ended")
    ballots.close(ballot=over(ballot))
    ballot.refresh_from_db()
    assert (ballot.won.title_en, ballot.votes.count()) == ("Bangor", 1)


def test_the_register_and_its_file_name_what_is_chosen(as_person, cast):
    ballot = a_choice(cast, "approve")
    choose(ballot, cast.member, "Bangor", "Swansea")
    choose(ballot, cast.chair, "Swansea")
    ballots.close(ballot=over(ballot))
    member = as_person("member")
    assert "Chosen: Swansea" in member.get(url("decisions")).text
    sheet = b"".join(member.get(reverse("meetings:decisions_file", args=["csv"])).streaming_content).decode()
    assert "Chosen: Swansea" in sheet and "2 chose, 0 abstained" in sheet
