"""What is said of a product when somebody registers it."""

from datetime import date
from typing import Annotated as A

from msgspec import Meta

from portal.core.facts import Cell, Facts, Line, Short, Table

MOST = 500
Code = A[str, Meta(max_length=20)]
Name = A[str, Meta(max_length=30)]
Unit = A[str, Meta(max_length=10)]


class Card(Line, frozen=True, kw_only=True):
    """One product, on a page of its own or as a row of a list; `until` is the first day without it."""

    key: str = ""
    code: A[Code, Cell("编码", "", 3)]
    name: A[Name, Cell("名称", "", 5)]
    spec: A[Short, Cell("规格", "", 5)] = ""
    unit: A[Unit, Cell("计量单位", "", 2)]
    since: A[date, Cell("启用日期", "", 3)]
    until: A[date | None, Cell("停用日期", "", 3)] = None


class ProductList(Facts, frozen=True):
    """Products to register."""

    lines: A[tuple[Card, ...], Table("产品", "", 1, MOST)]
