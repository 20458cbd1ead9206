"""The public log of a help desk: its rows in order, and which act of the portal each activity is.

| In the log | At the portal's desk |
|---|---|
| first of a case | F09-1, taken down on the phone for the customer; then what the event itself is |
| Insert ticket | nothing besides |
| Assign seriousness | F09-2, naming whoever handles it next (the log does not say whom); later a note |
| Take in charge ticket | 响应; while it is handled, 转办 to somebody else, of the same person a note |
| Wait | the repair limit stands still (等报修人), until it is taken or resolved; meanwhile a note |
| Resolve ticket | 处理并恢复, after 转办 where another has it; of what works already a note |
| Closed | the customer confirms, the desk closes; restored first, where nobody had |
| Take in charge, Wait after Resolve | the customer says 还没好 first |
| all others | a note |
| any after Closed | the desk opens the case again; handled by another F09-2, else noted and closed at once |

Whoever handles it first responds by that. Each value of `resource` is two people, one at the desk, who files
and closes, and one among the resolvers: nobody decides on what he filed. `product` is one of seven layers,
`service_level` the priority; the thing that does not work is a customer's product. Nothing is confirmed by
silence: the log knows no such act, so the sweep that does it does not run.
"""

import csv
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

NAME = Path("shared", "data", "helpdesk.csv")
BESIDE = [folder / NAME for folder in Path(__file__).parents if (folder / NAME).exists()]
INSERT, ASSIGN, TAKE, WAIT, RESOLVE, CLOSED = (
    "Insert ticket", "Assign seriousness", "Take in charge ticket", "Wait", "Resolve ticket", "Closed",
)  # fmt: skip
LAYERS = ("终端和外设", "应用系统", "数据库", "中间件", "主机和存储", "网络和安全", "其他")
IMPACTS = {  # by service level: what the matrix makes P1 to P4 of
    1: ("全公司或核心业务", "不能工作"), 2: ("全公司或核心业务", "受影响"), 3: ("一个部门或多人", "受影响"),
    4: ("一个人", "可以等"),
}  # fmt: skip


class Event(NamedTuple):
    """One row: the values as numbers."""

    place: int
    case: str
    activity: str
    at: datetime
    resource: int
    customer: int
    product: int
    service_level: int

    @property
    def part(self) -> str:
        """The layer that a product is."""
        return LAYERS[(self.product - 1) % len(LAYERS)]

    @property
    def thing(self) -> str:
        """What does not work."""
        return f"客户{self.customer} 产品{self.product}"


def rows() -> list[Event]:
    """The log, in its order."""
    with BESIDE[0].open(encoding="utf-8", newline="") as file:
        return [event(place, row) for place, row in enumerate(csv.DictReader(file))]


def event(place: int, row: dict[str, str]) -> Event:
    """One row."""
    values = (
        int(row[name].removeprefix("Value ")) for name in ("resource", "customer", "product", "service_level")
    )
    return Event(place, row["case"], row["activity"], datetime.fromisoformat(row["time"]), *values)


def by_case(events: Sequence[Event]) -> dict[str, list[Event]]:
    """The events of each case, in the file's order."""
    return {case: list(found) for case, found in groupby(events, key=lambda each: each.case)}
