"""What R05 and its sister rules fix in figures: dated values with their evidence."""

from datetime import date, time
from typing import Any

from portal.core.parameter import Parameter

IN_FORCE = date(2000, 1, 1)
WORKING_DAYS = "个工作日"


def number(name: str, label: str, clause: str, value: int, **other: Any) -> Parameter[int]:
    """How a whole number is declared."""
    told: dict[str, Any] = {"unit": WORKING_DAYS, "least": 1, "most": 60, "evidence": "assumption"}
    return Parameter(
        name=f"system_maintenance.{name}", label=label, clause=clause, values=((IN_FORCE, value),),
        **told | other,
    )  # fmt: skip


def hour(name: str, label: str, value: time) -> Parameter[time]:
    """How a time of day is declared."""
    return Parameter(
        name=f"system_maintenance.{name}", label=label, clause="§附1", evidence="assumption", unit="",
        values=((IN_FORCE, value),), words=lambda at: f"{at:%H:%M}", least=time(0), most=time(23, 59),
    )  # fmt: skip


OPENS = hour("opens", "主要营业时间几点开始", time(7))
CLOSES = hour("closes", "主要营业时间几点结束", time(22))
CONFIRM = number("confirm", "紧急变更口头批准后几个工作日内书面确认", "§附2", 1, most=5)
FAULT = number("fault", "故障登记后几个工作日内写完报告并结案", "§4(2)", 5)
MAKE_UP = number("make_up", "作业项目没有完成的，几个工作日内补做", "§附3", 5)
PLANNED = number("planned", "每月几日前编好本月的维护作业计划", "§附3", 5, unit="日", most=28)
PARAMETERS: tuple[Parameter[Any], ...] = (OPENS, CLOSES, CONFIRM, FAULT, MAKE_UP, PLANNED)
