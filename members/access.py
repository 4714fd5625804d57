"""Who someone is, and what that lets them do with people and organisations.

Every function takes any request's user, also one who is not logged in.
"""


def _rights(person):
    return person.rights if person.is_authenticated and person.is_active else frozenset()


def is_member(person):
    """A member of the Forum today."""
    return "member" in _rights(person)


def is_partner(person):
    """A partner today: takes part in ideas, talks and groups, never decides."""
    return "partner" in _rights(person)


def is_associate(person):
    """An associate today: reads what partners read, never decides."""
    return "associate" in _rights(person)


def shares(person):
    """Sees what is shared with partners, without being a member: partners and associates."""
    return is_partner(person) or is_associate(person)


def may_vote(person):
    """Decides, and counts to the quorum: members in their own right, and the one who votes for a member organisation."""
    return "voter" in _rights(person)


def is_administrator(person):
    """Holds an office with the administrator's rights today."""
    return "administrator" in _rights(person)


def is_chair(person):
    """Holds the Chair today."""
    return "chair" in _rights(person)


def keeps_the_record(person):
    """Plans meetings, sees drafts and writes the record: the administrator or the Chair."""
    return is_administrator(person) or is_chair(person)


def belongs(person):
    """Member, partner, associate or officer: whoever has a part in the Forum today."""
    return bool(_rights(person))


def may_enter(person):
    """May be logged in at all: those who belong, and staff of the Django admin."""
    return belongs(person) or (person.is_authenticated and person.is_active and person.is_staff)


def may_read_directory(person):
    """Members, partners and officers share the directory."""
    return belongs(person)


def may_see_email(reader, person):
    """One's own, all for who keeps the record, else only what the person shares."""
    return reader == person or keeps_the_record(reader) or (person.shares_email and belongs(reader))


def may_see_phone(reader, person):
    """As `may_see_email`, for the telephone number."""
    return reader == person or keeps_the_record(reader) or (person.shares_phone and belongs(reader))


def must_have_second_factor(person):
    """Staff, administrators and the Chair log in with a second factor (safeguards)."""
    return person.is_authenticated and (person.is_staff or person.is_superuser or keeps_the_record(person))
