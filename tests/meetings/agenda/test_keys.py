"""Links that were kept as paths are keys now: the upgrade finds the things they led to, and history keeps its peace."""

import datetime

from django.utils import timezone

from members.models import Person

NOW = timezone.now()


def rows(apps):
    """Return what was there before: {name: item} of each kind of path, and the keys they should get."""
    item, proposal, ballot, meeting = (
        apps.get_model("meetings", name) for name in ("AgendaItem", "Proposal", "Ballot", "Meeting")
    )
    somebody = Person.objects.create_user("somebody@forum.example", name="Somebody").pk
    held = meeting.objects.create(title_en="Meeting", starts_at=NOW, ends_at=NOW + datetime.timedelta(hours=2))
    asked = ballot.objects.create(text_en="To buy a tent.", asked_by_id=somebody, closes_on=NOW.date())
    paths = {
        "accepted": "/exchange/7/",
        "carried on": "/exchange/7/",
        "reported": f"/meetings/between/{asked.pk}/",
        "gone": "/meetings/between/9999/",
        "written here": "",
        "asked for without a post": "",
    }
    made = {
        name: item.objects.create(meeting=held, position=number, title_en=name, came_from=path)
        for number, (name, path) in enumerate(paths.items(), 1)
    }
    keys = {"proposer_id": somebody, "language": "en", "title": "Heat"}
    first = proposal.objects.create(came_from="/exchange/7/", item=made["accepted"], **keys)
    plain = proposal.objects.create(item=made["asked for without a post"], **keys)
    expected = dict.fromkeys(paths, (None, None)) | {
        "accepted": (first.pk, None),
        "carried on": (first.pk, None),
        "reported": (None, asked.pk),
        "asked for without a post": (plain.pk, None),
    }
    return {made[name].pk: keys for name, keys in expected.items()}


def test_the_upgrade_finds_what_the_paths_led_to(brought_to):
    old = brought_to("0016_versions")
    expected = rows(old)
    events = old.get_model("meetings", "AgendaItemEvent").objects.count()
    new = brought_to("0017_links_are_keys")
    keys = ("from_proposal", "from_ballot")
    found = new.get_model("meetings", "AgendaItem").objects.values_list("pk", *keys)
    assert {pk: values for pk, *values in found} == {pk: list(values) for pk, values in expected.items()}
    written = new.get_model("meetings", "AgendaItemEvent").objects
    assert {pk: values for pk, *values in written.values_list("pgh_obj", *keys)} == {
        pk: list(values) for pk, values in expected.items()
    }
    assert written.count() == events == len(expected)
