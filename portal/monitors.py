"""Which programs may tell of alarms, or read the portal's figures; each by a secret of the environment."""

import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

WHY = "PORTAL_ALARMS：应写成 名称:口令，多个用空格分开；名称最多 20 个字，口令至少 32 个字母、数字、- 或 _"
WHY_READERS = "PORTAL_METRICS：口令至少 32 个字母、数字、- 或 _，多个用空格分开"
WRITTEN = re.compile(r"([^\s:]{1,20}):([A-Za-z0-9_-]{32,200})")
TOKEN = re.compile(r"[A-Za-z0-9_-]{32,200}")


@dataclass(frozen=True)
class Monitor:
    """A program that watches systems, and what it proves itself with."""

    name: str
    token: str = field(repr=False)


def monitors_of(environment: Mapping[str, str]) -> tuple[Monitor, ...]:
    """Read PORTAL_ALARMS; raises ValueError, which tells no secret."""
    found = [WRITTEN.fullmatch(text) for text in environment.get("PORTAL_ALARMS", "").split()]
    if None in found or len({match[1] for match in found if match}) < len(found):
        raise ValueError(WHY)
    return tuple(Monitor(match[1], match[2]) for match in found if match)


def readers_of(environment: Mapping[str, str]) -> tuple[Monitor, ...]:
    """Read PORTAL_METRICS; raises ValueError, which tells no secret."""
    tokens = environment.get("PORTAL_METRICS", "").split()
    if not all(TOKEN.fullmatch(token) for token in tokens):
        raise ValueError(WHY_READERS)
    return tuple(Monitor("", token) for token in tokens)


def known(monitors: Iterable[Monitor], token: str) -> Monitor | None:
    """Whose secret this is; as long for a wrong one as for a right one."""
    said = token.encode()
    right = [each for each in monitors if hmac.compare_digest(each.token.encode(), said)]
    return right[0] if right else None
