"""Fill static/vendor/ with htmx and Bootstrap out of locked Python packages: no Node, no copies in git."""

import gzip
import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import flask_bootstrap

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
HTMX_SHA256 = "71ea67185bfa8c98c39d31717c6fce5d852370fcdfd129db4543774d3145c0de"  # htmx 2.0.10, minified


def main() -> None:
    VENDOR.mkdir(parents=True, exist_ok=True)
    write("htmx.min.js", htmx())
    write("bootstrap.min.css", bootstrap())


def htmx() -> bytes:
    """The minified htmx 2 file out of the wheel that requirements-vendor.txt pins."""
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
        subprocess.run([*pip, "--target", folder, "-r", ROOT / "requirements-vendor.txt"], check=True)
        content = (Path(folder) / "django_htmx/static/django_htmx/htmx-2.min.js").read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != HTMX_SHA256:
        sys.exit(f"setup/vendor.py: htmx has SHA-256 {found}, expected {HTMX_SHA256}")
    return content


def bootstrap() -> bytes:
    """Bootstrap's style sheet without the pointer to its source map, which we do not serve."""
    package = Path(flask_bootstrap.__file__).parent
    content = (package / "static/bootstrap5/css/bootstrap.min.css").read_bytes()
    return re.sub(rb"\s*/\*# sourceMappingURL=\S+ \*/\s*$", b"\n", content)


def write(name: str, content: bytes) -> None:
    """Write the file and its .gz sibling, which the server sends to browsers that take it."""
    (VENDOR / name).write_bytes(content)
    (VENDOR / f"{name}.gz").write_bytes(gzip.compress(content, mtime=0))


if __name__ == "__main__":
    main()
