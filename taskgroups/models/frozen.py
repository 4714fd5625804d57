"""Why a group whose report is adopted cannot change any more: the database refuses it, whoever asks."""

import pgtrigger
from django.utils.translation import gettext_noop

ADOPTED = gettext_noop(
    "The report of this group is adopted. From then on it stands as it was: it can be read, and nothing in it changes."
)
LOOK = """
    PERFORM 1 FROM taskgroups_taskgroup g WHERE g.id IN ({keys}) FOR KEY SHARE;
    IF EXISTS (SELECT 1 FROM taskgroups_taskgroup g WHERE g.id IN ({keys}) AND g.adopted_by_id IS NOT NULL) THEN
        RAISE EXCEPTION '{said}';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;"""


def adopted_stands() -> pgtrigger.Trigger:
    """Return the trigger by which a group stands as it is once its report is adopted."""
    return pgtrigger.Trigger(
        name="adopted_stands",
        operation=pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        condition=pgtrigger.Q(old__adopted_by__isnull=False),
        func=f"RAISE EXCEPTION '{ADOPTED}';",
    )


OF_MEETING = "(SELECT m.group_id FROM taskgroups_groupmeeting m WHERE m.id = ROW.meeting_id)"


def stands_with_group(key="ROW.group_id") -> pgtrigger.Trigger:
    """Return the trigger by which a row that belongs to a group stands, comes and goes with it no more, once the report
    of the group is adopted. It waits for whoever is just adopting it, so that nothing slips in beside.

    `key` is SQL for the group's key of a row called ROW.
    """
    return pgtrigger.Trigger(
        name="stands_with_group",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=LOOK.format(keys=", ".join(key.replace("ROW", row) for row in ("OLD", "NEW")), said=ADOPTED),
    )
