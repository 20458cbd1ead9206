#!/usr/bin/env bash
# Fetch the checkers of `make check-pages` beside their list; the portal needs none of them.
set -euo pipefail
cd "$(dirname "$0")/../tests/every_page/tools"

command -v java >/dev/null || {
  echo 'Java is needed for the Nu checker · 缺 Java: sudo apt-get install --no-install-recommends default-jre-headless' >&2
  exit 1
}
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' \
  2>/dev/null || { echo 'Node 20.19 or newer and npm are needed · 需要 Node 20.19 以上和 npm' >&2; exit 1; }
npm ci --ignore-scripts --no-audit --no-fund --silent
