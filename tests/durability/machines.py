"""The machines of a Forum, as processes on this one: Postgres and its standby, pages, workers, and nginx before them.

Each is killed without warning and started again as systemd would. All listen at 127.0.0.1 alone.
"""

import contextlib
import http.client
import os
import shutil
import signal
import subprocess
import sys
import time

import psutil
import psycopg
from django.conf import settings

from forum_site.running import database
from tests import template
from tests.forum_site.running.serving import free_port
from tests.waiting import wait_until

PASSWORD = "croeso-i-bawb-2016"
SECRET = "of-durability-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG"


def end(processes):
    """Kill processes without warning, and wait until they are gone."""
    for process in processes:
        with contextlib.suppress(psutil.Error):
            process.send_signal(signal.SIGKILL)
    psutil.wait_procs(processes, timeout=30)


def end_whole(process):
    """Kill a process that we have started, and all that it has; wait until they are gone.

    It is held still before, and so leaves no other one behind: a Postgres left over keeps the next from starting.
    """
    with contextlib.suppress(psutil.Error):
        whole = psutil.Process(process.pid)
        whole.suspend()
        end([whole, *whole.children(recursive=True)])
    process.wait(30)


class Postgres:
    """A server of its own, with what is in a folder of another one; `of` makes it a standby that follows that one."""

    def __init__(self, folder, data=None, of=None):
        self.data, self.port, self.log = folder / "data", free_port(), folder / "log"
        folder.mkdir(parents=True, exist_ok=True)
        if data:
            subprocess.run(["cp", "-a", "--reflink=auto", f"{data}/.", str(self.data)], check=True)
        else:
            database._own_folder(self.data)
            self.run("pg_basebackup", "-D", self.data, "-h", "127.0.0.1", "-p", of.port, "-U", "forum", "-R")

    def run(self, program, *words):
        """Run a program of Postgres to its end."""
        done = database._run(
            subprocess.run, [database._program(program), *words], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    def start(self, **settings):
        """Start it, and return when it answers."""
        settings |= {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "max_connections": 90,
        }
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with open(self.log, "a") as log:
            command = [database._program("postgres"), "-D", self.data, *words]
            self.process = database._run(subprocess.Popen, command, stdout=log, stderr=log, start_new_session=True)
        wait_until(self.answers, self.log.read_text)
        return self

    def answers(self):
        """Whether it takes connections."""
        with contextlib.suppress(psycopg.OperationalError), self.connect("postgres"):
            return True
        return False

    def connect(self, name="forum"):
        """Return a connection to one of its databases."""
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user="forum", dbname=name, autocommit=True, connect_timeout=5
        )

    def backends(self):
        """Return the processes that serve somebody."""
        with contextlib.suppress(psutil.Error):
            return [one for one in psutil.Process(self.process.pid).children() if "forum" in " ".join(one.cmdline())]
        return []

    def stop(self):
        """Let it end as it should."""
        self.run("pg_ctl", "stop", "-m", "fast", "-D", self.data)
        self.process.wait(30)

    def kill(self):
        """Kill all of it at once, as a power cut does."""
        end_whole(self.process)


class Machine:
    """`manage.py serve --only …` on a machine of its own."""

    def __init__(self, part, env, log):
        self.part, self.env, self.log, self.process = part, env, log, None

    def start(self):
        """Start it; it is there when it answers."""
        command = [sys.executable, "manage.py", "serve", "--only", self.part, "--threads", "4", "--workers", "2"]
        with open(self.log, "a") as log:
            self.process = subprocess.Popen(
                command, cwd=settings.ROOT, env=self.env, stdout=log, stderr=log, start_new_session=True
            )

    def programs(self):
        """Return its processes, the one that looks after the others first."""
        with contextlib.suppress(psutil.Error):
            return [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]
        return []

    def kill(self):
        """Pull its plug."""
        end(self.programs())
        self.process.wait(30)

    def look_after(self):
        """Start it again if it has ended, as systemd does; what it leaves behind goes first."""
        if self.process and self.process.poll() is not None:
            self.start()


class Forum:
    """Postgres, pages and workers, with the sample; `port` is where people ask."""

    def __init__(self, folder, mail_port, filled, at=None):
        self.folder, self.machines = folder, []
        self.postgres = Postgres((at or folder) / "postgres", data=filled / "data")
        self.standby, self.nginx, self.pooler = None, None, None
        self.mail_url = f"smtp+plain://127.0.0.1:{mail_port}"
        (folder / "files").mkdir(exist_ok=True)
        if (filled / "files").exists():
            shutil.copytree(filled / "files", folder / "files", dirs_exist_ok=True)

    def url(self):
        """Return the address of the database: both servers, where there is a standby; or what stands before it."""
        if self.pooler:
            return f"postgresql://forum@127.0.0.1:{self.pooler.port}/forum"
        ports = [server.port for server in (self.postgres, self.standby) if server]
        where = f"host={','.join(['127.0.0.1'] * len(ports))}&port={','.join(map(str, ports))}"
        return f"postgresql://forum@/forum?{where}&target_session_attrs=read-write"

    def env(self, number, port):
        """Return the settings of one machine: a folder of its own, in which the uploads are those of all."""
        var = self.folder / f"machine-{number}"
        if not var.exists():
            var.mkdir()
            (var / "files").symlink_to(self.folder / "files")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "PYTEST", "FORUM_"))}
        return kept | {
            "DATABASE_URL": self.url(), "FORUM_VAR": str(var), "PORT": str(port), "SECRET_KEY": SECRET,
            "SITE_ORIGIN": "https://forum.example", "MAIL_FROM": "forum@forum.example", "MAIL_URL": self.mail_url,
            "SAMPLE_PASSWORD": PASSWORD, "LOG_LEVEL": "WARNING", "READY_BACKUP_HOURS": "0",
        }  # fmt: skip

    def manage(self, *words):
        """Run a command of manage.py to its end."""
        done = subprocess.run([sys.executable, "manage.py", *words], cwd=settings.ROOT, env=self.env(0, 1), check=False,
                              capture_output=True, text=True)  # fmt: skip
        assert done.returncode == 0, done.stderr

    def fill(self):
        """Put the sample into it."""
        with self.postgres.connect("postgres") as server:
            server.execute("DROP DATABASE IF EXISTS forum")
            server.execute(f"CREATE DATABASE forum TEMPLATE {template.NAME}")
        for words in (["migrate", "-v0"], ["createcachetable"], ["sample_forum", "--force"]):
            self.manage(*words)

    def start(self, sites=1, workers=1):
        """Start the machines, and return when all pages answer."""
        self.ports = [free_port() for _site in range(sites)]
        for number, port in enumerate(self.ports, 1):
            self.machines.append(Machine("site", self.env(number, port), self.folder / f"site-{number}.log"))
        for number in range(sites + 1, sites + workers + 1):
            self.machines.append(Machine("workers", self.env(number, 1), self.folder / f"workers-{number}.log"))
        for machine in self.machines:
            machine.start()
        self.port, self.scheme = self.ports[0], "http"
        for port in self.ports:
            wait_until(lambda port=port: healthy(port), self.said)

    def look_after(self):
        """Start again what has ended, as systemd does; once is not enough, for who finds no Postgres ends again."""
        for machine in self.machines:
            machine.look_after()

    def recovers(self):
        """Look after all; whether all pages answer."""
        self.look_after()
        return all(healthy(port) for port in self.ports)

    def of(self, part):
        """Return the machines of one part: site or workers."""
        return [machine for machine in self.machines if machine.part == part]

    def said(self):
        """Return the last words of all."""
        return "\n".join(path.read_text()[-3000:] for path in self.folder.rglob("*log") if path.is_file())

    def put_nginx_before(self):
        """Start nginx as deploy/nginx.conf has it, with these machines behind it and a certificate of its own."""
        self.nginx = Nginx(self.folder / "nginx", self.ports)
        self.port, self.scheme = self.nginx.port, "https"

    def end(self):
        """Kill all that is left."""
        for one in [*self.machines, self.nginx, self.pooler, self.standby, self.postgres]:
            if one and getattr(one, "process", None):
                one.kill()


class Nginx:
    """Debian's nginx, with the file that the docs tell people to use."""

    def __init__(self, folder, ports):
        folder.mkdir(mode=0o755)
        self.port = free_port()
        made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=forum.example", "-days", "2"]
        made += ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
        subprocess.run(made, check=True, capture_output=True)
        (folder / "nginx.conf").write_text(self.adapted(folder, ports))
        command = [shutil.which("nginx"), "-c", str(folder / "nginx.conf"), "-e", str(folder / "nginx-log")]
        self.process = subprocess.Popen([*command, "-g", "daemon off;"], start_new_session=True)
        wait_until(lambda: self.process.poll() is None and listens(self.port))

    def adapted(self, folder, ports):
        """Return the file with our ports and paths, and what stands around it in Debian's."""
        text = (settings.ROOT / "deploy" / "nginx.conf").read_text()
        servers = "\n".join(f"    server 127.0.0.1:{port} max_fails=2 fail_timeout=10s;" for port in ports)
        for old, new in {
            "    server 127.0.0.1:8000 max_fails=2 fail_timeout=10s;": servers,
            "/etc/letsencrypt/live/forum.example": str(folder),
            "listen 443 ssl http2;": f"listen 127.0.0.1:{self.port} ssl;",
            "    listen [::]:443 ssl http2;\n": "",
            "listen 80;": f"listen 127.0.0.1:{free_port()};",
            "    listen [::]:80;\n": "",
        }.items():
            assert old in text, old
            text = text.replace(old, new)
        paths = " ".join(
            f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        return (
            f"pid {folder}/pid; error_log {folder}/nginx-log; events {{}}\nhttp {{ access_log off; {paths}\n{text}\n}}"
        )

    def kill(self):
        end_whole(self.process)


def listens(port):
    """Whether somebody listens at a port of this machine."""
    return any(one.laddr.port == port for one in psutil.net_connections("tcp") if one.status == psutil.CONN_LISTEN)


def healthy(port):
    """Whether the pages at a port answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
        connection.request("GET", "/healthz", headers={"Host": "forum.example"})
        return connection.getresponse().status == http.client.OK
    return False


def rest(seconds):
    """Let time pass: what is tried here is time."""
    time.sleep(seconds)
