"""One cell: what somebody typed becomes a value, or a sentence that says what is wrong."""

from datetime import date
from typing import Any

import pytest

from portal.core.facts import Column, Month, columns
from portal.core.kinds import Unreadable, read, typed
from portal.regulations.customer_maintenance.facts import PlanLine, VisitPlan

HEAD, LINE = columns(VisitPlan), columns(PlanLine)
DAY, FREQUENCY, ROUTE, GOAL = LINE["day"], LINE["frequency"], LINE["route"], LINE["goal"]
MONTH, REMARKS, CUSTOMER = HEAD["month"], HEAD["remarks"], LINE["customer"]
WRITE_A_DAY = "日期请写成 2026-12-01 这样"


def refused(column: Column, text: str) -> str:
    with pytest.raises(Unreadable) as refusal:
        read(column, text)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        (DAY, "2024-02-29", date(2024, 2, 29)),
        (DAY, "2026-1-5", date(2026, 1, 5)),
        (DAY, "2026/1/5", date(2026, 1, 5)),
        (DAY, "2026.01.05", date(2026, 1, 5)),
        (DAY, "2026年1月5日", date(2026, 1, 5)),
        (DAY, "20260105", date(2026, 1, 5)),
        (DAY, "２０２６－０１－０５", date(2026, 1, 5)),
        (DAY, "２０２６年１月５日", date(2026, 1, 5)),
        (DAY, "\u30002026-01-05 ", date(2026, 1, 5)),
        (DAY, "1900-01-01", date(1900, 1, 1)),
        (DAY, "2199-12-31", date(2199, 12, 31)),
        (MONTH, "2026-12", Month(2026, 12)),
        (MONTH, "2026年1月", Month(2026, 1)),
        (MONTH, "２０２６－１", Month(2026, 1)),
        (FREQUENCY, "1", 1),
        (FREQUENCY, "31", 31),
        (FREQUENCY, "３１", 31),
        (FREQUENCY, "00012", 12),
        (FREQUENCY, " 2 ", 2),
        (ROUTE, "路" * 40, "路" * 40),
        (ROUTE, "　滨江  ", "　滨江  "),
        (GOAL, "行\r\n行", "行\n行"),
        (GOAL, "字" * 300, "字" * 300),
        (GOAL, "\U00020bb7" * 300, "𠮷" * 300),
        (REMARKS, "", ""),
        (REMARKS, "　 \n", ""),
    ],
)
def test_what_is_understood(column: Column, text: str, value: Any) -> None:
    assert read(column, text) == value
    assert read(column, typed(value)) == value


@pytest.mark.parametrize(
    ("column", "text", "sentence"),
    [
        (DAY, "2026-02-29", "没有这一天"),
        (DAY, "2026-02-30", "没有这一天"),
        (DAY, "2026-13-01", "没有这一天"),
        (DAY, "0001-01-01", WRITE_A_DAY),
        (DAY, "1899-12-31", WRITE_A_DAY),
        (DAY, "2200-01-01", WRITE_A_DAY),
        (DAY, "05/01/2026", WRITE_A_DAY),
        (DAY, "2026-01-05T25:00", WRITE_A_DAY),
        (DAY, "2026-01-05; DROP", WRITE_A_DAY),
        (DAY, "٢٠٢٦-٠١-٠٥", WRITE_A_DAY),
        (MONTH, "2026-13", "月份请写成 2026-12 这样"),
        (MONTH, "2026-0", "月份请写成 2026-12 这样"),
        (MONTH, "2026", "月份请写成 2026-12 这样"),
        (FREQUENCY, "0", "请填 1 到 31 的整数"),
        (FREQUENCY, "32", "请填 1 到 31 的整数"),
        (FREQUENCY, "-1", "请填 1 到 31 的整数"),
        (FREQUENCY, "1.0", "请填 1 到 31 的整数"),
        (FREQUENCY, "1_0", "请填 1 到 31 的整数"),
        (FREQUENCY, "٣", "请填 1 到 31 的整数"),
        (FREQUENCY, "9" * 5000, "请填 1 到 31 的整数"),
        (ROUTE, "路" * 41, "最多 40 字，现在 41 字"),
        (ROUTE, "滨江\n萧山", "只能写一行"),
        (GOAL, "字" * 301, "最多 300 字，现在 301 字"),
        (CUSTOMER, "客" * 121, "没有找到这个客户"),
        *((column, blank, "请填写") for column in (DAY, FREQUENCY, ROUTE, GOAL) for blank in ("", " 　\n")),
    ],
)
def test_what_is_refused_and_how(column: Column, text: str, sentence: str) -> None:
    assert refused(column, text) == sentence
