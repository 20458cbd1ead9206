#!/usr/bin/env bash
# An installation for a company, made on a bare Debian 12 in a chroot by the very commands of docs/deploy.md, with
# PostgreSQL, Redis, nginx and TLS; then somebody signs in through nginx. It has a network of its own, so it
# takes no port of this machine.
set -euo pipefail

INSIDE=/opt/guiju
# shellcheck source=setup/chroot.sh
. "$(dirname "$0")/chroot.sh"
REHEARSAL=$INSIDE/setup/rehearsal
PASSWORD=jing-nian-xia-wu-cha

main() {
  cd "$(dirname "$0")/.."
  begin_rehearsal
  git ls-files --cached --others --exclude-standard -z | tar --create --null --files-from - | unpack
  refuse_to_start_services
  begin_network

  timed "program" inside bash -euxo pipefail -c "$(commands "1 ")"
  inside apt-get -qq install -y --no-install-recommends systemd curl >/dev/null
  install_systemctl
  commands "2 " "3 " "4 " "5 " "6 " "7 " "8 " >"$root/root/commands.sh"
  timed "the rest" carry_out

  inside sh -c 'systemd-analyze verify /etc/systemd/system/guiju-*'
  exposure guiju-web.service guiju-worker.service guiju-backup.service guiju-rehearse.service
  echo "127.0.0.1 portal.example.com" >>"$root/etc/hosts"
  as_portal .venv/bin/python "$REHEARSAL/people.py" "$PASSWORD"
  timed "in use" apart python3 "$REHEARSAL/client.py" portal.example.com "$(first_password)" "$PASSWORD"
  apart guiju verify
  timed "backup" apart systemctl start guiju-backup
  timed "rehearsal" apart systemctl start guiju-rehearse
  stop_and_start
  timed "restore" restore_all
  apart systemctl stop guiju-web guiju-worker nginx redis-server postgresql
  printf '%s\n' "${times[@]}"
}

# What docs/deploy.md tells to type in the sections whose titles begin so.
commands() {
  local section
  for section in "$@"; do
    awk -v section="## $section" '
      /^## / { here = index($0, section) == 1 }
      here && /^```$/ { typed = 0 }
      typed { print }
      here && /^```sh$/ { typed = 1 }' docs/deploy.md
  done
}

carry_out() {
  apart bash -euxo pipefail /root/commands.sh >"$root/root/said" 2>&1 || { cat "$root/root/said" && stop_with "a command failed"; }
  cat "$root/root/said"
}

first_password() {
  sed -n 's/.*初始密码 \([A-Za-z0-9_-]*\).*/\1/p' "$root/root/said" | tail -1
}

# Services are begun by the commands, not by the packages.
refuse_to_start_services() {
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod 755 "$root/usr/sbin/policy-rc.d"
}

# systemd is not the first process in a chroot: this stands in for its command and starts what units say.
install_systemctl() {
  rm "$root/usr/sbin/policy-rc.d"
  install -m 755 setup/rehearsal/systemctl.py "$root/usr/local/bin/systemctl"
}

begin_network() {
  unshare --net sleep infinity &
  network=$!
  sleep 0.5
  nsenter --target "$network" --net ip link set lo up
}

# Run in the chroot and in its network, where the stand-in for systemctl is found first.
apart() {
  env -i HOME=/root LC_ALL=C.UTF-8 PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    nsenter --target "$network" --net chroot "$root" env -C "$INSIDE" "$@" </dev/null
}

as_portal() {
  apart sh -c 'set -a; . /etc/guiju/guiju.env; exec runuser -u guiju -- "$@"' sh "$@"
}

# Away for an upgrade, and back.
stop_and_start() {
  local answer=(curl --silent --cacert /etc/guiju/tls.crt --write-out '%{http_code}' --output /root/page)
  apart systemctl stop guiju-web guiju-worker
  [ "$(apart "${answer[@]}" https://portal.example.com/login)" = 503 ] || stop_with "no 503 while the portal is away"
  grep -q 门户暂时停着 "$root/root/page" || stop_with "no page of ours while the portal is away"
  apart systemctl start guiju-web guiju-worker
  for _ in {1..300}; do
    [ "$(apart "${answer[@]}" https://portal.example.com/login)" != 200 ] || return 0
    sleep 0.2
  done
  stop_with "the portal did not come back"
}

# Everything lost but the backup and the settings: what docs/deploy.md says of restoring, into a new database.
restore_all() {
  apart systemctl stop guiju-web guiju-worker
  apart runuser -u postgres -- psql -q -c 'DROP DATABASE guiju' -c "CREATE DATABASE guiju OWNER guiju_owner
    TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"
  apart sh -c 'rm -r /var/lib/guiju/files && guiju restore /var/backups/guiju/guiju-*.backup &&
    . /etc/guiju/owner.env && psql -q -v ON_ERROR_STOP=1 -f deploy/postgresql-roles.sql "$DATABASE_URL" &&
    guiju verify && guiju check'
  apart systemctl start guiju-web guiju-worker
  apart python3 "$REHEARSAL/client.py" portal.example.com --again "$PASSWORD"
}

exposure() {
  local unit
  for unit in "$@"; do
    inside systemd-analyze security --offline=true --no-pager "/etc/systemd/system/$unit" | tail -1
  done
}

main "$@"
