"""Rich text that is safe to store and to show: one allow-list, applied on save and on output."""

import html
import json
import re

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


def clean_html(text):
    """Return the text with only the tags, attributes and addresses of the allow-list (safeguards:
    nh3's defaults allow more).
    """
    return nh3.clean(text, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer")


def from_typing(text):
    """Return HTML for what came from a form: HTML from the editor, or plain paragraphs from a bare text box.

    A text without any known tag is taken as plain: blank lines part paragraphs, lines that start with "- " make a list.
    """
    text = tidy(text) or ""
    if not text or KNOWN_TAG.search(text):
        return "" if not plain_text(text).strip() else clean_html(text)
    return "".join(_block(part) for part in re.split(r"\n\s*\n", text))


def _block(part):
    lines = [html.escape(line.strip(), quote=False) for line in part.strip().split("\n")]
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{line[2:]}</li>" for line in lines) + "</ul>"
    return "<p>" + "<br>".join(lines) + "</p>"


def plain_text(text):
    """Return rich text without its tags, a line per block: for search, letters and calendars."""
    return html.unescape(nh3.clean(BLOCK.sub("\n", clean_html(text or "")), tags=set())).strip()


def plain(text):
    """Return a rich text that knows its language as one line of plain text that knows it too."""
    return Text(" ".join(plain_text(text).split()), getattr(text, "lang", ""))


class RichTextarea(forms.Textarea):
    """A text area that becomes an editor where scripts run;
    elsewhere it takes HTML of the allow-list or plain paragraphs.
    """

    def __init__(self, attrs=None):
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

    def __init__(self, *args, max_length=50_000, **kwargs):
        super().__init__(*args, max_length=max_length, **kwargs)

    def to_python(self, value):
        return from_typing(super().to_python(value))

    def pre_save(self, model_instance, add):
        value = from_typing(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs):
        return super().formfield(**{"widget": RichTextarea, **kwargs})
