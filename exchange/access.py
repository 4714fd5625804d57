"""Who may write, change and remove posts and comments. Seeing them is their `visible_to(person)`."""

from django.utils import timezone
from django.utils.translation import gettext as _

from exchange.models import IdeaOutcome
from members.access import Circle, belongs, keeps_the_record


def may_post(person) -> bool:
    """Members, partners and officers exchange ideas."""
    return belongs(person)


def may_edit(person, words) -> bool:
    """One's own words, while they stand."""
    return wrote(person, words) and not against_more(words)


def wrote(person, words) -> bool:
    """Whether these are one's own words."""
    return belongs(person) and words.author_id == person.pk


def against_more(words) -> str:
    """Return what stands against changing a post or comment, answering it and the like: it is removed; or ""."""
    removed = _("This has been removed. It can be put back first, by whoever removed it or the administrator.")
    return removed if words.removed_at else ""


def may_remove(person, words) -> bool:
    """One's own words; and the record keepers, if something should not stand there."""
    return looks_after(person, words) and not against_more(words)


def looks_after(person, words) -> bool:
    """Whether somebody may remove words while they stand: their author, and the record keepers."""
    return keeps_the_record(person) or wrote(person, words)


def may_ask_for_agenda(person, post) -> bool:
    """Whoever belongs may ask to have a post on an agenda; once is enough."""
    return belongs(person) and post.removed_at is None and post.proposal_id is None and post.talk_id is None


def may_offer_talk(person, post) -> bool:
    """Whoever wrote it, and the record keepers; once is enough."""
    return looks_after(person, post) and post.kind == "talk" and post.talk_id is None and post.removed_at is None


def may_put_back(person, words) -> bool:
    """Whoever removed it, and the record keepers."""
    return brings_back(person, words) and not against_putting_back(words)


def brings_back(person, words) -> bool:
    """Whether words that are removed are theirs to put back."""
    return keeps_the_record(person) or (belongs(person) and words.removed_by_id == person.pk)


def against_putting_back(words) -> str:
    """Return what stands against putting back a post or comment: it stands already; or ""."""
    return "" if words.removed_at else _("This has been put back already.")


def may_settle(person, post) -> bool:
    """Who keeps the record says what came of an idea, and puts it on an agenda."""
    return keeps_the_record(person) and post.kind == "idea"


def against_agenda(post) -> str:
    """Return what stands against putting an idea on an agenda: it is removed, or something has come of it; or ""."""
    came = IdeaOutcome.objects.visible_within(Circle.KEEPER).filter(post=post).exists()
    return against_more(post) or (_("Something has come of this idea already. Its page shows what.") if came else "")


def against_hearing(meeting) -> str:
    """Return what stands against hearing anything at a meeting: it is past or called off; or ""."""
    is_to_come = meeting.state in meeting.TAKES_PLACE and meeting.starts_at > timezone.now()
    return "" if is_to_come else _("This meeting is past or called off. Please choose another.")
