"""What other programs and servers send is told apart too."""

import pytest

from members.inbox import sorting
from members.inbox.kinds import AUTOMATIC, OTHER
from tests.members.inbox import more_answers, more_letters
from tests.members.inbox.more_answers import UID, WHO
from tests.members.inbox.more_bounced import SAYS


@pytest.mark.parametrize("which", more_answers.PLAIN)
def test_a_yes_or_no_is_read_whatever_shape_it_has(which):
    raw, answer, has_words = more_answers.PLAIN[which]
    found = sorting.sort(raw)
    assert (found.method, found.uid, found.sender, found.attendee) == ("REPLY", UID, WHO, WHO)
    assert (found.answer, found.is_delegated, found.has_words) == (answer, False, has_words)


@pytest.mark.parametrize("which", more_answers.FOR_A_PERSON)
def test_what_is_more_than_yes_or_no_is_for_a_person(which):
    found = sorting.sort(more_answers.FOR_A_PERSON[which])
    assert (found.uid, found.is_delegated) == (UID, True)


@pytest.mark.parametrize("which", more_answers.FORGED)
def test_an_answer_for_another_is_not_their_own(which):
    found = sorting.sort(more_answers.FORGED[which])
    assert (found.attendee, found.sender) in ((WHO, "eve@elsewhere.example"), (WHO, ""))


@pytest.mark.parametrize("which", more_answers.NO_ANSWERS)
def test_other_calendars_are_no_answers(which):
    assert sorting.sort(more_answers.NO_ANSWERS[which]) == OTHER


@pytest.mark.parametrize("which", SAYS)
def test_what_a_mail_server_says_is_understood(which):
    raw, meant = SAYS[which]
    assert sorting.sort(raw) == meant


@pytest.mark.parametrize("which", more_letters.AUTOMATIC)
def test_automatic_answers_are_known(which):
    assert sorting.sort(more_letters.AUTOMATIC[which]) == AUTOMATIC


@pytest.mark.parametrize("which", more_letters.FOR_A_PERSON)
def test_what_only_looks_like_one_is_for_a_person(which):
    assert sorting.sort(more_letters.FOR_A_PERSON[which]) == OTHER
