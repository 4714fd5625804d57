"""Reads the settings that come from the environment: one reader a type, each saying clearly what is wrong."""

import os
import re
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from forum_site.running import outages

REQUIRED = object()
HERE = {"localhost", "127.0.0.1", "::1"}  # what is sent there leaves the machine for nobody to read
AGE_KEY = re.compile(r"age1[02-9ac-hj-np-z]{58}")
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def text(name, default=REQUIRED):
    """Return the variable as it stands; without it the default, and without a default refuse to start."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is REQUIRED:
        raise ImproperlyConfigured(f"Set {name} in the environment: it has no default (see docs/running.md).")
    return default


def flag(name, default=False):
    """Return True for 1, true, yes, on, and False for 0, false, no, off."""
    value = text(name, "").lower()
    if value in TRUE | FALSE:
        return value in TRUE
    return default if not value else _refuse(name, "yes or no")


def number(name, default):
    """Return a whole number."""
    value = text(name, str(default))
    return int(value) if value.isdecimal() else _refuse(name, "a whole number")


def words(name):
    """Return the comma-separated words as a list."""
    return [word.strip() for word in text(name, "").split(",") if word.strip()]


def pairs(name):
    """Return `key=value,key=value` as a dict."""
    found = [word.partition("=") for word in words(name)]
    if not all(key and value for key, _, value in found):
        _refuse(name, "pairs such as forum.example=en,fforwm.example=cy")
    return {key: value for key, _, value in found}


def choice(name, default, allowed):
    """Return one of the words that are allowed, in capitals."""
    value = text(name, default).upper()
    return value if value in allowed else _refuse(name, f"one of {', '.join(allowed)}")


def _parts(name, value, wanted):
    """Return the parts of an address; what is none, or has a port that is none, is not what was wanted."""
    try:
        parts = urlsplit(value)
        return parts if parts.port != 0 else _refuse(name, wanted)
    except ValueError:
        return _refuse(name, wanted)


def origin(name, default=REQUIRED):
    """Return the address that links start with, as `https://host[:port]`: without a path, a user or a password."""
    wanted = "an address such as https://forum.example, without a user, a password or a path"
    value = text(name, default).rstrip("/")
    parts = _parts(name, value, wanted)
    is_bare = value == f"{parts.scheme}://{parts.netloc}" and "@" not in parts.netloc
    if parts.scheme not in ("http", "https") or not parts.hostname or not is_bare:
        _refuse(name, wanted)
    return value


def database(name):
    """Return Django's description of the database at `postgresql://user:password@host:port/name`."""
    wanted = "an address such as postgresql://user:password@host:5432/forum"
    parts = _parts(name, text(name), wanted)
    if parts.scheme not in ("postgres", "postgresql") or len(parts.path) < 2:
        _refuse(name, wanted)
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.pop("host", parts.hostname or "")),
        "PORT": options.pop("port", str(parts.port or "")),
        "OPTIONS": outages.ON_THE_WAY | {key: unquote(value) for key, value in options.items()},
    }


def mail_server(name):
    """Return Django's e-mail settings for `smtp://user:password@host:587`, or `smtps://` for TLS from the start;
    `smtp+plain://` is for a server on this machine, because letters hold codes and links.
    """
    wanted = "an address such as smtp://user:password@mail.example:587"
    parts = _parts(name, text(name), wanted)
    if parts.scheme not in ("smtp", "smtp+plain", "smtps") or not parts.hostname:
        _refuse(name, wanted)
    if parts.scheme == "smtp+plain" and parts.hostname not in HERE:
        _refuse(name, "encrypted on its way to another machine: smtp:// and smtps:// are")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtps": 465, "smtp": 587, "smtp+plain": 25}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def mailbox(name, address):
    """Return where the Forum's mailbox is, by `imaps://user:password@host:993/folder`, or `imap://` on this machine
    alone; None without it. Its address is the user if that is one, else `address`.
    """
    wanted = "an address such as imaps://user:password@mail.example/INBOX, encrypted on its way to another machine"
    value = text(name, "")
    if not value:
        return None
    parts = _parts(name, value, wanted)
    is_safe = parts.scheme == "imaps" or (parts.scheme == "imap" and parts.hostname in HERE)
    if not (is_safe and parts.hostname and parts.username and parts.password):
        _refuse(name, wanted)
    user, is_secure = unquote(parts.username), parts.scheme == "imaps"
    where = {"host": parts.hostname, "port": parts.port or (993 if is_secure else 143), "is_secure": is_secure}
    inside = {"user": user, "password": unquote(parts.password), "folder": unquote(parts.path[1:]) or "INBOX"}
    return where | inside | {"address": user if "@" in user else address}


def bucket(name):
    """Return the options of an S3-compatible storage at `s3://key:secret@bucket/prefix?endpoint=https://…&region=…`;
    None without it. Without key and secret, boto3 looks for them where it always does (AWS_ACCESS_KEY_ID …).
    """
    wanted = "an address such as s3://key:secret@bucket/prefix?endpoint=https://s3.example, encrypted on its way"
    value = text(name, "")
    if not value:
        return None
    parts = _parts(name, value, wanted)
    options = dict(parse_qsl(parts.query))
    endpoint = _parts(name, options.get("endpoint", "https://aws"), wanted)
    is_safe = endpoint.scheme == "https" or (endpoint.scheme == "http" and endpoint.hostname in HERE)
    if parts.scheme != "s3" or not parts.hostname or not is_safe or set(options) - {"endpoint", "region"}:
        _refuse(name, wanted)
    return {
        "bucket_name": parts.hostname,
        "location": unquote(parts.path).strip("/"),
        "endpoint_url": options.get("endpoint"),
        "region_name": options.get("region"),
        "access_key": unquote(parts.username) if parts.username else None,
        "secret_key": unquote(parts.password) if parts.password else None,
    }


def age_keys(name):
    """Return public age keys, which seal what only the other halves open."""
    keys = words(name)
    return keys if all(AGE_KEY.fullmatch(key) for key in keys) else _refuse(name, "public age keys, as age1…")


def folder_or_bucket(name):
    """Return {"location": a folder by its whole path} or the options of a bucket (`bucket`); None without it."""
    value = text(name, "")
    if value.startswith("s3:") or not value:
        return bucket(name)
    return {"location": value} if value.startswith("/") else _refuse(name, "a folder, by its whole path, or s3://…")


def kept_secret(path: Path, length):
    """Return the random text kept in a file that only its owner reads; make it the first time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(length))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was first: its secret counts
        finally:
            draft.unlink()
    return path.read_text().strip()


def _refuse(name, wanted):
    """Stop with a sentence that names the variable and what it should be, but not what it was (it may be a secret)."""
    raise ImproperlyConfigured(f"{name} in the environment is not {wanted} (see docs/running.md).")
