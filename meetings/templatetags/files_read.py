"""A template tag for what the search could not read."""

from django import template

register = template.Library()


@register.inclusion_tag("meetings/papers/_unread.html", takes_context=True)
def unread(context, name) -> dict:
    """Say beside a stored file that its words could not be read, and what to do, where its page was told so in `unread`
    (`meetings.papers.reading`).
    """
    return {"why": (context.get("unread") or {}).get(name, "")}
