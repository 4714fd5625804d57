"""The words of a text, for comparing."""

import re


def words_of(text):
    """Return the words of a text: letters and figures, whatever the case."""
    return re.findall(r"[^\W_]+", text.casefold())
