"""The nouns of a meeting, a file for each stage: planning, the agenda with its papers,
who is coming and came, what was minuted.
"""

from meetings.models.actions import Action
from meetings.models.agenda import AgendaItem, Proposal, StandingItem, Writes, sees_reserved
from meetings.models.answers import Answer, Invitation
from meetings.models.attendance import Attendance, AttendanceClaim
from meetings.models.balloting import Ballot, Vote
from meetings.models.calendars import EventStamp, FeedStamp
from meetings.models.choosing import Option, Preference
from meetings.models.decisions import Decision
from meetings.models.declaring import Declaration
from meetings.models.following import DecisionReview, Precedent, visible_item
from meetings.models.grounds import BallotPaper
from meetings.models.importing import MinutesImport
from meetings.models.kinds import ItemKind
from meetings.models.meeting import Meeting
from meetings.models.minutes import Minutes, Paragraph
from meetings.models.notices import Notice, Told
from meetings.models.papers import EarlierFile, Pack, Paper, PaperSide
from meetings.models.planning import ClosedDay, DatePoll, PollAnswer, PollDate, Rules
from meetings.models.record import Correction, Feedback, FeedbackGiven, LaterNote
from meetings.models.texts import ReadFile, ReadText

__all__ = [
    "Action",
    "AgendaItem",
    "Answer",
    "Attendance",
    "AttendanceClaim",
    "Ballot",
    "BallotPaper",
    "ClosedDay",
    "Correction",
    "DatePoll",
    "Decision",
    "DecisionReview",
    "Declaration",
    "EarlierFile",
    "EventStamp",
    "FeedStamp",
    "Feedback",
    "FeedbackGiven",
    "Invitation",
    "ItemKind",
    "LaterNote",
    "Meeting",
    "Minutes",
    "MinutesImport",
    "Notice",
    "Option",
    "Pack",
    "Paper",
    "PaperSide",
    "Paragraph",
    "PollAnswer",
    "PollDate",
    "Precedent",
    "Preference",
    "Proposal",
    "ReadFile",
    "ReadText",
    "Rules",
    "StandingItem",
    "Told",
    "Vote",
    "Writes",
    "sees_reserved",
    "visible_item",
]  # fmt: skip
