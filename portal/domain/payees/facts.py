"""What is said of a payee when somebody registers it."""

from datetime import date
from typing import Annotated as A
from typing import Literal

from msgspec import Meta

from portal.core.facts import Cell, Facts, Line, Table, When

MOST = 500
CUSTOMER = "客户单位"
Code = A[str, Meta(max_length=30)]
Name = A[str, Meta(max_length=80)]
Named = A[str, Meta(max_length=120)]


class Card(Line, frozen=True, kw_only=True):
    """One payee, on a page of its own or as a row of a list; `customer` names a registered customer by its
    code, `until` is the first day without it."""

    key: str = ""
    code: A[Code, Cell("统一社会信用代码", "", 4)]
    name: A[Name, Cell("单位名称", "", 6)]
    kind: A[Literal["供应商", "客户单位"], Cell("类别", "", 2)]
    customer: A[Named, Cell("客户", "", 4, when=When("kind", (CUSTOMER,)))] = ""
    since: A[date, Cell("启用日期", "", 3)]
    until: A[date | None, Cell("停用日期", "", 3)] = None


class PayeeList(Facts, frozen=True):
    """Payees to register."""

    lines: A[tuple[Card, ...], Table("收款单位", "", 1, MOST)]
