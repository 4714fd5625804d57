"""The forms of a page as a browser has them: where each is sent, what stands in it, and what a person might fill in."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

CHECKED = ("checkbox", "radio")
BUTTONS = ("submit", "button", "image", "reset")


@dataclass
class Control:
    """A field: its name, its kind (a tag, or the type of an input), what stands in it, and what a list offers."""

    name: str
    kind: str
    values: list
    options: list = field(default_factory=list)
    attributes: dict = field(default_factory=dict)

    @property
    def needed(self):
        """Whether the form cannot be sent without it."""
        return "required" in self.attributes or self.attributes.get("aria-required") == "true"


@dataclass
class Form:
    """One form; `buttons` are the name and the value of those that have a name."""

    method: str
    action: str
    controls: list = field(default_factory=list)
    buttons: list = field(default_factory=list)

    @property
    def fields(self):
        """What a browser sends if nobody fills anything in: {name: value}, or a list of values where there are more."""
        found = {}
        for control in self.controls:
            if control.kind != "file" and "disabled" not in control.attributes:
                found[control.name] = found.get(control.name, []) + control.values
        return {name: values[0] if len(values) == 1 else values for name, values in found.items() if values}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self.form, self.control = [], None, None

    def handle_starttag(self, tag, attributes):
        values = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.form = Form(values.get("method", "get").lower(), values.get("action", ""))
            self.forms.append(self.form)
        elif self.form and tag in ("input", "textarea", "select", "button", "option"):
            getattr(self, f"_{tag}")(values)

    def _input(self, values):
        kind, name = values.get("type", "text"), values.get("name")
        if kind in BUTTONS or not name:
            return
        value = values.get("value", "on" if kind in CHECKED else "")
        is_sent = kind not in CHECKED or "checked" in values
        self.form.controls.append(
            Control(name, kind, [value] if is_sent else [], [value] if kind in CHECKED else [], values)
        )

    def _textarea(self, values):
        self.control = Control(values.get("name"), "textarea", [""], attributes=values)
        self.form.controls.append(self.control)

    def _select(self, values):
        self.control = Control(values.get("name"), "select", [], attributes=values)
        self.form.controls.append(self.control)

    def _option(self, values):
        value = values.get("value", "")
        self.control.options.append(value)
        self.control.values += [value] if "selected" in values else []

    def _button(self, values):
        self.form.buttons += [(values["name"], values.get("value", ""))] if values.get("name") else []

    def handle_endtag(self, tag):
        if tag == "select" and not self.control.values and "multiple" not in self.control.attributes:
            self.control.values = self.control.options[:1]
        self.control = None if tag in ("select", "textarea") else self.control
        self.form = None if tag == "form" else self.form

    def handle_data(self, text):
        if self.control and self.control.kind == "textarea":
            self.control.values[0] += text if self.control.values[0] else text.removeprefix("\n")


def forms_of(response):
    """Return the forms of a page that are sent by POST, but for those that stand on every page."""
    return _posted(response.content.decode().partition("<main")[2])


def switch_on(response):
    """Return the form of a page that switches the language."""
    return next(form for form in _posted(response.content.decode()) if "language" in str(form.buttons))


def _posted(html):
    reader = _Reader()
    reader.feed(html)
    return [form for form in reader.forms if form.method == "post"]


def form_on(client, path):
    """Return the first form in the main part of a page."""
    return forms_of(client.get(path))[0]
