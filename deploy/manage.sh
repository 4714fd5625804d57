#!/bin/sh
# manage.py as the site's own user, with the settings of /etc/forum.env: deploy/manage.sh doctor
set -eu
cd "$(dirname "$0")/.."
while IFS= read -r line; do
    case $line in '' | '#'*) ;; *=*) export "$line" ;; esac
done < "${FORUM_ENV:-/etc/forum.env}"
exec runuser -u forum -- .venv/bin/python manage.py "$@"
