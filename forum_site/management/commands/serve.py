"""`manage.py serve`: prepares everything, runs the web server and the job workers, and ends all with itself."""

import os
import sys
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from common import turns
from forum_site.running import database, metrics, static_files, supervisor
from forum_site.running.supervisor import Program
from members.letters import posting

ROLES = ("administrator", "chair", "member", "partner", "convenor", "lapsed", "staff")
# glibc has many pools of memory for many threads, and keeps what is free in each; of ours only one runs at a time. What
# is large (a page, a query) it takes from the system and gives back.
SPARING = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "131072", "MALLOC_MMAP_THRESHOLD_": "32768"}
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (compared, not listened at)


class Command(BaseCommand):
    help = "Serve the site: migrate, collect, then keep the web server and the job workers running until Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--bind", default="127.0.0.1", help="address to listen at (default: this machine only)")
        parser.add_argument("--workers", type=int, default=2, help="processes of the web server")
        parser.add_argument("--threads", type=int, default=4, help="requests that each of them answers at once")
        parser.add_argument(
            "--with-parent", action="store_true", help="end when the program that started this one ends (for make)"
        )
        parser.add_argument("--only", choices=["site", "workers"], help="the pages alone, or the jobs alone")
        parser.add_argument("--reload", action="store_true", help="Django's own reloading server, for work on the site")

    def handle(self, *, bind, workers, threads, reload, with_parent, only, **options):
        if only == "workers":
            prepare(collect=False)
            self.keep(workers_of_jobs())
            return
        parent = supervisor.Parent() if with_parent else None
        listening = supervisor.listen(bind, settings.PORT)  # from now on: of two that start at once, one is told
        if listening is None:
            raise CommandError(taken(settings.PORT))
        has_sample = prepare(collect=not reload)
        metrics.start_afresh()
        if reload:
            listening.close()
        web = runserver(bind) if reload else gunicorn(listening, workers, threads)
        programs = (web,) if only else (web, *workers_of_jobs())
        self.keep(programs, parent, partial(self.greet, web, bind, has_sample))

    def greet(self, web, bind, has_sample):
        """Wait until the site answers, and say where it is."""
        name = urlsplit(settings.SITE_ORIGIN).netloc
        supervisor.wait_for_answer(web, EVERYWHERE.get(bind, bind), settings.PORT, name)
        self.stdout.write(welcome(has_sample))
        self.stdout.flush()

    def keep(self, programs, parent=None, greet=lambda: None):
        """Run the programs, and Postgres where it is ours, until a signal comes."""
        try:
            with supervisor.together(*programs):
                greet()
                supervisor.keep_alive((database, *programs) if settings.EMBEDDED else programs, parent)
        except supervisor.GivenUp as reason:
            raise CommandError(str(reason)) from reason
        except KeyboardInterrupt:
            pass
        self.stdout.write("\nStopped.")


def taken(port):
    """Return the sentence for a port that another program has: which one, and what to do."""
    who = supervisor.who_listens(port)
    by = f", by {who}" if who else ""
    return f"Port {port} is in use{by}; choose another one: PORT={port + 1} make run"


def prepare(*, collect) -> bool:
    """Bring the database, the catalogues and the static files up to date, and fill an empty sample database;
    of two that start at once, the second one waits and finds it done. Return whether the sample is there.
    """
    os.chdir(settings.ROOT)
    with turns.by_turns("prepare"):
        call_command("catalogues", "--compile", verbosity=0)
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("admin_groups", verbosity=0)
        if collect:
            static_files.collect()
        if settings.EMBEDDED and "sample_forum" in get_commands() and not get_user_model().objects.exists():
            call_command("sample_forum")
        has_sample = get_user_model().objects.filter(is_sample=True).exists()
    connections["default"].close()
    connections["default"].close_pool()  # its threads must not be there when the programs are started
    return has_sample


def workers_of_jobs():
    """Return the programs that work off jobs: one takes all, one letters alone, which must wait for no other work."""
    command = [sys.executable, "manage.py", "procrastinate", "worker"]
    return Program("job worker", command), Program("letter worker", [*command, f"--queues={posting.QUEUE}"])


def gunicorn(listening, workers, threads):
    """Return the web server that production uses, which takes over the socket that listens already. What its processes
    have in common it reads before it makes them (`forum_site/running/preloading.py`).
    """
    memory = ["--worker-tmp-dir", "/dev/shm"] if os.access("/dev/shm", os.W_OK) else []  # noqa: S108 (heartbeats only)
    size = ["--workers", str(workers), "--threads", str(threads), "--graceful-timeout", "15", "--log-level", "warning"]
    size += ["--worker-class", "forum_site.running.web_server.Worker"]
    where = ["--bind", f"fd://{listening.fileno()}"]
    command = [sys.executable, "-m", "gunicorn", "forum_site.wsgi", "--preload", *where, *size, *memory]
    return Program("web server", command, files=(listening.fileno(),), variables=SPARING)


def runserver(bind):
    """Return the server that reloads when a file changes."""
    return Program("web server", [sys.executable, "manage.py", "runserver", f"{bind}:{settings.PORT}"])


def welcome(has_sample):
    """Return what to do next: the address, and who of the sample can log in."""
    lines = ["", f"The Forum is at {settings.SITE_ORIGIN}/", ""]
    if has_sample:
        lines += ["Log in as one of these, all with the password " + settings.SAMPLE_PASSWORD]
        lines += [f"  {role}@forum.example" for role in ROLES]
        lines += [
            "",
            "(lapsed@ is refused, kindly: their membership has ended. To try passkeys, use",
            f"http://localhost:{settings.PORT}/ instead: browsers want a name for them.)",
        ]
    return "\n".join([*lines, "Ctrl-C stops everything.", ""])
