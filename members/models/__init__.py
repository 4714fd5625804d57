"""The nouns of people: who they are and what standing and offices they have, how they come, whom we keep in touch with, letters."""

from members.models.contacts import ContactNote, Stakeholder
from members.models.data import Complaint, ImportRun, Page
from members.models.joining import Application, ApplicationWord, Invite
from members.models.letters import Letter
from members.models.people import Area, Language, Office, Organisation, Period, Person, PersonManager, PersonQuerySet, Standing, Term

__all__ = [
    "Application", "ApplicationWord", "Area", "Complaint", "ContactNote", "ImportRun", "Invite", "Language", "Letter", "Office",
    "Organisation", "Page", "Period", "Person", "PersonManager", "PersonQuerySet", "Stakeholder", "Standing", "Term",
]  # fmt: skip
