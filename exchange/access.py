"""Who may write, change and remove posts and comments. Seeing them is their `visible_to(person)`."""

from django.utils import timezone
from django.utils.translation import gettext as _

from exchange.models import ExchangeRules, IdeaOutcome, Report
from members.access import Circle, belongs, is_administrator, keeps_the_record


def may_post(person) -> bool:
    """Members, partners and officers exchange ideas."""
    return belongs(person)


def against_posting(person) -> str:
    """Return what stands against writing a post: the Forum wants its members to comment only; or ""."""
    if keeps_the_record(person) or not ExchangeRules.now().only_comments:
        return ""
    return _("In this Forum only the administrator and the Chair write posts. You are welcome to comment on them.")


def may_publish(person) -> bool:
    """Posts that everybody may read are written by administrators."""
    return is_administrator(person)


def may_report(person, words) -> bool:
    """Whoever belongs reports the words of others."""
    return belongs(person) and words.author_id != person.pk


def against_reporting(words, person) -> str:
    """Return what stands against reporting words: they do not stand, or this person has reported them before; or ""."""
    again = Report.objects.filter(**{words._meta.model_name: words}, by=person).exists()
    return against_more(words) or (
        _("You have reported this before, and somebody has looked at it. Please talk to the administrator.")
        if again
        else ""
    )


def may_judge(person) -> bool:
    """Who keeps the record looks at what was reported."""
    return keeps_the_record(person)


def may_edit(person, words) -> bool:
    """One's own words, while they stand."""
    return wrote(person, words) and not against_more(words)


def wrote(person, words) -> bool:
    """Whether these are one's own words."""
    return belongs(person) and words.author_id == person.pk


def against_more(words) -> str:
    """Return what stands against changing a post or comment, answering it and the like: it is removed; or ""."""
    if words.removed_at:
        return _("This has been removed. It can be put back first, by whoever removed it or the administrator.")
    if words.hidden_at:
        return _("Somebody has reported this. It is hidden until the administrator has looked at it.")
    return ""


def may_remove(person, words) -> bool:
    """One's own words; and the record keepers, if something should not stand there."""
    return looks_after(person, words) and not against_more(words)


def looks_after(person, words) -> bool:
    """Whether somebody may remove words while they stand: their author, and the record keepers."""
    return keeps_the_record(person) or wrote(person, words)


def may_ask_for_agenda(person, post) -> bool:
    """Whoever belongs may ask to have a post on an agenda; once is enough."""
    return belongs(person) and post.stands and post.proposal_id is None and post.talk_id is None


def may_offer_talk(person, post) -> bool:
    """Whoever wrote it, and the record keepers; once is enough."""
    return looks_after(person, post) and post.kind == "talk" and post.talk_id is None and post.stands


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
