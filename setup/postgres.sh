#!/usr/bin/env bash
# A throw-away PostgreSQL for tests. As root it runs as user postgres, otherwise as yourself.
#   setup/postgres.sh start DIR PORT    start it unless it runs; prints its URL
#   setup/postgres.sh stop  DIR PORT    stop it unless it is stopped, and throw it away
#   setup/postgres.sh url   DIR PORT    print its URL
set -euo pipefail

start() {
  mkdir -p "$dir"
  exec 9>"$dir/postgres.lock"
  flock 9 # two test workers may start it at once
  [ -f "$pointer" ] && [ -d "$(<"$pointer")" ] || find_place >"$pointer"
  data=$(<"$pointer")
  [ -f "$data/PG_VERSION" ] || make_cluster
  as_postgres "$bin/pg_ctl" status --pgdata "$data" >/dev/null || serve
  url
}

# With what an installation is told of memory and disk: tests and figures see its plans.
make_cluster() {
  as_postgres "$bin/initdb" --pgdata "$data" --username postgres \
    --auth trust --encoding UTF8 --locale C.UTF-8 --no-sync >/dev/null
  grep '^[a-z]' "$(dirname "$0")/../deploy/postgresql.conf" |
    as_postgres tee -a "$data/postgresql.conf" >/dev/null
}

# Speed before safety: nothing in it is worth keeping. TCP only, as a socket's path may not be long.
serve() {
  as_postgres "$bin/pg_ctl" start --wait --pgdata "$data" --log "$data/server.log" --options "-p $port \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200 \
    -c fsync=off -c full_page_writes=off -c synchronous_commit=off" >/dev/null ||
    { cat "$data/server.log" >&2; exit 1; }
}

stop() {
  [ -f "$pointer" ] || return 0
  data=$(<"$pointer")
  if as_postgres "$bin/pg_ctl" status --pgdata "$data" >/dev/null; then
    as_postgres "$bin/pg_ctl" stop --wait --mode fast --pgdata "$data" >/dev/null
  fi
  rm -rf "$data" "$pointer"
}

url() {
  echo "postgresql://postgres@127.0.0.1:$port/postgres"
}

# Below DIR if the server's user can get there, else below the folder for temporary files.
find_place() {
  local place="$dir/postgres"
  mkdir -p "$place"
  [ "$(id -u)" != 0 ] || chown postgres "$place"
  if ! as_postgres test -w "$place" 2>/dev/null; then
    place=$(as_postgres mktemp -d "${PYTEST_DEBUG_TEMPROOT:-/tmp}/portal-postgres.XXXXXX")
  fi
  echo "$place"
}

# Without 9>&- the server would hold our lock for as long as it lives.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@" 9>&-); else "$@" 9>&-; fi
}

[[ $# = 3 && "$1" =~ ^(start|stop|url)$ ]] || { echo "usage: setup/postgres.sh start|stop|url DIR PORT" >&2; exit 2; }
dir=$(realpath -m "$2")
port=$3
pointer="$dir/postgres.place"
bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -1)
"$1"
