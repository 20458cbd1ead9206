"""What the register says of an asset, on a page of its own or as a row of a list."""

from datetime import date
from typing import Annotated as A
from typing import Literal

from msgspec import Meta

from portal.core.facts import Cell, Facts, Line, Short, Table, Text

MOST = 900
IN_USE, IN_STORE, IN_REPAIR, SCRAPPED = STATES = ("在用", "备用", "维修", "报废")
KINDS = ("台式机", "笔记本", "服务器", "网络设备", "打印机", "显示器", "移动设备", "其他")
State = Literal["在用", "备用", "维修", "报废"]
Kind = Literal["台式机", "笔记本", "服务器", "网络设备", "打印机", "显示器", "移动设备", "其他"]
Model = A[str, Meta(max_length=40)]
Place = A[str, Meta(max_length=120)]
Number = A[str, Meta(max_length=20)]


class Card(Line, frozen=True, kw_only=True):
    """One asset as somebody fills it in; `number` is empty where it is still to be given one, `user` and
    `unit` are name and number of a colleague, name and code of a unit."""

    key: str = ""
    number: A[Number, Cell("编号", "", 3)] = ""
    kind: A[Kind, Cell("类别", "", 3)]
    model: A[Model, Cell("型号", "", 5)]
    serial: A[Short, Cell("序列号", "", 4)] = ""
    user: A[Short, Cell("使用人", "", 3)] = ""
    unit: A[Place, Cell("部门", "", 4)]
    room: A[Short, Cell("放在哪里", "", 4)] = ""
    bought: A[date | None, Cell("购入日期", "", 3)] = None
    warranty: A[date | None, Cell("保修到期", "", 3)] = None
    state: A[State, Cell("状态", "", 3)]
    remark: A[Text, Cell("备注", "", 5)] = ""


class AssetList(Facts, frozen=True):
    """Assets to register or to change."""

    lines: A[tuple[Card, ...], Table("资产", "", 1, MOST)]
