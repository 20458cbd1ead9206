"""How browsers reach the portal: under which names, through which proxies, with TLS or without, on what the
web server listens; read from the environment at start."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = "127.0.0.1"
SOCKET = "unix:"
NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?)*")
PLACE = re.compile(r"[0-9a-fA-F.:]{2,45}|unix:/[^\s\0]{1,100}")
YES, NO = ("1", "yes", "on"), ("", "0", "no", "off")
MOST_PROXIES, MOST_PROCESSES = 5, 64


@dataclass(frozen=True)
class Serving:
    """Without `hosts` any name is answered to; `proxies` are those whose X-Forwarded-For is believed; `bind`
    is an address, or unix: and the path of a socket."""

    hosts: tuple[str, ...] = ()
    proxies: int = 0
    https: bool = False
    bind: str = HERE
    processes: int = 2

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Serving":
        """Read PORTAL_HOSTS, PORTAL_PROXIES, PORTAL_HTTPS, PORTAL_BIND and PORTAL_PROCESSES; raises
        ValueError, which names the setting."""
        return cls(
            hosts_of(environment.get("PORTAL_HOSTS", "")),
            number_of(environment, "PORTAL_PROXIES", 0, 0, MOST_PROXIES),
            truth_of(environment, "PORTAL_HTTPS"),
            bind_of(environment.get("PORTAL_BIND", "").strip() or HERE),
            number_of(environment, "PORTAL_PROCESSES", 2, 1, MOST_PROCESSES),
        )

    @property
    def socket(self) -> Path | None:
        """The socket to listen on, if it is one."""
        return Path(self.bind.removeprefix(SOCKET)) if self.bind.startswith(SOCKET) else None


THIS_MACHINE = Serving()


def hosts_of(text: str) -> tuple[str, ...]:
    """Names and IPv4 addresses with spaces or commas between them, without ports."""
    hosts = tuple(dict.fromkeys(text.lower().replace(",", " ").split()))
    for host in hosts:
        if not NAME.fullmatch(host):
            raise ValueError(f"PORTAL_HOSTS={host}：只写主机名，不带 http://、端口和 *；多个用空格分开")
    return hosts


def number_of(environment: Mapping[str, str], name: str, usual: int, least: int, most: int) -> int:
    """A whole number within bounds."""
    text = environment.get(name, "").strip() or str(usual)
    if not (text.isascii() and text.isdigit() and len(text) < 4 and least <= int(text) <= most):
        raise ValueError(f"{name}={text}：应是 {least} 到 {most} 之间的数")
    return int(text)


def truth_of(environment: Mapping[str, str], name: str) -> bool:
    """1 or 0."""
    text = environment.get(name, "").strip().lower()
    if text not in (*YES, *NO):
        raise ValueError(f"{name}={text}：应写 1（是）或 0（否）")
    return text in YES


def bind_of(text: str) -> str:
    """An address of this machine, or a socket."""
    if not PLACE.fullmatch(text):
        raise ValueError(f"PORTAL_BIND={text}：应是本机的地址，例如 127.0.0.1，或 unix:/run/guiju/web.sock")
    return text
