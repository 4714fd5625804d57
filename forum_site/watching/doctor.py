"""The doctor: looks at all that a site needs, and says of each thing in words what is wrong and how to mend it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from common.models import Done
from forum_site.backups import kept
from forum_site.watching import checks

BROKEN = "broke"  # the look itself failed
UNASKED = "sample"  # nothing to look at: the site runs as a sample


@dataclass(frozen=True)
class Thing:
    """What is looked at: its name, and by the code of what was found what is wrong and how to mend it."""

    label: object
    look: Callable[[], checks.Found]
    says: dict[str, tuple]


@dataclass(frozen=True)
class Finding:
    """What was found of one thing, by its key in THINGS: "" is well. Facts are figures and names of files and hosts."""

    key: str
    code: str
    facts: dict

    @property
    def label(self):
        """What was looked at, in the reader's language."""
        return THINGS[self.key].label

    @property
    def is_well(self) -> bool:
        """Whether there is nothing to do."""
        return self.code in ("", UNASKED)

    @property
    def said(self) -> str:
        """What is wrong, as a sentence in the reader's language; "" where nothing is."""
        return str(self._words[0]) % self.facts

    @property
    def mend(self) -> str:
        """How to mend it, likewise."""
        return str(self._words[1]) % self.facts

    @property
    def _words(self):
        if self.code == BROKEN:
            return _("It could not be looked at (%(why)s)."), _("See the log of the site for the reason.")
        return THINGS[self.key].says.get(self.code, ("", ""))


def examine(keys: Iterable[str] | None = None) -> list[Finding]:
    """Look at everything, or at the things of these keys, now and return what was found; other machines are asked, for
    some seconds at most.
    """
    return [Finding(key, *_found(THINGS[key])) for key in keys or THINGS]


def _found(thing):
    try:
        return thing.look()
    except (DatabaseError, OSError) as fault:
        return BROKEN, {"why": type(fault).__name__}


def note(found: list[Finding]) -> None:
    """Write down what was found, for the page that tells it."""
    kept.note("checks", {"found": [[one.key, one.code, one.facts] for one in found]})


def last() -> tuple[Done | None, list[Finding]]:
    """Return when it was looked last and what was found then; (None, []) before the first time."""
    done = kept.done("checks")
    found = [Finding(*one) for one in done.facts["found"] if one[0] in THINGS] if done else []
    return done, found


THINGS = {
    "database": Thing(
        _("Postgres"),
        checks.database,
        {"old": (_("It is version %(version)s; the site needs %(least)s."), _("Upgrade Postgres; back up before."))},
    ),
    "tables": Thing(
        _("The tables of this version"),
        checks.tables,
        {
            "waiting": (
                _("The database is of an older version of the site."),
                _("Start the site again: systemctl restart forum-site."),
            )
        },
    ),
    "files": Thing(
        _("Uploaded files"),
        checks.files,
        {
            "missing": (
                _("Files that the record names are not there: %(number)s, such as %(name)s."),
                _("Bring them back from a backup: restore it with --into, and copy them from its folder “files”."),
            )
        },
    ),
    "permissions": Thing(
        _("Who may read what the site keeps"),
        checks.permissions,
        {"open": (_("Every user of the machine can read %(name)s."), _("Run: chmod 600 on that file."))},
    ),
    "disk": Thing(
        _("Room on the disk"),
        checks.disk,
        {
            "full": (
                _("There are %(free)s MB left; %(least)s should be."),
                _("Remove what is not needed, old backups first, or give the machine a larger disk."),
            )
        },
    ),
    "workers": Thing(
        _("Work in the background"),
        checks.workers,
        {
            "none": (
                _("Nothing works off letters and reminders."),
                _("Start them: systemctl restart forum-workers."),
            ),
            "late": (
                _("Something has waited for %(minutes)s minutes."),
                _("See the log for what holds them up."),
            ),
        },
    ),
    "mail_server": Thing(
        _("The mail server"),
        checks.mail_server,
        {
            "password": (
                _("%(host)s does not take our password."),
                _("Set the right one in MAIL_URL."),
            ),
            "away": (
                _("%(host)s does not answer (%(why)s)."),
                _("Check MAIL_URL and the firewall; if both are right, ask whoever runs that server."),
            ),
        },
    ),
    "ledger": Thing(
        _("Letters"),
        checks.ledger,
        {
            "failed": (
                _("Letters could not be sent: %(number)s."),
                _("See “Letters” for why, and send them again."),
            )
        },
    ),
    "mailbox": Thing(
        _("Mail that comes back"),
        checks.mailbox,
        {
            "unread": (
                _("The mailbox has not been read for %(hours)s hours."),
                _("Check MAIL_INBOX: its host, user and password."),
            )
        },
    ),
    "names": Thing(
        _("The names of the site"),
        checks.names,
        {"unknown": (_("Nobody knows %(name)s."), _("Enter it where the domain is kept, or correct the setting."))},
    ),
    "certificate": Thing(
        _("The certificate"),
        checks.certificate,
        {
            "bad": (_("Browsers do not trust %(host)s: %(why)s."), _("See the log of the web server before the site.")),
            "away": (_("%(host)s does not answer (%(why)s)."), _("Look whether the web server before the site runs.")),
            "soon": (
                _("It ends in %(days)s days."),
                _("The web server should have renewed it by now: see its log, and whether port 80 is open."),
            ),
        },
    ),
    "clock": Thing(
        _("The clock"),
        checks.clock,
        {
            "apart": (
                _("This machine and Postgres are %(seconds)s seconds apart."),
                _("Have both take their time from a time server: apt-get install systemd-timesyncd."),
            ),
            "alone": (
                _("Nothing keeps the clock of this machine right."),
                _("Run: apt-get install systemd-timesyncd."),
            ),
        },
    ),
    "versions": Thing(
        _("What is installed"),
        checks.versions,
        {
            "other": (
                _("%(name)s is %(found)s; this version of the site was tried with %(wanted)s."),
                _("Run: deploy/upgrade.sh."),
            )
        },
    ),
    "safety": Thing(
        _("Settings"),
        checks.safety,
        {
            "unsafe": ("%(sentence)s", _("Change it in the environment of the site, and start again.")),
            "quoting": (
                _("The log of Postgres quotes people’s names and words wherever a statement fails."),
                _("Set log_error_verbosity = terse and log_min_error_statement = panic there."),
            ),
        },
    ),
    "backup": Thing(
        _("Backups"),
        checks.backup,
        {
            "old": (
                _("None was made for %(hours)s hours."),
                _("Run: deploy/manage.sh backup; it says why."),
            ),
            "nowhere": (
                _("The site makes none by itself."),
                _("Set BACKUP_URL to a place on another machine, and BACKUP_KEYS."),
            ),
            "open": (
                _("They are not sealed: whoever gets one can read it."),
                _("Run: deploy/first-backup.sh, which sets BACKUP_KEYS."),
            ),
        },
    ),
    "rehearsed": Thing(
        _("Restoring, tried"),
        checks.rehearsed,
        {
            "due": (
                _("No backup was restored within the year."),
                _("Run: deploy/manage.sh rehearse --key FILE, with the key in that file."),
            ),
            "broken": (
                _("%(name)s did not give back all that was backed up."),
                _("Keep it, make a new one, try that, and tell whoever looks after the program."),
            ),
        },
    ),
}
