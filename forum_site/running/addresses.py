"""The tag `url`, which makes an address that never changes once; for every template, without being loaded."""

from django import template
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.urls import get_script_prefix, get_urlconf

register = template.Library()


@register.tag
def url(parser, token) -> URLNode:
    """Return Django's own node; where it asks for a page by its name alone, one that remembers what it made."""
    node = django_url(parser, token)
    if node.args or node.kwargs or node.asvar or not isinstance(node.view_name.var, str):
        return node
    return FixedAddress(node.view_name, [], {}, None)


class FixedAddress(URLNode):
    """The address of a page that has no arguments."""

    def __init__(self, *parts):
        super().__init__(*parts)
        self.made = {}

    def render(self, context):
        """Return it as it was made the first time among these addresses."""
        among = get_urlconf(), get_script_prefix()
        if among not in self.made:
            self.made[among] = super().render(context)
        return self.made[among]
