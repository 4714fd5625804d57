"""When the database is away, full, or held up by others: told from faults of ours, and never waited for in silence.

Everything waits for a few seconds at most: for a connection, for a row that somebody else is changing, for an answer.
Then the page says that the record cannot be reached, with 503, and asks the database nothing.
"""

import select

from django.db import Error, InterfaceError, OperationalError
from psycopg_pool import ConnectionPool

RETRY_AFTER = 15  # seconds that browsers and monitors are told to wait
CONNECTING = 2  # seconds
WAITS = {"lock_timeout": "4s", "statement_timeout": "20s"}  # of a page; jobs and migrations may take longer
ASK = ConnectionPool.check_connection
ON_THE_WAY = {"connect_timeout": str(CONNECTING), "tcp_user_timeout": "10000"}  # libpq's; a socket knows neither


def pool(size: int) -> dict:
    """Return the pool of a process's connections: who gets none soon is told, and each asks for a new one afresh."""
    return {"min_size": 0, "max_size": size, "timeout": CONNECTING, "reconnect_timeout": CONNECTING}


def limit_waits(databases: dict) -> None:
    """Have Postgres end what a page would wait for too long; for the web server, before it connects."""
    options = databases["default"]["OPTIONS"]
    options["options"] = " ".join([options.get("options", ""), *(f"-c {name}={wait}" for name, wait in WAITS.items())])


def look_at(connection) -> None:
    """Raise OperationalError if a connection of the pool is lost. Only one from which something has come since it was
    used last, as an end does, is asked by a query.
    """
    coming = select.poll()
    coming.register(connection.pgconn.socket, select.POLLIN)
    if coming.poll(0):
        ASK(connection)


def look_before_asking() -> None:
    """Have Django's pool look at connections before each use, and ask only where there is cause; for the web server."""
    ConnectionPool.check_connection = staticmethod(look_at)


def is_outage(fault: BaseException | None) -> bool:
    """Whether a fault comes from a database, or the server of the files, that was not there or not free, whatever was
    made of that on the way.
    """
    seen = set()
    while fault is not None and id(fault) not in seen:
        if isinstance(fault, OperationalError | InterfaceError | ConnectionError) or _is_lost(fault):
            return True
        seen.add(id(fault))
        fault = fault.__cause__ or fault.__context__
    return False


def _is_lost(fault):
    """Whether Postgres said that it is shutting down or lost the connection, in an error of another class."""
    state = getattr(fault.__cause__, "sqlstate", None) if isinstance(fault, Error) else None
    return bool(state) and state[:2] in {"08", "53", "57"}
