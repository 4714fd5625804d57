"""What the doctor looks at, one function a thing: each returns a code and the facts for its sentence."""

import contextlib
import ctypes
import datetime
import shutil
import smtplib
import socket
import ssl
import stat
from email.utils import parseaddr
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.mail import get_connection
from django.db import connection
from django.utils import timezone

from common.filing import stored
from forum_site.backups import kept, rehearsal
from forum_site.running import checks
from forum_site.watching import health
from members.letters import letters

WELL = ("", {})
PATIENCE = 10  # seconds for another machine
OLDEST_POSTGRES = 15
CERTIFICATE_DAYS = 14
CLOCK_SECONDS = 5
UNSYNCHRONISED = 5  # what Linux's adjtimex answers then: TIME_ERROR
SECRET = ("secret_key", "sample_password", "postgres.log")  # those that there are
SETTINGS = Path("/etc/forum.env")  # where docs/running.md has them
Found = tuple[str, dict]


def database() -> Found:
    """Postgres answers, in a version that is known to do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        (version,) = cursor.fetchone()
    return ("old", {"version": version, "least": OLDEST_POSTGRES}) if version < OLDEST_POSTGRES else WELL


def tables() -> Found:
    """No migration waits."""
    return WELL if health.migrations() else ("waiting", {})


def files() -> Found:
    """Uploads can be written, and every row has its file."""
    default_storage.try_out()
    missing = stored.missing()
    return ("missing", {"number": len(missing), "name": missing[0]}) if missing else WELL


def permissions() -> Found:
    """What the site keeps on this machine others cannot read."""
    for path in (SETTINGS, *(settings.VAR / name for name in SECRET)):
        if path.exists() and path.stat().st_mode & stat.S_IROTH:
            return "open", {"name": path.name}
    return WELL


def disk() -> Found:
    """There is room on the disk."""
    free = shutil.disk_usage(settings.VAR).free // 2**20
    return WELL if free >= settings.READY_DISK_MB else ("full", {"free": free, "least": settings.READY_DISK_MB})


def workers() -> Found:
    """A worker is alive, and nothing has waited for long."""
    if not health.worker():
        return "none", {}
    late = int(health.oldest_due().total_seconds() // 60)
    return ("late", {"minutes": late}) if late >= settings.READY_JOBS_MINUTES else WELL


def mail_server() -> Found:
    """The server that takes letters lets us in; none is sent."""
    if settings.EMBEDDED:
        return "sample", {}
    server = get_connection(timeout=PATIENCE)
    try:
        server.open()
        server.close()
    except smtplib.SMTPAuthenticationError:
        return "password", {"host": settings.EMAIL_HOST}
    except (OSError, smtplib.SMTPException) as fault:
        return "away", {"host": settings.EMAIL_HOST, "why": type(fault).__name__}
    return WELL


def ledger() -> Found:
    """No letter has failed."""
    failed = letters.numbers()["failed"]
    return ("failed", {"number": failed}) if failed else WELL


def mailbox() -> Found:
    """What comes back by mail is read."""
    return WELL if health.mailbox() else ("unread", {"hours": settings.READY_MAILBOX_HOURS})


def names() -> Found:
    """The names of the site and of its letters' sender are known to the world."""
    if settings.EMBEDDED:
        return "sample", {}
    hosts = [urlsplit(settings.SITE_ORIGIN).hostname, *settings.LANGUAGE_HOSTS]
    hosts += [parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]]
    for host in dict.fromkeys(hosts):
        try:
            socket.getaddrinfo(host, None)
        except OSError:
            return "unknown", {"name": host}
    return WELL


def certificate() -> Found:
    """The certificate of the site's address is good for a fortnight at least."""
    parts = urlsplit(settings.SITE_ORIGIN)
    if parts.scheme != "https":
        return "sample", {}
    try:
        ends = _certificate_ends(parts.hostname, parts.port or 443)
    except ssl.SSLCertVerificationError as fault:
        return "bad", {"host": parts.hostname, "why": fault.verify_message}
    except OSError as fault:
        return "away", {"host": parts.hostname, "why": type(fault).__name__}
    days = (ends - timezone.now()).days
    return ("soon", {"days": days}) if days < CERTIFICATE_DAYS else WELL


def _certificate_ends(host, port):
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), PATIENCE) as plain,
        context.wrap_socket(plain, server_hostname=host) as safe,
    ):
        ends = ssl.cert_time_to_seconds(safe.getpeercert()["notAfter"])
    return datetime.datetime.fromtimestamp(ends, datetime.UTC)


def clock() -> Found:
    """The clock of this machine is that of Postgres, and something keeps it right."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (there,) = cursor.fetchone()
    seconds = abs(round((there - timezone.now()).total_seconds()))
    if seconds > CLOCK_SECONDS:
        return "apart", {"seconds": seconds}
    return WELL if _is_synchronised() else ("alone", {})


def _is_synchronised():
    """Whether Linux says that a time server keeps its clock; where it does not tell, yes."""
    with contextlib.suppress(OSError, AttributeError):
        room = (ctypes.c_byte * 512)()  # its struct timex, of which nothing is asked or set
        return ctypes.CDLL(None).adjtimex(ctypes.byref(room)) != UNSYNCHRONISED
    return True


def versions() -> Found:
    """What is installed is what the list names."""
    for line in (settings.ROOT / "requirements.txt").read_text().splitlines():
        name, mark, rest = line.partition("==")
        if mark and not line.startswith((" ", "#")) and ";" not in line:
            wanted, found = rest.split()[0], _installed(name)
            if found != wanted:
                return "other", {"name": name, "found": found or "–", "wanted": wanted}
    return WELL


def _installed(name):
    with contextlib.suppress(metadata.PackageNotFoundError):
        return metadata.version(name)
    return ""


def safety() -> Found:
    """No setting is unsafe, and the log of Postgres quotes nobody."""
    unsafe = [sentence for _number, sentence in checks.faults()]
    if unsafe:
        return "unsafe", {"sentence": unsafe[0]}
    return ("quoting", {}) if checks.quiet_log(None) else WELL


def backup() -> Found:
    """There is a backup that is not old, sealed, and in a place of its own."""
    if not health.backup():
        return "old", {"hours": settings.READY_BACKUP_HOURS}
    if settings.EMBEDDED:
        return "sample", {}
    if settings.BACKUPS is None:
        return "nowhere", {}
    return WELL if settings.BACKUP_KEYS else ("open", {})


def rehearsed() -> Found:
    """A backup was restored within the year, and whole."""
    if settings.EMBEDDED:
        return "sample", {}
    done = kept.done("rehearsal")
    if done and not done.facts["is_whole"]:
        return "broken", {"name": done.facts["name"]}
    return ("due", {}) if rehearsal.is_due() else WELL
