"""A page's own saves, told from others': an answer was lost, more was typed, and it saves again on top of itself.

The script that saves while one types makes a key for its page, and adds a number that grows: "9f1c….12".
"""

import re

from common.models import Press

SAVE = re.compile(r"([0-9a-f-]{32,36})(?:\.(\d{1,9}))?")


def is_own(row, save_key: str) -> bool:
    """Whether the locked row's present version was made by this page, and not by a later save of it than this one."""
    save = SAVE.fullmatch(save_key)
    return bool(save) and Press.objects.filter(key=save[1], made=_version(row), number__lte=int(save[2] or 0)).exists()


def remember(row, save_key: str) -> None:
    """Remember that this page made the row's present version, in the transaction that made it."""
    save = SAVE.fullmatch(save_key)
    if save:
        Press.objects.update_or_create(key=save[1], defaults={"made": _version(row), "number": int(save[2] or 0)})


def _version(row) -> str:
    return f"{row._meta.label_lower} {row.pk} version {row.version}"
