"""Fill static/vendor/ with htmx and what pages use of Bootstrap, out of locked Python packages: no Node, no
copies in git."""

import gzip
import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import flask_bootstrap
import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
HTMX_SHA256 = "71ea67185bfa8c98c39d31717c6fce5d852370fcdfd129db4543774d3145c0de"  # htmx 2.0.10, minified

KEPT = {  # what pages use of Bootstrap's 2,000 classes; the rest would be half of a page that is not cached
    "btn", "btn-link", "btn-outline-danger", "btn-outline-primary", "btn-outline-secondary", "btn-primary",
    "btn-sm", "active", "disabled", "show", "form-check", "form-check-input", "form-control", "form-select",
    "form-select-sm", "fw-bold", "small", "text-nowrap", "visually-hidden", "w-100", "w-auto",
}  # fmt: skip
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


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
    """Bootstrap's style sheet, of its classes only those that are kept; its notice stays (MIT)."""
    package = Path(flask_bootstrap.__file__).parent
    content = (package / "static/bootstrap5/css/bootstrap.min.css").read_text()
    charset, notice, rest = re.split(r"(/\*!.*?\*/)", content, maxsplit=1, flags=re.DOTALL)
    rules = tinycss2.parse_stylesheet(rest, skip_comments=True, skip_whitespace=True)
    return f"{charset}{notice}{kept(rules)}".encode()


def kept(rules: list[Node]) -> str:
    """The rules that may meet something on a page; no animation runs, and no page is dark."""
    return "".join(filter(None, map(kept_of, rules)))


def kept_of(rule: Node) -> str:
    """A rule with those of its selectors that are kept; nothing where there is none."""
    if isinstance(rule, QualifiedRule):
        wanted = [one for one in selectors(rule) if set(CLASS.findall(one)) <= KEPT and "=dark]" not in one]
        return f"{','.join(wanted)}{{{tinycss2.serialize(rule.content)}}}" if wanted else ""
    if isinstance(rule, AtRule) and rule.at_keyword == "media":
        inner = kept(tinycss2.parse_rule_list(rule.content, skip_whitespace=True))
        return f"@media{tinycss2.serialize(rule.prelude)}{{{inner}}}" if inner else ""
    return "" if isinstance(rule, AtRule) and rule.at_keyword == "keyframes" else rule.serialize()


def selectors(rule: QualifiedRule) -> list[str]:
    """The selectors of a rule; a comma inside brackets divides none."""
    parts: list[list[Node]] = [[]]
    for piece in rule.prelude:
        if piece == ",":
            parts.append([])
        else:
            parts[-1].append(piece)
    return [tinycss2.serialize(part).strip() for part in parts]


def write(name: str, content: bytes) -> None:
    """Write the file and its .gz sibling, which the server sends to browsers that take it."""
    (VENDOR / name).write_bytes(content)
    (VENDOR / f"{name}.gz").write_bytes(gzip.compress(content, mtime=0))


if __name__ == "__main__":
    main()
