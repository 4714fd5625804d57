"""The nouns of people: who they are and what standing and offices they have, how they come,
whom we keep in touch with, letters.
"""

from members.models.account import Consent, LostFactor, Mailing
from members.models.areas import Area
from members.models.belonging import PersonManager, PersonQuerySet
from members.models.bodies import OrganisationStanding, Representative
from members.models.contacts import ContactNote, Stakeholder
from members.models.data import Complaint, ImportRun, Page
from members.models.declared import RegisteredInterest
from members.models.enquiries import Answerer, Enquiry, EnquiryWord
from members.models.identity import Identity, Languages
from members.models.inbox import Incoming, Mailbox, ReturnedAddress
from members.models.interests import Interest
from members.models.joining import Application, ApplicationWord, Invite
from members.models.letters import Letter, LetterChoice
from members.models.membership import MembershipRules, Renewal
from members.models.networks import Network, NetworkContact
from members.models.people import Language, Organisation, Person
from members.models.periods import Capacity, Ending, Period
from members.models.standing import Office, Standing, Term

__all__ = [
    "Answerer", "Application", "ApplicationWord", "Area", "Capacity", "Complaint", "Consent", "ContactNote", "Ending",
    "Enquiry", "EnquiryWord", "Identity", "ImportRun", "Incoming", "Interest", "Invite", "Language", "Languages",
    "Letter", "LetterChoice", "LostFactor", "Mailbox", "Mailing", "MembershipRules", "Network", "NetworkContact",
    "Office", "Organisation", "OrganisationStanding", "Page", "Period", "Person", "PersonManager", "PersonQuerySet",
    "RegisteredInterest", "Renewal", "Representative", "ReturnedAddress", "Stakeholder", "Standing", "Term",
]  # fmt: skip
