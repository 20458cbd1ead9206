"""What Prometheus Alertmanager posts (webhook format, version 4), as far as the portal keeps it. Pure."""

from datetime import datetime
from typing import Annotated as A
from typing import Literal, NamedTuple

import msgspec

FIRING, RESOLVED = "firing", "resolved"
Status = Literal["firing", "resolved"]
Count = A[int, msgspec.Meta(ge=0, le=1_000_000)]
Texts = dict[str, str]
THINGS = ("instance", "host", "hostname", "node", "service", "job")
WORDS = ("summary", "description", "message")
YEARS = range(2000, 3000)


class Unreadable(ValueError):
    """Not what Alertmanager posts; says where."""


class Alert(msgspec.Struct, rename="camel"):
    """One alert of a message."""

    status: Status
    fingerprint: A[str, msgspec.Meta(pattern="^[0-9A-Za-z]{1,32}$")]
    starts_at: A[datetime, msgspec.Meta(tz=True)]
    ends_at: A[datetime, msgspec.Meta(tz=True)] | None = None
    labels: Texts = {}
    annotations: Texts = {}


class Message(msgspec.Struct, rename="camel"):
    """A group of alerts; `truncated_alerts` others were cut off."""

    version: Literal["4"]
    status: Status
    alerts: list[Alert]
    truncated_alerts: Count = 0


class Told(NamedTuple):
    """An alarm as it is kept; the first two tell it from every other."""

    fingerprint: str
    starts_at: datetime
    status: str
    ends_at: datetime | None
    name: str
    severity: str
    thing: str
    summary: str


class Group(NamedTuple):
    """What a message tells of, and how many were cut off it."""

    alarms: list[Told]
    left_out: int


def read(body: bytes) -> Group:
    """A message from its bytes; raises Unreadable."""
    try:
        message = msgspec.json.decode(body, type=Message)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise Unreadable(str(fault)) from None
    return Group([told(alert) for alert in message.alerts], message.truncated_alerts)


def told(alert: Alert) -> Told:
    """An alert, its texts cut to what is kept; raises Unreadable."""
    if alert.starts_at.year not in YEARS:
        raise Unreadable("startsAt")
    over = alert.ends_at if alert.status == RESOLVED else None
    return Told(
        alert.fingerprint, alert.starts_at, alert.status,
        over if over and over.year in YEARS else None,
        plain(alert.labels.get("alertname", ""), 80) or "没有名称",
        plain(alert.labels.get("severity", ""), 20),
        first(alert.labels, THINGS, 80), first(alert.annotations, WORDS, 300),
    )  # fmt: skip


def first(texts: Texts, names: tuple[str, ...], most: int) -> str:
    """The first of some texts that says anything."""
    return next(filter(None, (plain(texts.get(name, ""), most) for name in names)), "")


def plain(text: str, most: int) -> str:
    """A text on one line, without what nobody sees, cut."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:most].strip()
