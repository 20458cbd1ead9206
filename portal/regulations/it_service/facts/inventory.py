"""What is in the register of assets, and what a count of them found."""

from datetime import date
from typing import Annotated as A

import msgspec

from portal.core.facts import Cell, Facts, Line, Ref, Table, Text

S = "§5.2"
Code = A[str, msgspec.Meta(max_length=80)]


class DifferenceLine(Line, frozen=True, kw_only=True):
    """What a count found otherwise than the register says, and what is done about it."""

    asset: A[Code, Cell("编号", S, 3)]
    what: A[Code, Cell("差异", S, 4)]
    handled: A[Text, Cell("怎么处理", S, 5)]


class Inventory(Facts, frozen=True, kw_only=True):
    """F09-9 资产统计表: by which count, how many assets there are in which state, what differs."""

    day: A[date, Cell("统计日期", S, 4)]
    count: A[Ref, Cell("按哪次盘点", S, 8, of="asset_count")]
    in_use: A[int, Cell("在用", S, 3)]
    in_store: A[int, Cell("备用", S, 3)]
    in_repair: A[int, Cell("维修", S, 3)]
    scrapped: A[int, Cell("报废", S, 3)]
    expected: A[int, Cell("应有", S, 3)]
    present: A[int, Cell("找到", S, 3)]
    missing: A[int, Cell("没有找到", S, 3)]
    foreign: A[int, Cell("不属于这里", S, 3)]
    differences: A[tuple[DifferenceLine, ...], Table("差异", S, 0, 200)] = ()
    remark: A[Text, Cell("说明", S, 12)] = ""
