#!/usr/bin/env bash
# Pin every package with its hashes: requirements*.in -> requirements*.txt. Extra words go to pip-compile.
# Run it with Python 3.11, the oldest we support: newer ones need no package that it does not.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
.venv/bin/python -m venv "$folder"
"$folder/bin/pip" --disable-pip-version-check install --quiet pip-tools==7.6.2

# The options keep the address of whatever registry is in use out of the locks.
for name in requirements requirements-dev requirements-mutation requirements-fuzz requirements-scan; do
  echo "$name.in -> $name.txt"
  "$folder/bin/pip-compile" --quiet --no-header --generate-hashes --allow-unsafe --strip-extras \
    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
    --output-file "$name.txt" "$@" "$name.in"
done
