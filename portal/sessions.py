"""How long a session lasts: idle and at all; from the environment at start."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Sessions:
    """A session ends when nothing was asked for `idle`, and `longest` after sign-in however busy it was."""

    idle: timedelta = timedelta(minutes=60)
    longest: timedelta = timedelta(hours=12)


AN_OFFICE_DAY = Sessions()


def sessions_of(environment: Mapping[str, str]) -> Sessions:
    """Read PORTAL_IDLE_MINUTES and PORTAL_SESSION_HOURS; raises ValueError."""
    idle = number_of(environment, "PORTAL_IDLE_MINUTES", 60, 5, 480)
    longest = number_of(environment, "PORTAL_SESSION_HOURS", 12, 1, 24)
    return Sessions(timedelta(minutes=idle), timedelta(hours=longest))


def number_of(environment: Mapping[str, str], name: str, usual: int, least: int, most: int) -> int:
    """A whole number within bounds, or the usual one where none is said; raises ValueError."""
    text = environment.get(name) or str(usual)
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise ValueError(f"{name}={text}：应是 {least} 到 {most} 之间的整数")
    return int(text)
