"""Settings from the environment: each reader takes what is right,
and refuses the rest by the variable's name, never its value.
"""

import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from forum_site.running import env, outages

PRODUCTION = {
    "DATABASE_URL": "postgresql://forum@localhost/forum",
    "SITE_ORIGIN": "https://forum.example",
    "SECRET_KEY": "a-key-of-production-0123456789-abcdefghijklmnopqrstuvwxyz",
    "MAIL_FROM": "forum@forum.example",
    "MAIL_URL": "smtp://mail.forum.example",
    "PATH": "/usr/bin:/bin",
}


def mailbox(name):
    return env.mailbox(name, "forum@forum.example")


SERVERS = ((env.database, "postgresql"), (env.mail_server, "smtp"))


@pytest.fixture
def given(monkeypatch):
    """A function that sets the variable X."""
    return lambda value: monkeypatch.setenv("X", value)


@pytest.mark.parametrize(
    ("reader", "value", "read"),
    [
        (env.text, " forum ", "forum"),
        (env.flag, "Yes", True),
        (env.flag, "0", False),
        (lambda name: env.number(name, 1), "8001", 8001),
        (env.words, "a, b ,,c", ["a", "b", "c"]),
        (env.pairs, "forum.example=en, fforwm.example=cy", {"forum.example": "en", "fforwm.example": "cy"}),
        (env.origin, "https://forum.example:8443/", "https://forum.example:8443"),
    ],
)
def test_what_is_right_is_read(given, reader, value, read):
    given(value)
    assert reader("X") == read


@pytest.mark.parametrize(
    ("reader", "value"),
    [
        (env.text, "  "),
        (env.flag, "s3cret"),
        (lambda name: env.number(name, 1), "-s3cret"),
        (env.pairs, "s3cret"),
        (env.origin, "https://forum.example/s3cret"),
        (env.origin, "s3cret"),
        *((env.origin, f"https://{rest}") for rest in ("user:s3cret@forum.example", "s3cret@forum.example", "[s3cret")),
        *((env.origin, f"https://forum.example{rest}") for rest in (":s3cret", "?s3cret", ":0")),
        *(
            (read, f"{scheme}://s3cret{rest}/forum")
            for read, scheme in SERVERS
            for rest in (":s3cret", ":99999", "@[x")
        ),
        *(
            (env.mail_server, f"smtp+plain://us:s3cret@{host}")
            for host in ("m.example", "10.0.0.7", "127.0.0.1.example")
        ),
        (lambda name: env.choice(name, "INFO", ("INFO", "WARNING")), "s3cret"),
        (env.database, "mysql://s3cret@localhost/forum"),
        (env.database, "postgresql://s3cret@localhost"),
        (env.mail_server, "s3cret"),
        *(
            (mailbox, value)
            for value in (
                *("s3cret", "imaps://m.example/s3cret", "imaps://s3cret@m.example", "pop3://us:s3cret@m.example"),
                *("imap://us:s3cret@m.example", "imap://us:s3cret@10.0.0.7", "imaps://us:s3cret@m.example:99999"),
            )
        ),
    ],
)
def test_the_rest_is_refused_by_name_and_never_shown(given, reader, value):
    given(value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        reader("X")
    assert "X" in str(refusal.value)
    assert "s3cret" not in str(refusal.value)


def test_without_the_variable_there_is_the_default():
    assert (env.text("X", "a"), env.flag("X"), env.number("X", 5), env.words("X"), env.pairs("X")) == (
        "a",
        False,
        5,
        [],
        {},
    )
    assert env.origin("X", "http://localhost:1") == "http://localhost:1"


def test_addresses_of_databases(given):
    given("postgresql://us%40er:p%2Fw@db.example:5433/forum?sslmode=verify-full")
    assert env.database("X") == {
        "NAME": "forum",
        "USER": "us@er",
        "PASSWORD": "p/w",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": outages.ON_THE_WAY | {"sslmode": "verify-full"},
    }
    given("postgres:///forum?host=/run/postgresql")
    assert env.database("X")["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://m.example", 587, True, False),
        ("smtps://m.example", 465, False, True),
        ("smtp+plain://localhost:2525", 2525, False, False),
    ],
)
def test_addresses_of_mail_servers(given, url, port, tls, ssl):
    given(url)
    found = env.mail_server("X")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (
        urlsplit(url).hostname,
        port,
        tls,
        ssl,
    )


def test_a_kept_secret_is_one_for_all_and_its_owners_alone(tmp_path):
    path = tmp_path / "deep" / "secret"
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: env.kept_secret(path, 50), range(8)))
    assert len(secrets) == 1
    assert len(secrets.pop()) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def start(tmp_path, **changes):
    """Load the settings and the door for gunicorn in a process of its own, and return what it said."""
    variables = PRODUCTION | {"FORUM_VAR": str(tmp_path)} | changes
    (tmp_path / "static").mkdir(exist_ok=True)
    command = [sys.executable, "-c", "import forum_site.wsgi"]
    return subprocess.run(command, cwd=settings.ROOT, env=variables, capture_output=True, text=True, check=False)


def test_production_starts_with_nothing_but_what_is_required(tmp_path):
    done = start(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["SITE_ORIGIN", "SECRET_KEY", "MAIL_FROM", "MAIL_URL"])
def test_production_does_not_start_without(tmp_path, name):
    done = start(tmp_path, **{name: ""})
    assert done.returncode == 1
    assert f"Set {name} in the environment" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", "1", "DEBUG is on"),
        ("SECRET_KEY", "short", "SECRET_KEY is too weak"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS lets any host in"),
        ("SITE_ORIGIN", "http://forum.example", "SITE_ORIGIN is not https"),
    ],
)
def test_production_does_not_start_unsafely(tmp_path, name, value, sentence):
    done = start(tmp_path, **{name: value})
    assert done.returncode == 1
    assert sentence in done.stderr


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("imaps://us:p%40ss@m.example", ("m.example", 993, True, "us", "p@ss", "INBOX", "forum@forum.example")),
        (
            "imaps://fforwm%40m.example:pw@m.example:9930/Forum/Yn%20%C3%B4l",
            ("m.example", 9930, True, "fforwm@m.example", "pw", "Forum/Yn ôl", "fforwm@m.example"),
        ),
        ("imap://us:pw@127.0.0.1:1143/", ("127.0.0.1", 1143, False, "us", "pw", "INBOX", "forum@forum.example")),
    ],
)
def test_addresses_of_mailboxes(given, url, found):
    given(url)
    names = ("host", "port", "is_secure", "user", "password", "folder", "address")
    assert mailbox("X") == dict(zip(names, found, strict=True))


def test_without_a_mailbox_nobody_reads_it(given):
    given("")
    assert mailbox("X") is None
