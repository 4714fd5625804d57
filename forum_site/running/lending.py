"""Which connection of the pool a request is lent: the one that was used last, which has the most of its queries planned
(`docs/decisions/25-prepared.md`).
"""

from psycopg_pool import ConnectionPool

_FIRST_READY = ConnectionPool._get_ready_connection


def latest_first() -> None:
    """Have Django's pool lend the connection that came back last; for the web server.

    The pool itself lends the one that has rested longest, so that each request meets another and a query is planned on
    all of them. What nobody needs stays in front, where the pool looks for connections to close.
    """
    ConnectionPool._get_ready_connection = _latest_ready


def _latest_ready(pool, timeout):
    """Return a connection of a pool, as its own method does that takes the first; the pool is locked meanwhile."""
    pool._pool.rotate(1)
    return _FIRST_READY(pool, timeout)
