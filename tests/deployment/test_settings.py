"""What the environment says of an installation: what is understood, and what is refused in one sentence."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from portal.cli import main
from portal.config import BadSetting, Settings
from portal.running import answers, make_room, server_command
from portal.serving import Serving


def read(**said: str) -> Settings:
    return Settings.from_environment(said)


def test_nothing_said_serves_this_machine_alone() -> None:
    settings = read()
    assert settings.serving == Serving((), 0, False, "127.0.0.1", 2)
    assert (settings.queue, settings.secret_key_file) == ("", settings.data / "secret_key")


def test_hosts_are_names_without_case_each_once() -> None:
    said = read(PORTAL_HOSTS=" Portal.Example.com, portal 10.0.0.5\nportal")
    assert said.serving.hosts == ("portal.example.com", "portal", "10.0.0.5")


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        *(
            ("PORTAL_HOSTS", host, "只写主机名")
            for host in ("http://portal", "portal:80", "*.example.com", ".example.com", "a_b", "门户", "-a")
        ),
        ("PORTAL_PROXIES", "-1", "0 到 5"),
        ("PORTAL_PROXIES", "6", "0 到 5"),
        ("PORTAL_PROXIES", "１", "0 到 5"),
        ("PORTAL_HTTPS", "tls", "应写 1（是）或 0（否）"),
        ("PORTAL_PROCESSES", "0", "1 到 64"),
        ("PORTAL_PROCESSES", "65", "1 到 64"),
        ("PORTAL_BIND", "portal.example.com", "本机的地址"),
        ("PORTAL_BIND", "unix:web.sock", "本机的地址"),
        ("PORTAL_QUEUE", "http://127.0.0.1", "redis://"),
        ("PORTAL_QUEUE", "redis://127.0.0.1/a", "redis://"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(name: str, text: str, why: str) -> None:
    with pytest.raises(BadSetting, match=name) as refused:
        read(**{name: text})
    assert why in str(refused.value)


def test_a_refused_queue_does_not_tell_its_password() -> None:
    with pytest.raises(BadSetting) as refused:
        read(PORTAL_QUEUE="redis://:geheim@127.0.0.1/abc")
    assert "geheim" not in str(refused.value)
    assert "geheim" not in repr(read(PORTAL_QUEUE="redis://:geheim@127.0.0.1/1"))


@pytest.mark.parametrize(
    ("text", "https"), [("1", True), ("YES", True), ("0", False), ("", False), ("no", False)]
)
def test_tls_is_said_or_not(text: str, https: bool) -> None:
    assert read(PORTAL_HTTPS=text).serving.https is https


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, ["--host", "127.0.0.1", "--port", "8000"]),
        ({"PORTAL_BIND": "::", "PORT": "81"}, ["--host", "::", "--port", "81"]),
        ({"PORTAL_BIND": "unix:/run/x/web.sock"}, ["--uds", "/run/x/web.sock", "--uds-permissions", "0660"]),
        ({"PORTAL_PROCESSES": "4"}, ["--workers", "4"]),
        ({}, ["--workers", "2"]),
    ],
)
def test_the_web_server_listens_where_it_is_told(said: dict[str, str], words: list[str]) -> None:
    command = server_command(read(**said))
    assert words in [command[n : n + len(words)] for n in range(len(command))]


def test_the_key_of_a_named_file_is_taken_and_none_is_made(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("k" * 50 + "\n")
    settings = read(PORTAL_SECRET_KEY_FILE=f"{tmp_path / 'key'}", PORTAL_DATA=f"{tmp_path / 'data'}")
    assert settings.secret_key() == "k" * 50
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(("said", "why"), [(None, "读不了"), ("\n", "是空的"), (b"\xff\xfe", "读不了")])
def test_a_named_key_that_is_none_is_refused(tmp_path: Path, said: str | bytes | None, why: str) -> None:
    if said is not None:
        (tmp_path / "key").write_bytes(said if isinstance(said, bytes) else said.encode())
    with pytest.raises(BadSetting, match=why):
        read(PORTAL_SECRET_KEY_FILE=f"{tmp_path / 'key'}")


def test_a_setting_that_cannot_be_used_is_told_in_one_sentence(tmp_path: Path) -> None:
    answer = CliRunner().invoke(
        main, ["serve"], env={"PORTAL_DATA": f"{tmp_path}", "PORTAL_HOSTS": "http://portal"}
    )
    assert answer.exit_code == 1
    assert answer.stderr.startswith("Error: PORTAL_HOSTS=http://portal：只写主机名")
    assert answer.stderr.count("\n") == 1


def test_a_socket_that_a_killed_server_left_is_taken_away_a_living_one_is_not(tmp_path: Path) -> None:
    settings = read(PORTAL_BIND=f"unix:{tmp_path / 'web.sock'}")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{tmp_path / 'web.sock'}")
        server.listen()
        make_room(settings)
        assert answers(settings)
    assert (tmp_path / "web.sock").exists()
    make_room(settings)
    assert not (tmp_path / "web.sock").exists()
    make_room(settings)
