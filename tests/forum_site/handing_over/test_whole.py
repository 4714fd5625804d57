"""No page is forgotten where the record is handed over: each is in it, or stands here with the reason why not."""

import inspect
import itertools

from django.apps import apps
from django.urls import URLResolver, get_resolver

from forum_site.doors import APPS
from forum_site.handing_over.rendering import CITED, FILES, RECORD

LEFT_OUT = {
    "one's own, or of one reader": (
        *("home", "members:account", "members:applied", "members:complained", "members:ended", "members:enquired"),
        *("members:left", "meetings:my_actions", "meetings:my_attendance", "meetings:proposals_mine"),
    ),
    "the site about itself": (
        *("healthz", "icon", "keyboard", "manifest", "metrics", "readyz", "robots", "search", "security", "sitemap"),
        *("feed", "members:accessibility", "members:colours", "members:icon", "members:mark", "members:privacy"),
        *("members:ways_in", "members:contact"),
    ),
    "work to be done, which is another's on another day": (
        *("meetings:build_agenda", "meetings:drifted", "meetings:papers", "meetings:sign_in_sheet", "meetings:today"),
        *("library:dead_links", "members:renewals_open", "next_translation", "translations", "meetings:replies"),
        *("members:applications", "members:complaints", "members:enquiries", "members:keeping", "members:mailings"),
    ),
    "the history and the ledger, which are tables": (
        *("history", "history_by", "history_of", "meetings:history", "meetings:letters_told", "members:letters"),
        *("letter", "mailbox"),
    ),
    "made of what is in it": (
        *("handover_file", "library:answer_changes", "library:compare_versions", "library:document_file"),
        *("library:outcomes_sheet", "meetings:actions_sheet", "meetings:agenda_file", "meetings:calendar_feed"),
        *("meetings:calendar_file", "meetings:decisions_file", "meetings:minutes_file", "meetings:pack"),
        *("meetings:replies_sheet", "members:export", "members:networks_sheet", "numbers_sheet", "summary"),
        *("meetings:offline", "meetings:offline_list", "meetings:offline_worker"),
        *("summary_file", "taskgroups:group_calendar", "texts_out"),
    ),
    "a form": ("library:edit_outcome_field", "members:enquiry"),
}


def names(resolver=None, before=""):
    """Yield (name, view) of all addresses of our own."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{before}{pattern.namespace}:" if pattern.namespace else before
            yield from names(pattern, inside)
        elif pattern.name and pattern.callback.__module__.partition(".")[0] in (*APPS, "forum_site"):
            yield f"{before}{pattern.name}", pattern.callback


def only_shown():
    """Return the names of what is shown and takes no form."""
    return {name for name, view in names() if "@require_safe" in inspect.getsource(inspect.unwrap(view))}


def pages_of_rows(known):
    """Return the names of the pages that rows of any table have."""
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    made = [inspect.getsource(model.get_absolute_url) for model in models if hasattr(model, "get_absolute_url")]
    return {name for name in known for source in made if f'reverse("{name}"' in source.replace("'", '"')}


def test_each_page_of_the_record_is_handed_over_or_left_out_with_a_reason():
    known = {name for name, _view in names()}
    left_out = list(itertools.chain.from_iterable(LEFT_OUT.values()))
    handed_over = RECORD | FILES | CITED
    assert (only_shown() | pages_of_rows(known)) - handed_over - set(left_out) == set()
    assert sorted(left_out) == sorted(set(left_out)) and set(left_out) & handed_over == set()
    assert (handed_over | set(left_out)) - known == set()
