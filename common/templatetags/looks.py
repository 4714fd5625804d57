"""Template tags for what pages look like: icons, and the list of what a form asks to look at once more."""

import json
from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from common import keeping
from common.apps import CHOOSE, FILL_IN
from common.filing.files import size_in_words
from common.templatetags.both_languages import lang_of

register = template.Library()
register.filter("file_size", size_in_words)


@register.simple_tag
def icon(name, label="") -> str:
    """Return an icon of the sprite: hidden from screen readers, or read as `label` where no words stand beside it."""
    return format_html(SPOKEN, label, _address(name)) if label else _silent(name)


SPOKEN = '<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>'


@cache
def _silent(name):
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', _address(name))


@cache
def _address(name):
    return f"{static('icons/sprite.svg')}#{name}"


@register.simple_tag
def about(*things) -> str:
    """Return, behind the words of a button or link, what it is about; for screen readers alone.

    What is read thus contains what is seen, as an `aria-label` of other words would not.
    """
    said = format_html_join(", ", "<span{}>{}</span>", ((lang_of(thing), thing) for thing in things))
    return format_html('<span class="visually-hidden">: {}</span>', said)


@register.simple_tag(takes_context=True)
def gap(context, name, about="") -> str:
    """Leave a gap in a page that is kept, for what is the reader's own (see `common/keeping.py`)."""
    return format_html("<!--gap {} {}-->", name, about) if context.get("has_gaps") else ""


@register.simple_tag
def made(template_name, **facts) -> str:
    """Return a part of a page that is kept by the facts that it is made of (see `common/keeping.py`)."""
    return keeping.made(template_name, facts)


@register.simple_tag
def facts_for_machines(facts) -> str:
    """Return facts (schema.org) as JSON-LD in the page: data, which no browser runs, so no policy need allow it.

    Whatever could end the element or begin another is written as an escape, as Django's `json_script` does.
    """
    written = json.dumps(facts, ensure_ascii=False).translate(OF_MARKUP)
    return mark_safe(f'<script type="application/ld+json">{written}</script>')  # noqa: S308 (nothing of markup is left)


OF_MARKUP = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


@register.filter
def errors_in_full(field) -> list:
    """Return what is wrong with a bound field, each as a sentence that can be read away from the field."""
    return [_in_full(field, message) for message in field.errors]


def _in_full(field, message):
    label = field.label
    if message == FILL_IN:
        return _("Please fill in “%(label)s”.") % {"label": label}
    if message == CHOOSE:
        return _("Please choose one under “%(label)s”.") % {"label": label}
    is_of_its_own = message == field.field.error_messages.get("required")
    return message if is_of_its_own else f"“{label}”: {message}"
