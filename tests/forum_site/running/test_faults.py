"""A fault that is told to a Sentry server says what broke and where; nobody is in it."""

import json

import sentry_sdk
from sentry_sdk.transport import Transport

from forum_site.running import faults

SECRET = "gwen.secret@forum.example"


class Kept(Transport):
    """Keeps what would be sent."""

    sent: list[str] = []

    def capture_envelope(self, envelope):
        """Keep it as it would go over the wire."""
        self.sent.append(envelope.serialize().decode())


def test_what_broke_is_told_and_nobody_is_in_it(monkeypatch):
    began = {}
    monkeypatch.setattr(sentry_sdk, "init", began.update)
    faults.tell_faults("https://key@faults.example/1", release="0.1.0")
    Kept.sent.clear()
    client = sentry_sdk.Client(**{**began, "integrations": []}, default_integrations=False, transport=Kept)
    with sentry_sdk.isolation_scope() as scope:
        scope.set_client(client)
        scope.set_user({"email": SECRET})
        scope.set_tag("who", SECRET)
        scope.set_extra("typed", SECRET)
        scope.add_event_processor(_with_request)
        try:
            raise ValueError(f"not allowed: {SECRET}")
        except ValueError:
            sentry_sdk.capture_exception()
    (envelope,) = Kept.sent
    assert SECRET not in envelope
    told = json.loads(envelope.splitlines()[-1])
    assert told["exception"]["values"][0]["type"] == "ValueError"
    assert (
        told["exception"]["values"][0]["stacktrace"]["frames"][-1]["function"]
        == test_what_broke_is_told_and_nobody_is_in_it.__name__
    )
    assert told["request"] == {"method": "POST"}
    assert told["release"] == "0.1.0"


def _with_request(event, _hint):
    said = {"url": f"https://x/{SECRET}", "query_string": SECRET, "headers": {"Cookie": SECRET}, "data": SECRET}
    return event | {"request": said | {"method": "POST"}}


def test_without_an_address_nothing_is_told(monkeypatch):
    monkeypatch.setattr(sentry_sdk, "init", lambda **_: 1 / 0)
    faults.tell_faults("", release="")
