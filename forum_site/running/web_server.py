"""gunicorn's worker, which answers what is no request as the site answers all else: briefly, and with its headers."""

from gunicorn.http import errors
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from forum_site.running import headers

SAID = "This request could not be understood. Nid oedd modd deall y cais hwn.\n"
FAULT = "Something went wrong. Aeth rhywbeth o'i le.\n"
STATUSES = {
    errors.LimitRequestLine: "414 URI Too Long",
    errors.LimitRequestHeaders: "431 Request Header Fields Too Large",
    errors.ExpectationFailed: "417 Expectation Failed",
    errors.UnsupportedTransferCoding: "501 Not Implemented",
    errors.InvalidResponseHeader: "500 Internal Server Error",
    errors.InvalidResponseHeaderName: "500 Internal Server Error",
    errors.ConfigurationProblem: "500 Internal Server Error",
}


class Worker(ThreadWorker):
    """Threads, as gunicorn's own; only its faults say no word of the request, in the answer and in the log."""

    def handle_error(self, req, client, addr, exc):
        """Answer a request that cannot be read, or whose answer could not be made."""
        is_theirs = isinstance(exc, errors.ParseException)
        status = STATUSES.get(type(exc), "400 Bad Request" if is_theirs else "500 Internal Server Error")
        self.log.warning("%s: %s", status, type(exc).__name__)
        try:
            write_nonblock(client, _answer(status))
        except OSError:
            self.log.debug("nobody waits for this answer any more")


def _answer(status):
    """Return the bytes of an answer that ends the connection."""
    text = FAULT if status.startswith("500") else SAID
    said = {"Connection": "close", "Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(text))}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in (said | headers.of_any_answer()).items())]
    return "\r\n".join([*lines, "", text]).encode()
