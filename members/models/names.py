"""What to call somebody by the name they have written."""

import re

# What stands before a name and is none: who has one is greeted by the whole name.
TITLES = re.compile(
    r"(dr|prof|professor|athro|yr?|parch|parchedig|rev|revd|reverend|canon|mrs?|ms|miss|mx|sir|syr|dame|lord|lady"
    r"|arglwydd(es)?|cllr|councillor|cyng|cynghorydd|hon|barnwr|judge)",
    re.IGNORECASE,
)


def called(name: str) -> str:
    """Return what to call somebody of this name: the first word if it is a given name, else the whole name."""
    first = name.split(" ")[0]
    is_given = len(first) > 1 and first[-1] not in ".," and not TITLES.fullmatch(first)
    return first if is_given else name
