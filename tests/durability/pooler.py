"""PgBouncer before a Postgres, in transaction mode, set as docs/scale.md says: as a process on this machine."""

import contextlib
import os
import shutil
import subprocess

import psycopg

from tests.durability.machines import end_whole
from tests.forum_site.running.serving import free_port
from tests.waiting import wait_until

SETTINGS = """[databases]
forum = host=127.0.0.1 port={behind} user=forum
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
ignore_startup_parameters = options
default_pool_size = 6
admin_users = forum
"""


class Pooler:
    """Few connections that many share, each for one transaction."""

    def __init__(self, folder, postgres):
        folder.mkdir(mode=0o755)
        self.port = free_port()
        (folder / "pgbouncer.ini").write_text(SETTINGS.format(port=self.port, behind=postgres.port))
        command = [shutil.which("pgbouncer"), str(folder / "pgbouncer.ini")]
        command += ["-u", "nobody"] if os.geteuid() == 0 else []  # it does not run as root
        with open(folder / "pooler-log", "a") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        wait_until(self.answers, (folder / "pooler-log").read_text)

    def answers(self):
        """Whether it takes connections."""
        with contextlib.suppress(psycopg.OperationalError), self.connect("forum"):
            return True
        return False

    def connect(self, name):
        """Return a connection through it, or to itself (pgbouncer)."""
        return psycopg.connect(host="127.0.0.1", port=self.port, user="forum", dbname=name, autocommit=True)

    def transactions(self):
        """Return how many transactions it has passed on for the Forum."""
        with self.connect("pgbouncer") as itself:
            rows = psycopg.ClientCursor(itself).execute("SHOW STATS")
            named = [column.name for column in rows.description]
            found = [dict(zip(named, row, strict=True)) for row in rows]
        return next(one["total_xact_count"] for one in found if one["database"] == "forum")

    def kill(self):
        """Kill it without warning."""
        end_whole(self.process)
