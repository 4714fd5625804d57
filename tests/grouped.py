"""Rows of groups and of their work, as tests of forms begin with them."""

import datetime

from django.core.files.base import ContentFile

from taskgroups.models import GroupAction, GroupMeeting, GroupPaper, Milestone, TaskGroup
from tests.cast import wall_clock

IN_GROUP = ("group_id", "pk")  # what the addresses of their forms name


def a_group(cast):
    facts = {"name_en": "Strategy", "name_cy": "Strategaeth", "final_report_en": "<p>Report.</p>"}
    texts = {"remit_en": "<p>Remit.</p>", "remit_cy": "<p>Cylch.</p>"}
    return TaskGroup.objects.create(convenor=cast.convenor, **facts, **texts)


def a_milestone(cast):
    return Milestone.objects.create(group=a_group(cast), title_en="A draft", title_cy="Drafft", due_on="2030-01-02")


def a_group_meeting(cast):
    starts = wall_clock(9)
    facts = {"starts_at": starts, "ends_at": starts + datetime.timedelta(hours=1), "place": "Llandrindod"}
    return GroupMeeting.objects.create(group=a_group(cast), notes_en="We met", notes_cy="Cwrddon ni", **facts)


def a_group_action(cast):
    texts = {"text_en": "Ask two councils", "text_cy": "Gofyn i ddau gyngor"}
    return GroupAction.objects.create(group=a_group(cast), owner=cast.convenor, **texts)


def a_group_paper(cast):
    kinds = {"name": "a.txt", "content_type": "text/plain; charset=utf-8", "size": 1}
    file = ContentFile(b"x", name="a.txt")
    return GroupPaper.objects.create(group=a_group(cast), file=file, title_en="Costs", title_cy="Costau", **kinds)
