#!/usr/bin/env bash
# First run and tests on a bare Debian 12 in a chroot that has nothing but make and python3.
#   setup/rehearse.sh            the last commit: make run twice, make test
#   setup/rehearse.sh --setup    the files as they lie here: make setup only
set -euo pipefail

INSIDE=/srv/portal
# shellcheck source=setup/chroot.sh
. "$(dirname "$0")/chroot.sh"

main() {
  cd "$(dirname "$0")/.."
  begin_rehearsal
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

main "$@"
