"""An agenda that was out before numbers were kept: the upgrade keeps those that it has, and leaves the record alone."""

import datetime

from django.utils import timezone

NOW = timezone.now()


def an_agenda(old, *, published, minutes=""):
    """Return the key of a meeting with an item, published or not, with minutes in a state."""
    meeting, item, record = (old.get_model("meetings", name) for name in ("Meeting", "AgendaItem", "Minutes"))
    facts = {"starts_at": NOW, "ends_at": NOW + datetime.timedelta(hours=2), "agenda_published_at": published}
    row = meeting.objects.create(title_en="Meeting", state="held" if minutes else "planned", **facts)
    item.objects.create(meeting=row, position=1, title_en="Rents")
    if minutes:
        confirmed = {"confirmed_at": NOW, "circulated_at": NOW} if minutes == "confirmed" else {}
        record.objects.create(meeting=row, state=minutes, **confirmed)
    return row.pk


def test_what_is_out_keeps_its_numbers(brought_to):
    old = brought_to("0022_calendar_uids")
    draft, out = an_agenda(old, published=None), an_agenda(old, published=NOW)
    held, stands = an_agenda(old, published=NOW, minutes="draft"), an_agenda(old, published=NOW, minutes="confirmed")
    items = brought_to("0023_kept_numbers").get_model("meetings", "AgendaItem").objects
    found = items.values_list("meeting", "kept_number")
    assert dict(found) == {draft: "", out: "1", held: "1", stands: ""}
