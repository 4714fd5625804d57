"""The tag `url`: an address without arguments is made once, and is that of the site that is asked."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, clear_script_prefix, set_script_prefix


def shown(text, **context):
    return Template(text).render(Context(context))


@pytest.fixture
def below_a_prefix():
    set_script_prefix("/forum/")
    yield
    clear_script_prefix()


def test_an_address_without_arguments_is_made_once():
    page = Template("{% url 'meetings:upcoming' %}")
    assert [page.render(Context()) for _ in range(2)] == ["/meetings/"] * 2
    assert [len(node.made) for node in page.nodelist] == [1]


def test_it_knows_where_the_site_stands(below_a_prefix):
    page = Template("{% url 'meetings:upcoming' %}")
    assert page.render(Context()) == "/forum/meetings/"
    clear_script_prefix()
    assert page.render(Context()) == "/meetings/"


def test_a_name_from_the_page_and_arguments_are_looked_up_each_time():
    assert [shown("{% url name %}", name=name) for name in ("home", "search")] == ["/", "/search/"]
    page = Template("{% url 'meetings:meeting' pk %}")
    assert [page.render(Context({"pk": pk})) for pk in (1, 2)] == ["/meetings/1/", "/meetings/2/"]
    assert shown("{% url 'nowhere' as address %}{{ address }}") == ""
    with pytest.raises(NoReverseMatch):
        shown("{% url 'nowhere' %}")
