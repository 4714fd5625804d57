"""Guests of a joint meeting: pasted or from a file, one line a guest, what is wrong said line by line."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common.steps import take
from meetings.models import Invitation
from meetings.planning import lifecycle
from members.models import Letter
from tests.cast import a_meeting, an_item


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"meetings:{name}", args=args)


@pytest.fixture
def meeting(cast):
    """A joint meeting with an item on its agenda."""
    meeting = a_meeting(kind="joint")
    an_item(meeting)
    return meeting


def test_good_lines_are_invited_and_bad_ones_stay_with_the_reason(as_person, meeting):
    rows = ["Ann Lee, ann@example.org, Leeds Care Co-op", "Bob;bob@example.org"]
    bad = ["Carol, not an address", "Ann again\tANN@example.org", ", only@example.org"]
    lines = "\n".join([*rows, *bad])
    answer = as_person("administrator").post(url("guests", meeting.pk), {"lines": lines, "language": "en"})
    assert list(Invitation.objects.order_by("name").values_list("name", "email", "organisation")) == [
        ("Ann Lee", "ann@example.org", "Leeds Care Co-op"),
        ("Bob", "bob@example.org", ""),
    ]
    errors = answer.context["form"].errors["lines"]
    assert [error.split(" ")[1] for error in errors] == ["3", "4", "5"]
    assert "already" in errors[1]
    left = answer.context["form"]["lines"].value()
    assert left.split("\n") == bad


def test_a_csv_file_does_as_well(as_person, meeting):
    file = SimpleUploadedFile("guests.csv", "﻿“Ŵyn”,wyn@example.org,Tŷ Gobaith\n".encode())
    as_person("chair").post(url("guests", meeting.pk), {"file": file, "language": "cy"})
    guest = Invitation.objects.get()
    assert (guest.email, guest.organisation, guest.language) == ("wyn@example.org", "Tŷ Gobaith", "cy")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00bad", b"x" * 600_000])
def test_a_file_that_is_no_list_is_refused_beside_its_field(as_person, meeting, content):
    answer = as_person("chair").post(
        url("guests", meeting.pk), {"file": SimpleUploadedFile("g.csv", content), "language": "en"}
    )
    assert "file" in answer.context["form"].errors
    assert Invitation.objects.count() == 0


def test_guests_are_written_to_when_the_agenda_is_out_and_once(as_person, meeting):
    Invitation.objects.create(meeting=meeting, name="Ann", email="ann@example.org")
    chair = as_person("chair")
    assert chair.post(url("invite_guests", meeting.pk)).status_code == 409
    take(meeting, lifecycle.PUBLISH)
    Invitation.objects.create(meeting=meeting, name="Bob", email="bob@example.org")
    chair.post(url("invite_guests", meeting.pk))
    chair.post(url("invite_guests", meeting.pk))
    assert sorted(Letter.objects.exclude(address="").values_list("address", flat=True)) == [
        "ann@example.org",
        "bob@example.org",
    ]


def test_a_guest_is_taken_off_after_a_page_that_asks(as_person, meeting):
    guest = Invitation.objects.create(meeting=meeting, name="Ann", email="ann@example.org")
    chair, address = as_person("chair"), url("remove_guest", meeting.pk, guest.pk)
    assert chair.get(address).status_code == 200
    assert as_person("member").post(address).status_code == 403
    chair.post(address)
    assert Invitation.objects.count() == 0
    assert chair.post(address).status_code == 404
