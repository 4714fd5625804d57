#!/bin/sh
# Brings the site to the newest release: backs up, fetches, installs, starts again. The first time, it sets up. Run as root.
set -eu
cd "$(dirname "$0")/.."
before=$(git rev-parse HEAD)
if systemctl --quiet is-enabled forum-site 2>/dev/null; then
    deploy/manage.sh backup "/var/backups/forum/before-upgrade-$(date +%F-%H%M).tar"
    rm -rf .venv.before
    cp -al .venv .venv.before
    git pull --ff-only
fi
if ! make setup; then
    if test -d .venv.before; then  # so that the version before goes on, also after a restart
        rm -rf .venv
        mv .venv.before .venv
        git reset --quiet --keep "$before"  # what was changed here by hand stays
        echo "What the new version needs could not be installed; the version before is as it was." >&2
    fi
    exit 1
fi
rm -rf .venv.before
.venv/bin/python manage.py catalogues --compile
cp deploy/forum-*.service deploy/forum-*.timer /etc/systemd/system/
systemctl daemon-reload
systemctl enable --quiet forum-site forum-workers forum-backup.timer forum-checks.timer
systemctl restart forum-site forum-workers
systemctl start forum-backup.timer forum-checks.timer
echo "Bringing its tables up to date, and waiting for its workers …"
for _try in $(seq 100); do
    deploy/manage.sh migrate --check >/dev/null 2>&1 && deploy/manage.sh doctor --only workers --quiet >/dev/null 2>&1 && break
    sleep 3
done
deploy/manage.sh doctor || echo "What is marked above needs a hand; run deploy/manage.sh doctor again when it is done."
