"""The mailbox that the portal reads: letters to the service desk; from the environment at start."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from portal.outgoing import port_of, require

PORTS = {"imap": 143, "imaps": 993}
WHY = "PORTAL_IMAP：应写成 imaps://用户:密码@主机:端口/文件夹，或 imap://…（STARTTLS）"


@dataclass(frozen=True)
class MailBox:
    """A folder on an IMAP server; `encrypted` from the first byte, else by STARTTLS unless it is `ours`, on
    this machine."""

    host: str
    port: int
    encrypted: bool
    user: str
    password: str = field(default="", repr=False)
    folder: str = "INBOX"

    @property
    def ours(self) -> bool:
        """Whether nothing leaves this machine."""
        return self.host in ("127.0.0.1", "localhost", "::1")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "MailBox | None":
        """Read PORTAL_IMAP; raises ValueError, which tells no password."""
        text = environment.get("PORTAL_IMAP", "").strip()
        if not text:
            return None
        parts = urlsplit(text)
        require(parts.scheme in PORTS and parts.hostname and parts.username, WHY)
        port = port_of(parts, WHY) or PORTS[parts.scheme]
        told = unquote(parts.username or ""), unquote(parts.password or "")
        folder = unquote(parts.path.strip("/")) or "INBOX"
        return cls(parts.hostname or "", port, parts.scheme == "imaps", *told, folder)
