"""Rich text as plain nested data, which no typesetter can take for markup of its own."""

import re
from html.parser import HTMLParser
from typing import Any

from django.conf import settings

from common.rich_text import clean_html, on_site

SPACE = re.compile(r"\s+")


class _Tree(HTMLParser):
    """Turns HTML of the allow-list into nested data that no typesetter can take for its own markup."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [{"tag": "", "children": []}]

    def handle_starttag(self, tag, attributes) -> None:
        values = dict(attributes)
        node = {"tag": tag, "children": [], "href": values.get("href") or "", "lang": (values.get("lang") or "")[:2]}
        self.open[-1]["children"].append(node)
        if tag != "br":
            self.open.append(node)

    def handle_endtag(self, tag) -> None:
        if len(self.open) > 1 and self.open[-1]["tag"] == tag:
            self.open.pop()

    def handle_data(self, text) -> None:
        if text.strip() or self.open[-1]["tag"] not in ("", "ul", "ol", "blockquote"):
            self.open[-1]["children"].append(SPACE.sub(" ", text))


def tree(html) -> Any:
    """Return rich text as nested data: strings, and {"tag", "children", "href", "lang"}."""
    reader = _Tree()
    reader.feed(on_site(clean_html(str(html or "")), settings.SITE_ORIGIN))
    reader.close()
    return reader.open[0]["children"]
