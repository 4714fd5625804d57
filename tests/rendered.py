"""What a test's browser is told of the templates of an answer: those that a view asked for, whose context a test may
look into.

Django tells it of each template that these include and of each field of a form too, and copies what is shown there
every time: a fifth of what a page with a form costs. No test asks for that.
"""

from django.test import utils
from django.test.signals import template_rendered

FIELDS = "django/forms/"


def render(template, context):
    """Render a template, and tell who listens if it is the first of its context and no part of a form."""
    if context.template is template and not (template.name or "").startswith(FIELDS):
        template_rendered.send(sender=template, template=template, context=context)
    return template.nodelist.render(context)


utils.instrumented_test_render = render  # before the tests' environment is set up with it
