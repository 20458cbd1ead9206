"""R09 §4.4.7: the record of an item; on both sides of each boundary."""

from datetime import date
from typing import Any

import pytest

from portal.core.facts import Ref
from portal.regulations.it_service.facts import ItemRecord, RelationLine
from portal.regulations.it_service.rules.items import item_refusals
from tests.terms import TERMS

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
SUNDAY = date(2026, 11, 22)


def line(
    n: int, other: int = 1, since: date = SUNDAY, until: date | None = None, kind: Any = "运行于"
) -> Any:
    """A relation to an item."""
    return RelationLine(key=f"{n:08}", kind=kind, other=Ref(other, "", "甲 KI-1"), since=since, until=until)


def record(*relations: RelationLine, **other: Any) -> ItemRecord:
    """A server with some relations."""
    told = {
        "day": MONDAY, "entry": "变化", "known": Ref(9, "", "乙 KI-9"), "name": "乙", "type": "服务器",
        "owner": Ref(1, "", ""), "unit": Ref(1, "", ""), "status": "在用", "part": "主机和存储",
        "relations": relations,
    }  # fmt: skip
    return ItemRecord(**told | other)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        (record(), []),
        (record(day=TUESDAY), [("day",)]),
        (record(line(1)), []),
        (record(line(1, other=9)), [("relations", 0, "other")]),
        (record(line(1, other=9), known=None), []),
        (record(line(1, until=SUNDAY)), []),
        (record(line(1, since=MONDAY, until=SUNDAY)), [("relations", 0, "until")]),
        (record(line(1), line(2, kind="依赖"), line(3, other=2)), []),
        (record(line(1), line(2)), [("relations", 1, "other")]),
        (record(line(1, until=SUNDAY), line(2, since=MONDAY)), []),
        (record(line(1, until=MONDAY), line(2, since=MONDAY)), [("relations", 1, "other")]),
        (record(line(1, since=MONDAY), line(2, until=SUNDAY)), []),
        (record(line(1), status="报废"), [("relations", 0, "until")]),
        (record(line(1, until=TUESDAY), status="报废"), [("relations", 0, "until")]),
        (record(line(1, until=MONDAY), status="报废"), []),
        (record(line(1), status="停用"), []),
    ],
)
def test_r09_4_4_7_a_relation_is_said_once_and_ends_with_its_item(said: ItemRecord, at: list[Any]) -> None:
    assert [refusal.path for refusal in item_refusals(said, TERMS)] == at
