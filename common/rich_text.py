"""Rich text that is safe to store and to show: one allow-list, kept on save and output; links say where they lead."""

import html
import json
import re
import unicodedata
from urllib.parse import urlsplit

import nh3
from django import forms
from django.db import models
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

from common.both_languages import Text
from common.text import refuse_control_characters, tidy

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "h3", "h4", "blockquote", "a"}
ATTRIBUTES = {"a": {"href", "lang"}}
SCHEMES = {"http", "https", "mailto", "tel"}
KNOWN_TAG = re.compile(rf"</?(?:{'|'.join(sorted(TAGS))})\b")
EDITOR = "django_prose_editor/editor.js"  # ProseMirror, as the package brings it
TOOLS = {  # the buttons of the editor, in their order
    "bold": _("Bold"),
    "italic": _("Italic"),
    "heading": _("Heading"),
    "bullets": _("Bulleted list"),
    "numbers": _("Numbered list"),
    "quote": _("Quotation"),
    "link": _("Link"),
    "unlink": _("Remove the link"),
    "address": _("Address of the link (https://…)"),
    "tools": _("Tools for writing"),
}
BLOCK = re.compile(r"</(?:p|li|h3|h4|blockquote)>|<br>")
UNSAFE = re.compile(r"[\s\\\x00-\x1f\x7f]")
LINK = re.compile(r'<a\b([^>]*?)href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
ANY_TAG = re.compile(r"<[^>]*>")
UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")
FILE_ENDS = {"pdf", "docx", "doc", "pptx", "xlsx", "odt", "odp", "ods", "csv", "txt", "png", "jpg", "jpeg", "html"}


def clean_html(text) -> str:
    """Return the text with only the tags, attributes and addresses of the allow-list (safeguards:
    nh3's defaults allow more), each link saying where it leads.
    """
    rules = {"tags": TAGS, "attributes": ATTRIBUTES, "url_schemes": SCHEMES, "attribute_filter": _kept}
    return say_where(nh3.clean(text, link_rel="noopener noreferrer", **rules))


def _kept(_tag, name, value):
    """Return the value of an attribute, or None where it goes."""
    return value if name != "href" or leads_somewhere(value) else None


def leads_somewhere(address) -> bool:
    """Whether a link may have this address: http or https with a host, mailto, tel, or a path on this site."""
    if UNSAFE.search(address):
        return False
    if address.startswith("/"):
        return not address.startswith("//")
    scheme, _, rest = address.partition(":")
    if scheme.lower() in ("mailto", "tel"):
        return bool(rest.strip("/"))
    return bool(_host(address))


def _host(address):
    """Return the host of an http address that is written as people write it, else "": no name before an @."""
    if not re.match(r"https?://[^/]", address, re.IGNORECASE):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return (parts.hostname or "") if "@" not in parts.netloc else ""


def say_where(page) -> str:
    """Return cleaned HTML in which a link whose text names another domain says the true one behind it."""
    return LINK.sub(_honest, page)


def _honest(link):
    before, address, after, text = link.groups()
    where = _where(html.unescape(address))
    if not where or not _names_another(html.unescape(ANY_TAG.sub("", text)), where):
        return link[0]
    return f'<a{before}href="{address}"{after}>{text} ({html.escape(where)})</a>'


def _where(address):
    """Return what a reader should know of an address: the host, or whom a letter goes to."""
    scheme, _, rest = address.partition(":")
    return rest.partition("?")[0] if scheme.lower() == "mailto" else _host(address)


def _names_another(text, where) -> bool:
    """Whether a text names a domain, and none that is the one behind the link."""
    text = UNSEEN.sub("", unicodedata.normalize("NFKC", text)).lower()
    named = {name.removeprefix("www.") for name in DOMAIN.findall(text) if name.rpartition(".")[2] not in FILE_ENDS}
    host = where.rpartition("@")[2].lower().removeprefix("www.")
    return bool(named) and not any(host == name or host.endswith(f".{name}") for name in named)


def on_site(page, origin) -> str:
    """Return HTML for readers elsewhere: paths on this site start with its origin."""
    return page.replace(' href="/', f' href="{origin}/')


def from_typing(text) -> str:
    """Return HTML for what came from a form: HTML from the editor, or plain paragraphs from a bare text box.

    A text without any known tag is taken as plain: blank lines part paragraphs, lines that start with "- " make a list.
    """
    text = tidy(text) or ""
    if not text or KNOWN_TAG.search(text):
        return "" if not plain_text(text).strip() else clean_html(text)
    return "".join(_block(part) for part in re.split(r"\n\s*\n", text))


def _block(part) -> str:
    lines = [html.escape(line.strip(), quote=False) for line in part.strip().split("\n")]
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{line[2:]}</li>" for line in lines) + "</ul>"
    return "<p>" + "<br>".join(lines) + "</p>"


def plain_text(text) -> str:
    """Return rich text without its tags, a line per block: for search, letters and calendars."""
    return html.unescape(nh3.clean(BLOCK.sub("\n", clean_html(text or "")), tags=set())).strip()


def plain(text) -> Text:
    """Return a rich text that knows its language as one line of plain text that knows it too."""
    return Text(" ".join(plain_text(text).split()), getattr(text, "lang", ""))


class RichTextarea(forms.Textarea):
    """A text area that becomes an editor where scripts run;
    elsewhere it takes HTML of the allow-list or plain paragraphs.
    """

    def __init__(self, attrs=None) -> None:
        super().__init__({"class": "rich-text", "rows": 8} | (attrs or {}))

    @property
    def media(self):
        return forms.Media(js=[forms.Script("js/editor.js", type="module")])

    def build_attrs(self, base_attrs, extra_attrs=None):
        labels = {name: str(label) for name, label in TOOLS.items()}
        return super().build_attrs(base_attrs, extra_attrs) | {
            "data-editor": static(EDITOR),
            "data-tools": json.dumps(labels),
        }


class RichTextField(models.TextField):
    """HTML of the allow-list; cleaned on every save, whichever way the text came."""

    default_validators = [refuse_control_characters]

    def __init__(self, *args, max_length=50_000, **kwargs) -> None:
        super().__init__(*args, max_length=max_length, **kwargs)

    def to_python(self, value):
        return from_typing(super().to_python(value))

    def pre_save(self, model_instance, add):
        value = from_typing(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs):
        return super().formfield(**{"widget": RichTextarea, **kwargs})
