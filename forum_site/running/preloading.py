"""What all processes of the web server have in common is read once, before gunicorn makes them of itself.

They share that memory; of libraries each has in its own what it uses; and one that is started again answers at once.
Nothing in here may ask the database or start a thread: neither outlives the making of another process.
"""

import gc

from django.conf import settings
from django.urls import get_resolver, resolvers
from django.utils import translation

from forum_site.running.late import late

KEYS = "allauth.mfa.webauthn.internal.auth"  # passkeys; with it come fido2 and cryptography, some 10 MB


def read_what_is_shared() -> None:
    """Read all views, forms and catalogues, and have the garbage collector leave alone what is there: looking at it
    would write to it, and end the sharing.
    """
    late(KEYS)
    resolvers.get_language = lambda: settings.LANGUAGE_CODE  # no address depends on it; Django keeps them for each
    _ = get_resolver().url_patterns
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("Home")
    gc.collect()
    gc.freeze()
