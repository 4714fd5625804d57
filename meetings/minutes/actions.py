"""What people took on at a meeting: whom a letter about it reaches, and how it stands in their own words."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.editing import IllegalChange, locked
from common.versions import seen
from meetings import against
from meetings.models import Action, Minutes
from members.histories import event_model
from members.letters import letters
from members.models import Person

GIVEN = "meetings.given"  # the letter to who has an action now, of minutes that everybody has
TOGETHER = 5  # actions that one such letter tells of
CHANGED = _("Somebody has changed how this action stands in the meantime. Please look at it again.")


def owners_of(actions) -> set:
    """Return the set of people whom letters about these Actions go to: who has them,
    and for an organisation's those of its people who belong.
    """
    organisations = {action.owner_organisation_id for action in actions if not action.holder}
    people = Person.objects.standing_now().filter(organisation__in=organisations) if organisations else ()
    return {action.holder for action in actions if action.holder} | set(people)


@transaction.atomic
def save_progress(*, form):
    """Save a form over how an action stands if nobody else did in the meantime, and when it was closed; return whether
    it was saved.

    One that is done or dropped is closed; one that is not done stays with its reason until a meeting has seen to it.
    """
    action = form.instance
    action.closed_at = None if action.status in Action.CARRIED else action.closed_at or timezone.now()
    if not action.progress:
        action.progress_language = ""
    return form.save_if_current(also=["closed_at"])


@transaction.atomic
def give(*, form, by):
    """Save a form over who has an action from now on if nobody else gave it away in the meantime, and tell them; return
    whether it was saved. Raises IllegalChange of one that is done with.

    What minutes say of who took it on stays: they may be confirmed.
    """
    if why := against.giving(locked(form.instance)):
        raise IllegalChange(why)
    is_saved = form.save_if_current()
    if is_saved:
        tell([form.instance.pk], by=by)
    return is_saved


def tell(keys, *, by=None) -> None:
    """Write to whoever has the Actions of these keys, if their minutes are out (else these tell of them), what they
    have now: what one press gave to one person in one letter, up to TOGETHER; but not to who pressed (`by`).
    """
    out = {"paragraph__item__meeting__minutes__state__in": [Minutes.State.CIRCULATED, Minutes.State.CONFIRMED]}
    rows = Action.objects.open().filter(pk__in=keys, **out).select_related(*Action.HOLDERS).order_by("pk")
    theirs: dict[Person, list[Action]] = {}
    for row in rows:
        for person in owners_of([row]) - {by}:
            theirs.setdefault(person, []).append(row)
    for person, given in theirs.items():
        for first in range(0, len(given), TOGETHER):
            letters.write(GIVEN, _named(given[first : first + TOGETHER]), people=[person])


def _named(given) -> str:
    """Return what a letter about these Actions is about: another one where they were given away meanwhile."""
    return f"{','.join(str(row.pk) for row in given)}:{sum(row.version for row in given)}"


def told_of(letter):
    """Return the Actions that a letter of GIVEN tells its reader of: of these, those that they have still and see."""
    keys = [key for key in letter.thing.partition(":")[0].split(",") if key.isdecimal()]
    return Action.objects.visible_to(letter.person).open().of(letter.person).filter(pk__in=keys)


@transaction.atomic
def finish(*, action, version=None):
    """Close an action as done; raises IllegalChange where somebody has said meanwhile how it stands (`version` is that
    of the row which was seen), or where it is closed already.
    """
    row = locked(action)
    if row.status not in Action.CARRIED or version not in (None, row.version):
        raise IllegalChange(CHANGED)
    row.status, row.closed_at = Action.Status.DONE, timezone.now()
    row.save(update_fields=["status", "closed_at"])
    return row


@transaction.atomic
def reopen(*, action) -> Action:
    """Take back that an action is done: it stands as it did before that, and is returned; raises IllegalChange where it
    is not done, or not any more.
    """
    row = locked(action)
    if row.status != Action.Status.DONE:
        raise IllegalChange(CHANGED)
    before = event_model(Action).objects.filter(pgh_obj_id=row.pk, status__in=Action.CARRIED)
    row.status = before.order_by("-pgh_id").values_list("status", flat=True).first() or Action.Status.OPEN
    row.closed_at = None
    row.save(update_fields=["status", "closed_at"])
    return row


def _together(rows, mark) -> list:
    """Return several Actions under a lock, as their page showed them by its mark; raises NotAsSeen, or IllegalChange
    where one is done with.
    """
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    seen.compare(mark, [rows])
    if not found or not all(row.is_open for row in found):
        raise IllegalChange(CHANGED)
    return found


@transaction.atomic
def finish_several(*, rows, mark) -> int:
    """Close these Actions (a QuerySet) as done, as the page showed them; return how many they are."""
    found = _together(rows, mark)
    for row in found:
        finish(action=row)
    return len(found)


@transaction.atomic
def change_several(*, rows, mark, by, passed_to=None, due_on=None) -> int:
    """Give these Actions (a QuerySet) to somebody else, who is told, or another day, or both, as the page showed them;
    return how many they are.
    """
    found = _together(rows, mark)
    for row in found:
        if passed_to:
            row.passed_to = None if passed_to.pk == row.owner_id else passed_to
        row.due_on = due_on or row.due_on
        row.save(update_fields=["passed_to", "due_on"])
    if passed_to:
        tell([row.pk for row in found], by=by)
    return len(found)
