"""What stands in the forms of a page, and which errors stand beside which field."""

from html.parser import HTMLParser


class _Forms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.values, self.invalid, self.texts, self.select, self.textarea, self.open = {}, {}, {}, None, None, []
        self.is_switch = False

    def handle_starttag(self, tag, attributes):
        values = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.is_switch = "language-switch" in values.get("class", "")  # it holds what was typed before once more
        if self.is_switch:
            return
        name, kind = values.get("name"), values.get("type", "text")
        if tag == "textarea":
            self.textarea, self.values[name] = name, ""
        elif tag == "select":
            self.select = name
            self.values |= {} if "multiple" in values else {name: ""}
        elif tag == "option" and self.select and "selected" in values:
            self.values[self.select] = values.get("value", "")
        elif tag == "input" and name and (kind not in ("checkbox", "radio", "submit") or "checked" in values):
            self.values[name] = values.get("value", "on" if kind == "checkbox" else "")
        if name and values.get("aria-invalid") == "true":
            self.invalid[name] = values.get("aria-describedby", "").split()
        if values.get("id"):
            self.texts[values["id"]] = ""
        if tag not in ("input", "br", "meta", "link", "img", "hr"):
            self.open.append((tag, values.get("id")))

    def handle_endtag(self, tag):
        self.is_switch = self.is_switch and tag != "form"
        self.textarea = None if tag == "textarea" else self.textarea
        self.select = None if tag == "select" else self.select
        while self.open and any(one == tag for one, _id in self.open):
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, text):
        if self.textarea:
            self.values[self.textarea] += text.removeprefix("\n") if not self.values[self.textarea] else text
        for _tag, name in self.open:
            if name:
                self.texts[name] += text


def _read(response):
    reader = _Forms()
    reader.feed(response.content.decode())
    return reader


def typed(response):
    """Return {name: value} of what stands in the fields of the page's forms."""
    return _read(response).values


def errors(response):
    """Return {field: text} of the errors that stand beside their fields, as a screen reader finds them."""
    page = _read(response)
    return {
        name: " ".join(" ".join(page.texts.get(one, "") for one in described if one.endswith("_error")).split())
        for name, described in page.invalid.items()
    }
