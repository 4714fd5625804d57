"""`make bench`: serves the sample Forum and a bare page with the same gunicorn, asks for both in turn, prints a table.

`python -m bench --write` also writes the table into docs/performance.md.
"""

import contextlib
import gzip
import http.client
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS, FEW, WARM = 60, 5, 8
ROOT = Path(__file__).resolve().parent.parent


def main():
    folder = tempfile.mkdtemp(prefix="forum-bench-")
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {"FORUM_VAR": folder, "LOG_LEVEL": "WARNING", "DJANGO_SETTINGS_MODULE": "forum_site.settings"}
    from forum_site.running import database

    try:
        with database.running():
            table = measure()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(table)
    if "--write" in sys.argv:
        (ROOT / "docs" / "performance.md").write_text(INTRODUCTION + table)


def measure():
    """Return the table, as Markdown."""
    import django

    django.setup()
    from django.conf import settings

    from bench import admin, forum

    settings.DATABASES["default"]["OPTIONS"].pop("pool", None)
    forum.make()
    rows = [(what, role, path, forum.cookies(role), forum.queries(role, path)) for what, role, path in forum.pages()]
    with served("bench.bare") as bare, served("forum_site.wsgi") as site:
        found = [(what, role, asked, *compare(site, path, cookie, bare)) for what, role, path, cookie, asked in rows]
        admin.fill()
        cookie = forum.cookies(admin.superuser())
        tables = [(name, number, *slowest(site, paths, cookie, bare)) for name, number, paths in admin.pages()]
    tables.sort(key=lambda row: -row[-2])
    return "\n".join([*HEAD, *in_lines(found), *ADMIN_HEAD, *in_lines(tables), ""])


def in_lines(rows):
    """Return rows of a table, as Markdown."""
    return ["| " + " | ".join(str(value) for value in row) + " |" for row in rows]


def slowest(site, paths, cookie, bare):
    """Return the path of the slowest of some pages of the admin, its milliseconds, and their ratio to the bare page."""
    found = [(path, *compare(site, path, cookie, bare, rounds=FEW)[2:]) for path in paths]
    return max(found, key=lambda one: one[1])


@contextlib.contextmanager
def served(module):
    """Serve a module with one process and one thread of gunicorn; the block gets the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        f"{module}:application",
        "--bind",
        f"127.0.0.1:{port}",
        "--threads",
        "2",
    ]
    process = subprocess.Popen([*command, "--log-level", "warning"], cwd=ROOT)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def wait_for(port):
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            ask(port, "/")
            return
        time.sleep(0.1)
    sys.exit(f"Nothing answers at port {port}.")


def compare(site, path, cookie, bare, rounds=ROUNDS):
    """Ask for a page and the bare page in turn; return size and compressed size in kB,
    median milliseconds, and their ratio.
    """
    ours, theirs = [], []
    for _ in range(WARM + rounds):
        ours.append(ask(site, path, cookie))
        theirs.append(ask(bare, "/"))
    body = ours[-1][1]
    ms, bare_ms = (statistics.median(seconds for seconds, _ in times[WARM:]) * 1000 for times in (ours, theirs))
    return round(len(body) / 1000), round(len(gzip.compress(body)) / 1000), round(ms, 1), round(ms / bare_ms)


def ask(port, path, cookie=""):
    """Return the seconds that a page took, and the page."""
    begun = time.perf_counter()
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        body = answer.read()
    if answer.status != http.client.OK:
        sys.exit(f"{path} answers {answer.status}")
    return time.perf_counter() - begun, body


HEAD = [
    "| Page | For | Queries | HTML, kB | gzip, kB | ms | times the bare page |",
    "|---|---|---:|---:|---:|---:|---:|",
]
ADMIN_HEAD = [
    "",
    (
        "The admin with ten thousand rows in every table: of each table the slowest of its list, a search in it, and a "
        "form."
    ),
    "",
    "| Table | Rows | Slowest page | ms | times the bare page |",
    "|---|---:|---|---:|---:|",
]
INTRODUCTION = f"""# How long pages take

`make bench` makes the sample Forum with a thousand people more, serves it and a bare page of Django (one template,
no database) with the same gunicorn, asks for both in turn ({ROUNDS} times each, median), and prints this table.
Milliseconds are those of one small machine with two cores; the last column is what to compare between machines and
versions.

"""

if __name__ == "__main__":
    main()
