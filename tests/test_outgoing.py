"""How notices leave, read from the environment: what is understood, and what is refused in one sentence."""

import subprocess
import sys

import pytest

from portal.config import BadSetting, Settings
from portal.outgoing import MailServer, Outgoing

FROM = {"PORTAL_MAIL_FROM": "portal@example.com", "PORTAL_URL": "https://portal.example.com/"}


def read(**said: str) -> Outgoing:
    return Settings.from_environment({**FROM, **said}).outgoing


def test_nothing_said_is_no_way_out() -> None:
    assert Settings.from_environment({}).outgoing == Outgoing()


@pytest.mark.parametrize(
    ("said", "server"),
    [
        ("smtp://mail.example.com", MailServer("mail.example.com", 25, False)),
        ("smtps://mail.example.com", MailServer("mail.example.com", 465, True)),
        ("smtp://a%40b.c:p%2Fw@10.0.0.1:587", MailServer("10.0.0.1", 587, False, "a@b.c", "p/w")),
    ],
)
def test_a_mail_server_is_understood(said: str, server: MailServer) -> None:
    assert read(PORTAL_SMTP=said).server == server


def test_robots_are_understood() -> None:
    told = read(
        PORTAL_ROBOTS="销售群=wecombot://ABC-1, 财务=dingtalk://SEC1@abc\nx=feishu://a y=lark://b/"
    ).robots
    assert [robot.name for robot in told] == ["销售群", "财务", "x", "y"]
    assert told[1].url == "dingtalk://SEC1@abc"


def test_the_portals_address_ends_without_a_slash() -> None:
    assert read(PORTAL_SMTP="smtp://mail").url == "https://portal.example.com"


@pytest.mark.parametrize(
    "said",
    [
        {"PORTAL_SMTP": "http://geheim@mail"},
        {"PORTAL_SMTP": "smtp://u:geheim@mail:99999"},
        {"PORTAL_SMTP": "smtp://u:geheim@"},
        {"PORTAL_SMTP": "smtp://mail", "PORTAL_MAIL_FROM": ""},
        {"PORTAL_SMTP": "smtp://mail", "PORTAL_MAIL_FROM": "a@b\nBcc: c@d"},
        {"PORTAL_SMTP": "smtp://mail", "PORTAL_URL": "portal.example.com"},
        {"PORTAL_SMTP": "smtp://mail", "PORTAL_URL": "javascript:alert(1)"},
        {"PORTAL_ROBOTS": "a=json://localhost/geheim"},
        {"PORTAL_ROBOTS": "a=https://qyapi.weixin.qq.com/geheim"},
        {"PORTAL_ROBOTS": "a=wecombot://geheim?verify=no"},
        {"PORTAL_ROBOTS": "a=file:///etc/passwd"},
        {"PORTAL_ROBOTS": "wecombot://geheim"},
        {"PORTAL_ROBOTS": "a=lark://x,a=lark://y"},
        {"PORTAL_DIGEST_HOUR": "24"},
        {"PORTAL_DIGEST_HOUR": "8:30"},
    ],
)
def test_what_cannot_be_used_is_named_without_its_secrets(said: dict[str, str]) -> None:
    with pytest.raises(BadSetting) as refused:
        read(**said)
    assert str(refused.value).startswith("PORTAL_")
    assert "geheim" not in str(refused.value)


def test_pages_do_not_wait_for_what_only_the_worker_needs() -> None:
    asked = "import sys, portal.app; print('apprise' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout == "False\n"


def test_no_password_and_no_key_is_in_what_might_be_logged() -> None:
    told = Settings.from_environment(
        {**FROM, "PORTAL_SMTP": "smtp://u:geheim@mail", "PORTAL_ROBOTS": "a=lark://geheim"}
    )
    assert "geheim" not in repr(told)
