"""The look of a letter: its heading is its subject, and the style sheet of all letters stands in its elements.

Mail programs leave out style sheets and pictures from elsewhere; what they keep is what stands in each element. What
cannot stand there, the dark colours and those of a phone, stays a style sheet in the head.
"""

from functools import cache

from django.template.loader import render_to_string
from django.utils.html import escape

from members.models import Identity

GREEN, LINK, DARK = "#1d4a41", "#175447", "#0e352d"  # the site's own (static/css/tokens.css)


@cache
def _inliner():
    from css_inline import CSSInliner  # large, and the web server writes few letters

    return CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def dressed(page: str, subject: str, forum: Identity) -> str:
    """Return the page of a letter as it is sent: with its heading, in the colour of the Forum."""
    own = forum.colour
    style = render_to_string("emails/letter.css", {"colour": own or GREEN, "link": own or LINK, "dark": own or DARK})
    page = page.replace("<h1></h1>", f"<h1>{escape(subject)}</h1>", 1)
    return _inliner().inline(page.replace("</title>", f"</title><style>{style}</style>", 1))
