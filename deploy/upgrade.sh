#!/bin/sh
# Brings the site to the newest release: backs up, fetches, installs, starts again. The first time, it sets up. Run as root.
set -eu
cd "$(dirname "$0")/.."
if systemctl --quiet is-enabled forum-site 2>/dev/null; then
    deploy/manage.sh backup "/var/backups/forum/before-upgrade-$(date +%F-%H%M).tar"
    git pull --ff-only
fi
make setup
.venv/bin/python manage.py catalogues --compile
cp deploy/forum-*.service deploy/forum-*.timer /etc/systemd/system/
systemctl daemon-reload
systemctl enable --quiet forum-site forum-workers forum-backup.timer forum-checks.timer
systemctl restart forum-site forum-workers
systemctl start forum-backup.timer forum-checks.timer
echo "Bringing its tables up to date …"
for _try in $(seq 100); do
    deploy/manage.sh migrate --check >/dev/null 2>&1 && break
    sleep 3
done
deploy/manage.sh doctor || echo "What is marked above needs a hand; run deploy/manage.sh doctor again when it is done."
