# shellcheck shell=bash
# A bare Debian in a chroot for rehearsals; read by setup/rehearse.sh and setup/rehearse-deploy.sh (root only).
# This machine's own settings for apt and pip are copied in, so that it also works behind a mirror.

SUITE=bookworm
BASE="${XDG_CACHE_HOME:-$HOME/.cache}/guiju/$SUITE.tar.gz"
AUTHORITIES=/etc/ssl/authorities.crt

# Make the chroot at $root with a folder for the portal at $INSIDE; it goes when the script ends.
begin_rehearsal() {
  [ "$(id -u)" = 0 ] || stop_with "rehearse needs root"
  command -v debootstrap >/dev/null || stop_with "rehearse needs debootstrap: apt-get install debootstrap"
  root=$(mktemp -d)
  trap tidy EXIT
  make_chroot
  mkdir -p "$root$INSIDE"
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
  [ -z "${network-}" ] || kill "$network" 2>/dev/null || true
  end_what_runs_inside
  for mounted in "$root/dev" "$root/proc"; do
    ! mountpoint -q "$mounted" || umount -R "$mounted" || umount -R -l "$mounted"
  done
  ! grep -qF " $root/" /proc/mounts || stop_with "still mounted below $root, so it stays"
  rm -rf --one-file-system "$root"
}

end_what_runs_inside() {
  local process
  for _ in {1..20}; do
    [ -n "$(processes_inside)" ] || return 0
    for process in $(processes_inside); do kill -KILL "$process" 2>/dev/null || true; done
    sleep 0.2
  done
}

processes_inside() {
  local process
  for process in /proc/[0-9]*; do
    [ "$(readlink "$process/root" 2>/dev/null)" != "$root" ] || echo "${process#/proc/}"
  done
}

stop_with() {
  echo "$1" >&2
  exit 1
}
