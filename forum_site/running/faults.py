"""Faults told to a Sentry server, where SENTRY_DSN names one: what broke and where, and nothing of anybody."""

KEPT_OF_REQUEST = ("method",)
KEPT_OF_CONTEXTS = ("runtime", "trace")


def tell_faults(dsn: str, release: str) -> None:
    """Have faults told there from now on; nothing where `dsn` is empty. The library is loaded only here."""
    if not dsn:
        return
    import sentry_sdk
    from sentry_sdk.integrations.django import DjangoIntegration
    from sentry_sdk.integrations.logging import LoggingIntegration

    sentry_sdk.init(
        dsn=dsn,
        release=release,
        before_send=without_people,
        integrations=[
            DjangoIntegration(transaction_style="function_name", middleware_spans=False),
            LoggingIntegration(level=None, event_level=None),  # the log is its own place
        ],
        include_local_variables=False,
        include_source_context=True,
        max_breadcrumbs=0,
        max_request_body_size="never",
        server_name="forum",
    )


def without_people(event, _hint):
    """Return a fault without anybody: no path, query, body, header, cookie, address, nor the words of the fault, which
    quote what somebody wrote; its kind and the lines of our code say what to look for.
    """
    event["request"] = {name: value for name, value in event.get("request", {}).items() if name in KEPT_OF_REQUEST}
    event["contexts"] = {name: value for name, value in event.get("contexts", {}).items() if name in KEPT_OF_CONTEXTS}
    for name in ("user", "breadcrumbs", "extra", "logentry", "tags"):
        event.pop(name, None)
    for fault in event.get("exception", {}).get("values", []):
        fault["value"] = "<left out>"
    return event
