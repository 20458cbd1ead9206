"""By what the company's electronic seal is put on archive PDFs; read from the environment at start."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PLACE = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9/_.-]*)?")


@dataclass(frozen=True)
class Sealing:
    """The file with the company's key and certificate (PKCS#12 or PEM), its password, and the address of a
    time stamping authority (RFC 3161; empty for none)."""

    file: Path
    password: str = field(default="", repr=False)
    authority: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Sealing | None":
        """Read PORTAL_SEAL, PORTAL_SEAL_PASSWORD or PORTAL_SEAL_PASSWORD_FILE, and PORTAL_SEAL_TSA; None
        where nothing is set. Raises ValueError, which names the setting and tells no password."""
        names = ("", "_PASSWORD", "_PASSWORD_FILE", "_TSA")
        file, password, place, authority = (environment.get(f"PORTAL_SEAL{name}", "") for name in names)
        if not file:
            require(not (password or place or authority), "PORTAL_SEAL：写了密码或时间戳，没有写证书文件")
            return None
        require(readable(file), f"PORTAL_SEAL={file}：证书文件读不出来")
        require(not (password and place), "PORTAL_SEAL_PASSWORD：密码和密码文件只能写一个")
        require(not place or readable(place), f"PORTAL_SEAL_PASSWORD_FILE={place}：密码文件读不出来")
        fits = not authority or PLACE.fullmatch(authority)
        require(fits, "PORTAL_SEAL_TSA：请写时间戳服务的网址，例如 http://tsa.example.com")
        secret = Path(place).read_text().strip() if place else password
        return cls(Path(file).resolve(), secret, authority)


def readable(place: str) -> bool:
    """Whether there is a file that can be read."""
    try:
        with Path(place).open("rb"):
            return True
    except OSError:
        return False


def require(holds: object, words: str) -> None:
    """Raise ValueError unless it holds."""
    if not holds:
        raise ValueError(words)
