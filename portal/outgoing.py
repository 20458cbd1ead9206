"""How notices leave the portal: the mail server, the sender, robots; read from the environment at start."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

SETTINGS = ("SMTP", "MAIL_FROM", "URL", "ROBOTS", "DIGEST_HOUR")
PORTS = {"smtp": 25, "smtps": 465}
PLACE = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9/_-]*)?")
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
ROBOT = re.compile(r"([^\s=,:]{1,20})=((?:wecombot|dingtalk|feishu|lark)://[A-Za-z0-9_%@-]+/?)")


@dataclass(frozen=True)
class MailServer:
    """An SMTP server; `encrypted` from the first byte (smtps), else by STARTTLS before a password is told."""

    host: str
    port: int
    encrypted: bool
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Robot:
    """A robot of a group chat; its address is its key."""

    name: str
    url: str = field(repr=False)


@dataclass(frozen=True)
class Outgoing:
    """The ways out; without any, notices stay in the portal. `url` is the portal's, without a last /."""

    server: MailServer | None = None
    sender: str = ""
    url: str = ""
    robots: tuple[Robot, ...] = ()
    digest_hour: int = 8

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Outgoing":
        """Read PORTAL_SMTP, PORTAL_MAIL_FROM, PORTAL_URL, PORTAL_ROBOTS and PORTAL_DIGEST_HOUR; raises
        ValueError, which names the setting and tells no password."""
        said = {name: environment.get(f"PORTAL_{name}", "").strip() for name in SETTINGS}
        server = server_of(said["SMTP"]) if said["SMTP"] else None
        robots = tuple(map(robot_of, said["ROBOTS"].replace(",", " ").split()))
        require(len({robot.name for robot in robots}) == len(robots), "PORTAL_ROBOTS：有两个机器人同名")
        if server:
            require(ADDRESS.fullmatch(said["MAIL_FROM"]), "PORTAL_MAIL_FROM：发邮件要写明发件邮箱地址")
        if server or robots:
            require(
                PLACE.fullmatch(said["URL"]), "PORTAL_URL：请写门户的网址，例如 http://portal.example.com"
            )
        hour = said["DIGEST_HOUR"] or "8"
        require(re.fullmatch(r"[01]?[0-9]|2[0-3]", hour), "PORTAL_DIGEST_HOUR：应是 0 到 23 之间的整点")
        return cls(server, said["MAIL_FROM"], said["URL"].rstrip("/"), robots, int(hour))


NO_WAY_OUT = Outgoing()


def server_of(text: str) -> MailServer:
    """smtp://user:password@host:port or smtps://…"""
    why = "PORTAL_SMTP：应写成 smtp://用户:密码@主机:端口 或 smtps://…"
    parts = urlsplit(text)
    require(parts.scheme in PORTS and parts.hostname and not parts.path.strip("/"), why)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    port = port_of(parts, why) or PORTS[parts.scheme]
    return MailServer(parts.hostname or "", port, parts.scheme == "smtps", user, password)


def port_of(parts: SplitResult, why: str) -> int | None:
    """The port, if one is written."""
    try:
        return parts.port
    except ValueError:
        raise ValueError(why) from None


def robot_of(text: str) -> Robot:
    """name=wecombot://KEY; only robots of WeCom, DingTalk, Feishu and Lark."""
    found = ROBOT.fullmatch(text)
    if not found:
        name = text.partition("=")[0] if "=" in text else "每个机器人"
        raise ValueError(f"PORTAL_ROBOTS：{name} 应写成 名称=wecombot://密钥，或 dingtalk、feishu、lark")
    return Robot(*found.groups())


def require(holds: object, why: str) -> None:
    """Raise ValueError with the sentence unless it holds."""
    if not holds:
        raise ValueError(why)
