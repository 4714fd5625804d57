#!/bin/sh
# Has backups sealed from now on, makes the first one and tries whether it gives everything back. Run as root.
# The key that opens them is shown and lies in memory meanwhile, never on a disk of this machine.
set -eu
cd "$(dirname "$0")/.."
settings=${FORUM_ENV:-/etc/forum.env}
if grep --quiet '^BACKUP_KEYS=.' "$settings"; then
    echo "BACKUP_KEYS stands in $settings: backups are sealed already (deploy/manage.sh backup makes one)." >&2
    exit 1
fi
kept=$(mktemp -d /dev/shm/forum-key.XXXXXX)
trap 'rm -rf "$kept"' EXIT
trap 'exit 1' HUP INT TERM
(umask 077 && deploy/manage.sh backup --new-key > "$kept/key")
chown -R forum "$kept"

echo "This line opens the backups. Two people keep it, on paper or in a password safe; this machine does not:"
echo
grep AGE-SECRET-KEY "$kept/key"
echo
printf 'Press Enter when both have it. '
read -r _enter

public=$(grep ^BACKUP_KEYS= "$kept/key")
sed -i '/^BACKUP_KEYS=$/d; $a\' "$settings"
echo "$public" >> "$settings"
systemctl restart forum-workers
deploy/manage.sh backup
deploy/manage.sh rehearse --key "$kept/key"
