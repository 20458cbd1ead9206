"""The files of deploy/ say what the portal says: limits, headers, settings; docs/deploy.md names each.

`make rehearse-deploy` uses them all; here is what a change of the portal would leave behind unnoticed.
"""

import re
from pathlib import Path

import pytest

from portal import app
from portal.config import ROOT, Settings
from portal.core.desk.attachments import LARGEST_POST, LARGEST_SCANS, TAKE_FILES
from portal.core.web.front import ONE_YEAR
from portal.core.web.headers import ALWAYS
from portal.serving import Serving

DEPLOY = ROOT / "deploy"
NGINX = (DEPLOY / "nginx" / "guiju.conf").read_text()
DOCS = (ROOT / "docs" / "deploy.md").read_text()
SERVICES = sorted((DEPLOY / "systemd").glob("*.service"))
MEGABYTE = 1024 * 1024
NAMED = re.compile(r"\bPORTAL_[A-Z_]+[A-Z]\b|\bDATABASE_URL\b")
HARD = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "CapabilityBoundingSet": "",
    "RestrictSUIDSGID": "yes",
    "User": "guiju",
    "UMask": "0077",
}


def unit(path: Path) -> dict[str, str]:
    lines = (line.partition("=") for line in path.read_text().splitlines() if "=" in line)
    return {key: value for key, _, value in lines}


def test_nginx_takes_as_much_as_the_portal() -> None:
    sizes = re.findall(r"^    client_max_body_size (\d+)m;", NGINX, re.M)
    assert [int(size) * MEGABYTE for size in sizes] == [app.LARGEST_POST]
    of_places = dict(re.findall(r"location (\S+ \S+) \{ client_max_body_size (\d+)m;", NGINX))
    assert {int(size) * MEGABYTE for size in of_places.values()} == {LARGEST_POST, LARGEST_SCANS}
    assert set(TAKE_FILES.values()) == {LARGEST_POST, LARGEST_SCANS}
    assert int(of_places["= /scans"]) * MEGABYTE == TAKE_FILES["scans.create"]
    assert int(of_places["= /verify"]) * MEGABYTE == TAKE_FILES["verification.create"]


@pytest.mark.parametrize(
    "place",
    [
        "/forms/f01-1/0123456789abcdef0123456789abcdef/attachments",
        "/tasks/7/attachments",
        "/tasks/7/decision/attachments",
    ],
)
def test_nginx_knows_where_files_come_with_a_sheet(place: str) -> None:
    pattern = re.search(r"location ~ (\^/\(forms\S+) ", NGINX)
    assert pattern
    assert re.search(pattern[1], place)


def test_nginx_s_own_answers_have_the_portal_s_headers() -> None:
    headers = (DEPLOY / "nginx" / "guiju-headers.conf").read_text()
    assert dict(re.findall(r'^add_header (\S+) "([^\n]*)" always;', headers, re.M)) == {
        **ALWAYS,
        ONE_YEAR[0]: ONE_YEAR[1],
    }
    for place in ("server_name _;", "location ~ ^/static/", "location = /away", "location = /too-large"):
        rest = NGINX[NGINX.index(place) :].partition("\n    }" if "location" in place else "\n}")[0]
        assert "include /etc/nginx/guiju-headers.conf;" in rest, place
    assert "max-age=31536000, immutable" in NGINX


def test_nginx_tells_the_address_and_nothing_that_a_browser_made_up() -> None:
    proxy = (DEPLOY / "nginx" / "guiju-proxy.conf").read_text()
    said = dict(re.findall(r"proxy_set_header (\S+) (\S+);", proxy))
    assert (said["X-Forwarded-For"], said["Host"]) == ("$remote_addr", "$http_host")
    for name in ("X-Forwarded-Host", "X-Forwarded-Prefix", "X-Forwarded-User", "Forwarded", "X-Real-IP"):
        assert said[name] == '""'


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_unit_can_do_little_else_than_its_work(path: Path) -> None:
    said = unit(path)
    assert said.items() >= HARD.items()
    program = ROOT / Path(said["ExecStart"].split()[0]).relative_to("/opt/guiju")
    assert program.is_relative_to(ROOT / ".venv") or program.stat().st_mode & 0o111


def test_the_worker_is_asked_to_finish() -> None:
    """SIGTERM would lose the paper that it is making."""
    said = unit(DEPLOY / "systemd" / "guiju-worker.service")
    assert (said["KillSignal"], said["KillMode"]) == ("SIGINT", "mixed")


def test_the_sample_of_settings_is_understood(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("k" * 50)
    lines = (DEPLOY / "guiju.env").read_text().splitlines()
    said = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    said = {name: text.strip("'") for name, text in said.items()} | {
        "PORTAL_SECRET_KEY_FILE": f"{tmp_path / 'key'}"
    }
    settings = Settings.from_environment(said)
    assert settings.serving == Serving(("portal.example.com",), 1, True, "unix:/run/guiju/web.sock", 2)
    assert settings.database_url.startswith("postgresql+psycopg://guiju:")
    assert settings.queue == "redis://127.0.0.1:6379/0"


def test_every_setting_is_in_the_table() -> None:
    table = set(re.findall(r"`([A-Z_]+)`", DOCS[DOCS.index("## Settings") :].partition("\n## ")[0]))
    read = {name for path in (ROOT / "portal").rglob("*.py") for name in NAMED.findall(path.read_text())}
    assert read <= table
