#!/usr/bin/env bash
# Install the Debian or Ubuntu packages that are missing.
#   setup/system.sh run     what the portal needs to run
#   setup/system.sh test    what the test suite needs on top
#   setup/system.sh scan    what `make scan` attacks with
set -euo pipefail

PYTHON="${PYTHON:-python3}"
NO_MAIN_CLUSTER=/etc/postgresql-common/createcluster.d/guiju-no-main-cluster.conf

run_packages() {
  "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
  # Without libharfbuzz-subset0 a page takes forty times longer to print.
  for package in libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk; do
    is_installed "$package" || echo "$package"
  done
}

test_packages() {
  command -v pdftotext pdftoppm pdffonts >/dev/null || echo poppler-utils
  # Playwright's own program wants it, and no package of Debian's brings it along.
  is_installed libatomic1 || echo libatomic1
  # It holds the server's program too, and starts none.
  is_installed redis-tools || echo redis-tools
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || echo postgresql
  if ! has_browser; then
    if is_ubuntu; then
      echo "Ubuntu's chromium package needs snap: install Chrome or Chromium yourself" \
        "(any of chromium, chromium-browser, google-chrome on the PATH will do) · 请自行安装浏览器" >&2
    else
      echo chromium
    fi
  fi
}

scan_packages() {
  command -v sqlmap >/dev/null || echo sqlmap
}

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# The stub that Ubuntu ships is on the PATH too, but cannot tell its version.
has_browser() {
  for browser in chromium chromium-browser google-chrome google-chrome-stable; do
    "$browser" --version >/dev/null 2>&1 && return 0
  done
  return 1
}

is_ubuntu() {
  grep -q '^ID=ubuntu' /etc/os-release
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

may_become_root() {
  [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; }
}

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 "$@"
}

# The tests start clusters of their own, so Debian must not make one that stays.
install() {
  if [[ " $* " == *" postgresql "* ]]; then
    as_root mkdir -p "${NO_MAIN_CLUSTER%/*}"
    echo 'create_main_cluster = false' | as_root tee "$NO_MAIN_CLUSTER" >/dev/null
    trap 'as_root rm -f "$NO_MAIN_CLUSTER"' EXIT
  fi
  apt update
  apt install -y --no-install-recommends "$@" >/dev/null
}

if ! command -v apt-get >/dev/null; then
  echo "Not Debian or Ubuntu: see setup/system.sh for the packages needed · 非 Debian/Ubuntu 系统，请自行安装所需软件包" >&2
  exit 0
fi

case "${1-}" in
  run | test | scan) mapfile -t missing < <("$1_packages") ;;
  *) echo "usage: setup/system.sh run|test|scan" >&2; exit 2 ;;
esac
[ ${#missing[@]} -gt 0 ] || exit 0

if ! may_become_root; then
  echo "System packages are missing, please run · 缺少系统软件包，请执行: sudo apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 1
fi
echo "Installing system packages · 安装系统软件包: ${missing[*]}"
install "${missing[@]}"
