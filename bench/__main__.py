"""`make bench` measures every page that has a budget, writes docs/performance.md, and fails where one is over it.

`python -m bench --quick [page…]` is for work on speed: few requests, nothing written; it keeps its Forum in var/bench,
and with `--large` a Forum of a hundred years in var/bench-large, from one time to the next. So does
`python -m bench --memory`, which asks for all pages fifteen thousand times and looks at what a process has taken by
then; `python -m bench --search`, which looks for words in a hundred thousand rows, kept in var/bench-search; and
`python -m bench --evening 60`, on which ten thousand people are told of an agenda and 400 open it in so many minutes.
"""

import argparse
import contextlib
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import budgets

ROOT = Path(__file__).resolve().parent.parent


def main():
    options = arguments()
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "forum_site.settings"
    name = "bench-large" if options.large else "bench-search" if options.search else "bench"
    with folder(kept=options.quick or options.memory or options.search, name=name) as var:
        os.environ["FORUM_VAR"] = str(var)
        with in_postgres():
            over = measured(var, options)
    for fault in over:
        print(f"OVER: {fault}")
    sys.exit(bool(over))


def measured(var, options):
    """Measure what is asked for; return what is over its budget or limit."""
    if options.search:
        return search(var)
    if options.evening:
        return evening(var, options.evening)
    if options.memory:
        return memory(var)
    return quick(var, options) if options.quick else whole(var)


def arguments():
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few requests, nothing written")
    parser.add_argument("--large", action="store_true", help="with --quick, the Forum of a hundred years")
    parser.add_argument("--memory", action="store_true", help="only what a process takes, with the small Forum")
    parser.add_argument("--search", action="store_true", help="only searches, through a hundred thousand rows")
    parser.add_argument("--evening", type=float, metavar="MINUTES", help="only the evening of a notice, in a new Forum")
    parser.add_argument("pages", nargs="*", metavar="page", help=f"only these: {', '.join(budgets.BUDGETS)}")
    options = parser.parse_args()
    unknown = set(options.pages) - set(budgets.BUDGETS)
    if unknown or (options.pages and not options.quick):
        parser.error(f"no such page: {', '.join(unknown)}" if unknown else "pages are chosen with --quick")
    return options


@contextlib.contextmanager
def folder(kept, name):
    """Give the folder of the measured Forum; afterwards it is gone unless it is kept."""
    if kept:
        yield ROOT / "var" / name
        return
    var = tempfile.mkdtemp(prefix="forum-bench-")
    try:
        yield Path(var)
    finally:
        shutil.rmtree(var, ignore_errors=True)


@contextlib.contextmanager
def in_postgres():
    """Have the Forum's own Postgres run, with the migrated database and that of the floor."""
    import django

    django.setup()
    logging.disable(logging.INFO)  # of the requests that are made in here
    from bench import floor, forum
    from forum_site.running import database

    forum.lay_database()
    with database.running():
        database.create(floor.DATABASE)
        forum.make()
        yield


def quick(var, options):
    """Measure some pages (or all) of the small Forum, or of the large one, which is grown where it is not there yet;
    print the table and return what is over its budget.
    """
    from bench import growth, measuring

    if options.large and not growth.is_grown():
        growth.grow()
    with both_served(var) as (site, floor):
        found = pages(site, floor, measuring.QUICK, options.pages)
    print(budgets.table(found))
    return budgets.faults(found, budgets.LARGE if options.large else budgets.SMALL)


def search(var):
    """Measure searches; print the table and return what is over its limit."""
    from bench import searching

    searching.grow()
    with both_served(var) as served:
        found = searching.measured(*served)
    print(searching.table(found))
    return searching.faults(found)


def evening(var, minutes):
    """Measure the evening of a notice; print it. It has no limits of its own."""
    from bench import evening

    with both_served(var) as (site, _floor):
        print(evening.table(evening.measured(site, minutes)))
    return []


def memory(var):
    """Measure the memory of a process; print it and return what is over its limit."""
    from bench import limits

    with both_served(var) as (site, _floor):
        found = limits.memory(site)
    for what, value in found.items():
        print(f"{what}: {value:.1f}")
    return budgets.limit_faults(found)


def whole(var):
    """Measure everything, small and large; write the tables down and return what is over its budget or limit."""
    from bench import admin, growth, limits, measuring, searching

    with both_served(var) as (site, floor):
        small = pages(site, floor, measuring.WHOLE)
        found = limits.waits_and_loads(site)
    growth.grow()
    with both_served(var) as (site, floor):
        large = pages(site, floor, measuring.WHOLE)
        found |= limits.memory(site)
        tables = admin.measured(site, floor)
    searching.grow()
    with both_served(var) as served:
        searches = searching.measured(*served)
    introduction = (ROOT / "bench" / "introduction.md").read_text()
    text = "\n".join([introduction, *report(small, large, found), searching.table(searches), admin.table(tables)])
    (ROOT / "docs" / "performance.md").write_text(text)
    print(text)
    over = budgets.faults(small, budgets.SMALL) + budgets.faults(large, budgets.LARGE)
    return over + budgets.growth_faults(small, large) + budgets.limit_faults(found) + searching.faults(searches)


def report(small, large, found):
    """Return the tables of the pages and of the limits, with their headings."""
    limits = [(what, f"{value:.1f}", budgets.LIMITS[what]) for what, value in found.items()]
    return [
        f"## With {budgets.SMALL}\n",
        budgets.table(small),
        f"## With {budgets.LARGE}\n",
        budgets.table(large),
        "## Other limits\n",
        budgets.in_lines(("What", "Measured", "Limit"), limits),
    ]


@contextlib.contextmanager
def both_served(var):
    """Serve the site and the floor; the block gets the site, and the floor with the headers to ask it by."""
    from django.db import connection

    from bench.serving import served

    settings = {"DJANGO_SETTINGS_MODULE": "bench.floor.settings"}
    made = subprocess.run(
        [sys.executable, "-m", "bench.floor"],
        env=os.environ | settings,
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    connection.ensure_connection()
    ours, log = connection.connection.info.backend_pid, var / "bench.log"
    application = "django.core.wsgi:get_wsgi_application()"
    with served(log, ours) as site, served(log, ours, application, **settings) as floor:
        yield site, (floor, {"Cookie": made.stdout.strip()})


def pages(site, floor, pace, names=()):
    """Measure the pages; say on the way which one it is."""
    from bench import forum, measuring

    found = []
    for page in forum.pages():
        if not names or page.name in names:
            print(f"  {page.name} …", file=sys.stderr)
            found.append(measuring.measure(site, floor, page, pace))
    return found


if __name__ == "__main__":
    main()
