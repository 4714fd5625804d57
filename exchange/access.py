"""Who may write, change and remove posts and comments. Seeing them is their `visible_to(person)`."""

from members.access import belongs, keeps_the_record


def may_post(person) -> bool:
    """Members, partners and officers exchange ideas."""
    return belongs(person)


def may_edit(person, words) -> bool:
    """One's own words, while they stand."""
    return belongs(person) and words.author_id == person.pk and words.removed_at is None


def may_remove(person, words) -> bool:
    """One's own words; and the record keepers, if something should not stand there."""
    return words.removed_at is None and (keeps_the_record(person) or (belongs(person) and words.author_id == person.pk))


def may_ask_for_agenda(person, post) -> bool:
    """Whoever belongs may ask to have a post on an agenda; once is enough."""
    return belongs(person) and post.removed_at is None and post.proposal_id is None


def may_put_back(person, words) -> bool:
    """Whoever removed it, and the record keepers."""
    removed_it = belongs(person) and words.removed_by_id == person.pk
    return words.removed_at is not None and (keeps_the_record(person) or removed_it)
