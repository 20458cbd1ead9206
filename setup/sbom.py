"""Say what the portal is made of, as CycloneDX 1.6: each locked package, htmx, Bootstrap; to a file."""

import importlib.metadata
import json
import re
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-vendor.txt")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)((?:\s*\\\s*\n\s+--hash=sha256:[0-9a-f]{64})+)", re.MULTILINE)
VERSION = re.compile(rb"(?:Bootstrap\s+v|version:\")(\d+\.\d+\.\d+)")
PORTAL = "guiju-portal"
COPIED = {"htmx": "static/vendor/htmx.min.js", "bootstrap": "static/vendor/bootstrap.min.css"}


def main() -> None:
    place = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "sbom.json")
    place.write_text(json.dumps(bill(), ensure_ascii=False, indent=1) + "\n")


def bill() -> dict[str, object]:
    """The whole document; the same for the same locks."""
    parts = [*packages(), *copies()]
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(parts))
    portal = {"type": "application", "name": "guiju", "version": importlib.metadata.version(PORTAL)}
    head = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
    }
    return {**head, "metadata": {"component": portal}, "components": parts}


def packages() -> Iterator[dict[str, object]]:
    """Every locked package, with the hashes of its files."""
    for name, version, hashes in (found for lock in LOCKS for found in pinned(ROOT / lock)):
        link = f"pkg:pypi/{name.lower()}@{version}"
        digests = [{"alg": "SHA-256", "content": digest} for digest in hashes]
        part = {"type": "library", "bom-ref": link, "name": name, "version": version, "purl": link}
        yield part | {"externalReferences": [{"type": "distribution", "url": link, "hashes": digests}]}


def pinned(lock: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Name, version and hashes of what a lock names."""
    for name, version, hashes in PINNED.findall(lock.read_text()):
        yield name, version, re.findall(r"[0-9a-f]{64}", hashes)


def copies() -> Iterator[dict[str, object]]:
    """What set-up copies out of packages and browsers are given."""
    for name, place in COPIED.items():
        found = VERSION.search((ROOT / place).read_bytes())
        version = found[1].decode() if found else ""
        yield {"type": "library", "name": name, "version": version, "purl": f"pkg:npm/{name}@{version}"}


if __name__ == "__main__":
    main()
