"""The nouns of a meeting, a file for each stage: the meeting and its agenda, who came, what was minuted."""

from meetings.models.attendance import Attendance
from meetings.models.meeting import AgendaItem, ItemKind, Meeting
from meetings.models.minutes import Action, Decision, Minutes, Paragraph

__all__ = ["Action", "AgendaItem", "Attendance", "Decision", "ItemKind", "Meeting", "Minutes", "Paragraph"]
