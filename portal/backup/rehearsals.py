"""When a back-up was last restored for a trial. It is remembered in a file beside the database and not in it:
a restored database would tell of trials of another place (ADR 50)."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from portal.core.files.store import write_whole
from portal.core.health.condition import ACT, FINE, Condition, Seen
from portal.core.instants import local_day
from portal.core.web.context import now, settings, zone
from portal.core.web.panels import Onlooker, Panel, PanelRow

MOST_DAYS = 8  # a week, and a day for whoever looks after it


class Rehearsal(msgspec.Struct, frozen=True):
    """One trial: when, what stood in the way ("": nothing), of a back-up made when, how much there was."""

    at: datetime
    fault: str
    made_at: datetime | None = None
    rows: int = 0
    files: int = 0
    seconds: float = 0

    @property
    def told(self) -> str:
        """When and how much, in words."""
        return (
            f"{self.at.astimezone(zone()):%Y-%m-%d %H:%M}，{self.rows:,} 行、{self.files:,} 个文件，"
            f"用了 {self.seconds:.0f} 秒"
        )


class Remembered(msgspec.Struct, frozen=True):
    """The last trial, and the last that succeeded."""

    last: Rehearsal | None = None
    succeeded: Rehearsal | None = None


def last_rehearsal(data: Path) -> Remembered:
    """What is remembered below a data folder; nothing where it cannot be read."""
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode(memory(data).read_bytes(), type=Remembered)
    return Remembered()


def remember(data: Path, rehearsal: Rehearsal) -> None:
    """Keep a trial; one that failed leaves the last that succeeded."""
    succeeded = last_rehearsal(data).succeeded if rehearsal.fault else rehearsal
    write_whole(memory(data), msgspec.json.encode(Remembered(rehearsal, succeeded)))


def memory(data: Path) -> Path:
    """The file."""
    return data / "rehearsal.json"


def rehearsed(_onlooker: Onlooker) -> list[PanelRow]:
    """When a back-up was last restored for a trial, as the administrator's home says it."""
    known = last_rehearsal(settings().data)
    rows = [PanelRow(*told(known.succeeded, now()))]
    if known.last and known.last.fault:
        when = f"{known.last.at.astimezone(zone()):%Y-%m-%d %H:%M}"
        rows.append(PanelRow(f"最近一次恢复演练（{when}）没有成功：{known.last.fault}", urgent=True))
    return rows


def stands(seen: Seen) -> Iterable[Condition]:
    """The same for 运行状况."""
    known = last_rehearsal(seen.settings.data)
    words, _, late = told(known.succeeded, seen.moment.at)
    failed = known.last.fault if known.last else ""
    if failed:
        words += f"；最近一次没有成功：{failed}"
    todo = "在服务器上运行 portal rehearse" if late or failed else ""
    yield Condition("备份", ACT if todo else FINE, words, todo)


def told(succeeded: Rehearsal | None, at: datetime) -> tuple[str, str, bool]:
    """The words, no address, and whether it is urgent."""
    if succeeded is None:
        return "备份还没有演练过恢复（portal rehearse）", "", True
    days = (local_day(at, zone()) - local_day(succeeded.at, zone())).days
    late = at - succeeded.at > timedelta(days=MOST_DAYS)
    return f"上次恢复演练成功：{succeeded.told}" + (f"，已过 {days} 天" if late else ""), "", late


PANELS = (Panel("备份", ("portal_admin",), rehearsed),)
