"""Packages that must not be older than the version that mended a hole."""

import re
from collections.abc import Mapping
from importlib.metadata import version

from portal.config import Settings
from portal.deployment.lack import Lacks, must

FLOORS = {
    "flask": "3.1.1",  # CVE-2025-47278: fallback keys signed
    "werkzeug": "3.1.4",  # CVE-2025-66221: names of devices in safe_join
    "jinja2": "3.1.6",  # CVE-2025-27516: out of the sandbox
    "weasyprint": "70.0",  # CVE-2026-55073: the fetcher was gone round
    "pillow": "11.3.0",  # CVE-2025-48379: heap overflow
    "cryptography": "44.0.1",  # CVE-2024-12797: its OpenSSL
    "requests": "2.32.4",  # CVE-2024-47081: passwords to a foreign host
    "urllib3": "2.5.0",  # CVE-2025-50181: redirects
}


def floors(_settings: Settings) -> Lacks:
    """ASVS 15.2.1: no component past its time."""
    yield from below(FLOORS, {name: version(name) for name in FLOORS})


def below(least: Mapping[str, str], found: Mapping[str, str]) -> Lacks:
    """Which of the found versions are too old."""
    for name, wanted in least.items():
        if numbers(found[name]) < numbers(wanted):
            yield must(f"{name} {found[name]} 有已知漏洞，至少要 {wanted}：按锁定的版本重装，make setup。")


def numbers(text: str) -> tuple[int, ...]:
    """A version as numbers."""
    return tuple(map(int, re.findall(r"\d+", text)[:3]))
