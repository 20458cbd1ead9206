"""What the portal is made of: each package locked with hashes, none below its floor, all in the SBOM."""

import importlib.util
import json
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from portal.config import ROOT

LOCKS = sorted(path.name for path in ROOT.glob("requirements*.txt"))
FLOORS = {  # below these a hole was known when this was written; raised by whoever reads of another
    "weasyprint": (70, 0),  # CVE-2026-55073: a fetcher that refuses was passed by
    "flask": (3, 1, 1),  # CVE-2025-47278
    "werkzeug": (3, 1, 4),  # CVE-2025-66221
    "jinja2": (3, 1, 6),  # CVE-2025-27516
    "pillow": (11, 3, 0),  # CVE-2025-48379
    "cryptography": (44, 0, 1),  # CVE-2024-12797
    "urllib3": (2, 6, 0),  # CVE-2025-66418
    "mako": (1, 2, 2),  # CVE-2022-40023
}
STARTS = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


def locked(lock: str) -> dict[str, str]:
    return {name.lower(): said for name, said in STARTS.findall((ROOT / lock).read_text())}


def numbers(said: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", said)[:3])


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_its_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    blocks = re.split(r"\n(?=[A-Za-z0-9])", "\n" + re.sub(r"(?m)^\s*#.*\n?", "", text))[1:]
    assert blocks and all(re.match(r"[A-Za-z0-9._-]+==\S+ \\\n\s+--hash=sha256:", block) for block in blocks)
    assert "://" not in re.sub(r"(?m)#.*$", "", text)


def test_the_page_checkers_are_pinned_with_their_hashes_and_no_address() -> None:
    text = (ROOT / "tests/every_page/tools/package-lock.json").read_text()
    packages = [said for name, said in json.loads(text)["packages"].items() if name]
    assert len(packages) > 100 and all(said["integrity"].startswith("sha512-") for said in packages)
    assert "://" not in text


@pytest.mark.parametrize("name", FLOORS)
def test_nothing_with_a_known_hole_is_locked_or_installed(name: str) -> None:
    said = locked("requirements.txt").get(name)
    if said is None:
        pytest.skip(f"{name} is no part of the portal any more")
    assert numbers(said) >= FLOORS[name]
    assert numbers(version(name)) >= FLOORS[name]


def test_the_sbom_names_every_locked_package_htmx_and_bootstrap(tmp_path: Path) -> None:
    place = tmp_path / "sbom.json"
    subprocess.run([sys.executable, ROOT / "setup/sbom.py", place], check=True)
    bill = json.loads(place.read_text())
    parts = {part["name"].lower(): part["version"] for part in bill["components"]}
    assert parts.items() >= (locked("requirements.txt") | locked("requirements-vendor.txt")).items()
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", parts[name]) for name in ("htmx", "bootstrap"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")


def test_the_sbom_is_the_same_for_the_same_locks() -> None:
    spec = importlib.util.spec_from_file_location("sbom", ROOT / "setup/sbom.py")
    assert spec and spec.loader
    sbom = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sbom)
    assert sbom.bill() == sbom.bill()
