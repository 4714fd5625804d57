"""A page of the site, as who hands the record over sees it, taken out of the site: its words, without its tools."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import lxml.html
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import override
from lxml.html import HtmlElement

from common.editing import IllegalChange
from members.entry import LoginNeeded

RECORD = frozenset((
    *("meetings:upcoming", "meetings:past", "meetings:past_year", "meetings:meeting", "meetings:minutes"),
    *("meetings:decisions", "meetings:ballots_all", "meetings:ballot", "meetings:all_actions", "meetings:corrections"),
    *("taskgroups:groups", "taskgroups:group", "taskgroups:work", "taskgroups:talk", "taskgroups:final_report"),
    *("library:documents", "library:document", "library:version", "library:frameworks", "library:framework"),
    *("library:talks", "library:talk", "library:studies", "library:study", "library:resources", "library:resource"),
    *("library:consultations", "library:consultation", "library:answer"),
    *("exchange:posts", "exchange:post", "exchange:earlier_post", "exchange:earlier_comment", "exchange:reports"),
    *("meetings:feedback_results", "members:directory", "members:person", "members:organisations"),
    *("members:organisation", "members:offices_all", "members:stakeholders", "members:stakeholder"),
    *("members:networks", "members:network", "members:interests_all", "library:outcomes", "library:outcome", "numbers"),
    "numbers_membership",
))  # fmt: skip
FILES = frozenset((
    *("meetings:paper_file", "taskgroups:group_paper", "library:slides", "library:study_picture", "library:sent_file"),
    *("library:resource_file", "library:outcome_file", "meetings:earlier_file", "exchange:attachment"),
    "meetings:ballot_paper",
))  # fmt: skip
CITED = frozenset(("library:clause", "library:clause_of_version", "library:clause_on"))  # their words stay, unlinked
TOOLS = ("form", "button", "script", "style", "input", "template", "dialog", "use")
TOOL_CLASSES = ("button", "toolbar", "crumbs")
HOLDERS = ("p", "li", "ul", "ol", "nav", "div", "section", "details", "dl", "header", "footer", "svg", "figure")
HEADS = {"h1", "h2", "h3", "h4", "summary", "legend"}
PAGE = "page"  # the parameter of a list that goes on


@dataclass(frozen=True)
class Taken:
    """A page taken out: its title, its words as HTML, where its links lead on this site, and the anchors it has."""

    title: str
    html: str
    links: list[str] = field(default_factory=list)
    anchors: frozenset[str] = frozenset()


def answered(address: str, person, language: str) -> HttpResponse | None:
    """Return what the site answers this person at an address (path and query), or None where there is no page."""
    path, query = urlsplit(address).path, urlsplit(address).query
    origin = urlsplit(settings.SITE_ORIGIN)
    request = WSGIRequest({
        "REQUEST_METHOD": "GET", "PATH_INFO": path.encode().decode("latin-1"), "QUERY_STRING": query,
        "SERVER_NAME": origin.hostname, "SERVER_PORT": str(origin.port or {"https": 443}.get(origin.scheme, 80)),
        "wsgi.url_scheme": origin.scheme, "wsgi.input": io.BytesIO(),
    })  # fmt: skip
    request.user, request.session, request.LANGUAGE_CODE = person, {}, language
    request.resolver_match = match = resolve(path)
    try:
        with override(language):
            answer = match.func(request, *match.args, **match.kwargs)
    except (Http404, PermissionDenied, IllegalChange, LoginNeeded):
        return None
    return answer if answer.status_code == 200 else None


def named(address: str) -> str:
    """Return the name of the page at an address, or ""."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def is_of_record(address: str) -> bool:
    """Whether a page belongs to the record: of lists also where they go on, but not what is left by choosing."""
    return address[:1] == "/" and named(address) in RECORD and set(parse_qs(urlsplit(address).query)) <= {PAGE}


def taken(answer: HttpResponse, address: str, hide: Callable[[str], str]) -> Taken | None:
    """Return a page without what only works on the site; `hide` is given its HTML, to hide what must not be in it."""
    whole = lxml.html.document_fromstring(answer.content.decode())
    main = whole.find(".//main")
    if main is None:
        return None
    title = whole.findtext(".//title").rsplit("·", 1)[0].strip()
    for aside in whole.find_class("aside"):
        main.append(aside)
    links = [link for anchor in main.iter("a") if (link := _led(anchor, address))]
    _strip(main)
    anchors = frozenset(element.get("id") for element in main.iter() if element.get("id"))
    html = "".join(lxml.html.tostring(child, encoding="unicode") for child in main)
    return Taken(title, hide((main.text or "") + html), links, anchors)


def _led(anchor: HtmlElement, address: str) -> str:
    """Have a link say its address in full, from the root of this site; return that of a page of the record, or ""."""
    href = anchor.get("href", "")
    if re.match(r"(?i)(?!https?:)[a-z]+:", href):
        anchor.drop_tag()
        return ""
    target = urljoin(f"{settings.SITE_ORIGIN}{address}", href)
    if not target.startswith(f"{settings.SITE_ORIGIN}/"):
        return ""
    target = target.removeprefix(settings.SITE_ORIGIN)
    anchor.set("href", target)
    page = urldefrag(target).url
    return page if is_of_record(page) else ""


def _strip(main) -> None:
    tools = [*main.iter(*TOOLS), *(found for name in TOOL_CLASSES for found in main.find_class(name))]
    for element in tools:
        if element.getparent() is not None:
            element.drop_tree()
    for anchor in list(main.iter("a")):
        target = anchor.get("href", "")
        name, page = named(target), urldefrag(target).url
        is_tool = target.startswith("/") and not (name in FILES | CITED or is_of_record(page))
        if is_tool:
            anchor.drop_tree()
    for details in main.iter("details"):
        details.set("open", "open")
    _drop_empty(main)


def _drop_empty(main) -> None:
    """Drop what is left empty, from the inside outwards, and sections of which only the heading is left."""
    for element in reversed(list(main.iter(*HOLDERS))):
        says = element.text_content().strip() or element.xpath(".//img|.//svg//*|self::svg/*")
        only_heads = element.tag in ("section", "details") and all(
            child.tag in HEADS or not child.text_content().strip() for child in element if isinstance(child.tag, str)
        )
        if (not says or (only_heads and not (element.text or "").strip())) and element.getparent() is not None:
            element.drop_tree()
