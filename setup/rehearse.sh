#!/usr/bin/env bash
# First run and tests on a bare Debian 12 in a chroot that has nothing but make and python3.
#   setup/rehearse.sh            the last commit: make run twice, make test
#   setup/rehearse.sh --setup    the files as they lie here: make setup only
# This machine's own settings for apt and pip are copied in, so that it also works behind a mirror.
set -euo pipefail

SUITE=bookworm
BASE="${XDG_CACHE_HOME:-$HOME/.cache}/guiju/$SUITE.tar.gz"
INSIDE=/srv/portal
AUTHORITIES=/etc/ssl/authorities.crt

main() {
  [ "$(id -u)" = 0 ] || stop_with "rehearse needs root"
  command -v debootstrap >/dev/null || stop_with "rehearse needs debootstrap: apt-get install debootstrap"
  cd "$(dirname "$0")/.."
  root=$(mktemp -d)
  trap tidy EXIT

  make_chroot
  mkdir "$root$INSIDE"
  if [ "${1-}" = --setup ]; then
    git ls-files --cached --others --exclude-standard -z | tar --create --null --files-from - | unpack
    timed "make setup" in_project make setup
    timed "again" in_project make setup
  else
    git archive HEAD | unpack
    port=$(inside python3 -c 'import socket as s; a = s.create_server(("", 0)); print(a.getsockname()[1])')
    timed "first run" run_until_it_answers
    interrupt
    timed "second run" run_until_it_answers
    interrupt
    timed "make test" in_project make test
  fi
  printf '%s\n' "${times[@]}"
}

make_chroot() {
  if [ ! -f "$BASE" ]; then
    mkdir -p "${BASE%/*}"
    # shellcheck disable=SC2046 # no mirror means no argument
    debootstrap --variant=minbase "$SUITE" "$root" $(mirror)
    tar -C "$root" -czf "$BASE" .
  else
    tar -C "$root" -xzf "$BASE"
  fi
  chmod 755 "$root" # apt and PostgreSQL work in it as users of their own
  copy_settings
  mount -t proc proc "$root/proc"
  mount --rbind --make-rslave /dev "$root/dev"
  inside apt-get -qq update
  inside apt-get -qq install -y --no-install-recommends make python3
  rm -rf "$root"/var/lib/apt/lists/*
}

mirror() {
  apt-get indextargets --format '$(REPO_URI)' "Codename: $SUITE" 'Identifier: Packages' | sed -n 1p
}

copy_settings() {
  local path paths=(/etc/resolv.conf /etc/hosts /etc/pip.conf "$HOME/.config/pip" "$HOME/.pip"
    /etc/ssl/certs/ca-certificates.crt /etc/apt/apt.conf /etc/apt/apt.conf.d /etc/apt/auth.conf.d)
  if [ -n "$(mirror)" ]; then
    rm "$root/etc/apt/sources.list"
    paths+=(/etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/keyrings)
  fi
  for path in "${paths[@]}"; do
    [ ! -e "$path" ] || { mkdir -p "$root${path%/*}" && cp -rLT "$path" "$root$path"; }
  done
  # A second copy of the authorities: the package ca-certificates writes its own over the first.
  cp /etc/ssl/certs/ca-certificates.crt "$root$AUTHORITIES"
}

unpack() {
  tar -C "$root$INSIDE" --extract --no-same-owner
}

inside() {
  local name settings=(HOME="$HOME" PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive)
  for name in $(compgen -e | grep -iE '^(PIP_.*|(https?|no)_proxy)$'); do settings+=("$name=${!name}"); done
  settings+=(PIP_CERT="$AUTHORITIES" SSL_CERT_FILE="$AUTHORITIES" REQUESTS_CA_BUNDLE="$AUTHORITIES")
  env -i "${settings[@]}" chroot "$root" "$@" </dev/null
}

in_project() {
  inside env -C "$INSIDE" "$@"
}

run_until_it_answers() {
  set -m # a process group of its own, so that Ctrl-C reaches all of it
  in_project env PORT="$port" make run &
  group=$!
  set +m
  until inside python3 -c "import urllib.request as r; r.urlopen('http://127.0.0.1:$port/')" 2>/dev/null; do
    kill -0 "$group" 2>/dev/null || stop_with "make run ended before it answered"
    sleep 0.1
  done
}

interrupt() {
  kill -INT -- "-$group"
  for _ in {1..300}; do
    kill -0 -- "-$group" 2>/dev/null || return 0
    sleep 0.1
  done
  stop_with "the portal did not stop within 30 s"
}

timed() {
  local name=$1 began=$EPOCHREALTIME
  shift
  "$@"
  times+=("$(awk -v name="$name" -v a="$began" -v b="$EPOCHREALTIME" 'BEGIN { printf "%-12s %7.1f s", name, b - a }')")
}

# Nothing is removed while a piece of this machine is still mounted below it.
tidy() {
  local mounted
  [ -z "${group-}" ] || kill -KILL -- "-$group" 2>/dev/null || true
  for mounted in "$root/dev" "$root/proc"; do
    ! mountpoint -q "$mounted" || umount -R "$mounted" || umount -R -l "$mounted"
  done
  ! grep -qF " $root/" /proc/mounts || stop_with "still mounted below $root, so it stays"
  rm -rf --one-file-system "$root"
}

stop_with() {
  echo "$1" >&2
  exit 1
}

main "$@"
