#!/bin/sh
# Makes an empty Debian (12 or later) ready for the site, as root: deploy/install.sh forum.example
# With --own-certificate Caddy signs by itself, to try it where the name leads nowhere yet.
# Nothing that is there is changed, so it can be run again when it was cut short.
set -eu
cd "$(dirname "$0")/.."
name=${1:?"say at which name the site will be: deploy/install.sh forum.example"}
case $name in
    -* | *[!A-Za-z0-9.-]*) echo "$name is no name of a machine, such as forum.example" >&2; exit 2 ;;
esac
own=${2:-}
settings=${FORUM_ENV:-/etc/forum.env}
caddy=${CADDYFILE:-/etc/caddy/Caddyfile}

postgres() { runuser -u postgres -- "$@"; }
known() { postgres psql --no-align --tuples-only --command "SELECT 1 FROM $1" | grep --quiet 1; }

echo "1. What it stands on: Python, Postgres, and Caddy for https"
apt-get -qq update
DEBIAN_FRONTEND=noninteractive apt-get -qq install make nano python3-venv postgresql caddy >/dev/null

echo "2. A user of its own, and two folders that nobody else can open"
id forum >/dev/null 2>&1 || useradd --system --home-dir /opt/forum forum
install -d -o forum -g forum -m 700 /var/lib/forum /var/backups/forum

echo "3. An empty database of that user; the log of Postgres is told to quote nobody"
known "pg_roles WHERE rolname = 'forum'" || postgres createuser forum
known "pg_database WHERE datname = 'forum'" || postgres createdb --owner forum --encoding UTF8 --locale C.UTF-8 \
    --template template0 forum
postgres psql --quiet --command "ALTER SYSTEM SET log_error_verbosity = terse" \
    --command "ALTER SYSTEM SET log_min_error_statement = panic" --command "SELECT pg_reload_conf()" >/dev/null

echo "4. Its settings, with a secret key, in $settings, which root alone can read"
if ! test -e "$settings"; then
    secret=$(python3 -c 'import secrets; print(secrets.token_urlsafe(50))')
    (umask 077 && sed "s/forum\.example/$name/; /^SECRET_KEY=/d" deploy/forum.env.example > "$settings.new")
    printf 'SECRET_KEY=%s\n' "$secret" >> "$settings.new"
    mv "$settings.new" "$settings"
fi

echo "5. Caddy, which speaks https for it, in $caddy"
if ! grep --quiet FORUM_SITES "$caddy"; then
    test -e "$caddy.before" || cp "$caddy" "$caddy.before"
    sed "s/forum\.example/$name/" deploy/Caddyfile > "$caddy.new"
    test "$own" != --own-certificate || sed -i '/FORUM_HOST/a\	tls internal' "$caddy.new"
    cp "$caddy.new" "$caddy"  # whose owner and mode stay
    rm "$caddy.new"
fi
systemctl restart caddy

echo "Now write who takes its letters into $settings (nano $settings), and start it: deploy/upgrade.sh"
