"""What R09 leaves open: dated values with their evidence."""

from datetime import date, time
from typing import Any

from portal.core.parameter import Parameter

IN_FORCE = date(2000, 1, 1)
MINUTES, HOURS = "分钟", "小时"


def number(name: str, label: str, value: int, **other: Any) -> Parameter[int]:
    """How a whole number is declared that nobody but the trade says."""
    told: dict[str, Any] = {"unit": HOURS, "least": 1, "most": 200, "clause": "§8"}
    return Parameter(
        name=f"it_service.{name}", label=label, evidence="assumption", values=((IN_FORCE, value),),
        **told | other,
    )  # fmt: skip


RESPONSE = {
    level: number(
        f"response_{level.lower()}", f"{level} 事件几分钟内响应（服务时间）", value, unit=MINUTES, most=4800
    )
    for level, value in (("P1", 15), ("P2", 30), ("P3", 120), ("P4", 240))
}
# A working day of service is eight hours.
REPAIR = {
    level: number(f"repair_{level.lower()}", f"{level} 事件几小时内恢复（服务时间）", value)
    for level, value in (("P1", 4), ("P2", 8), ("P3", 16), ("P4", 40))
}


def hour(name: str, label: str, value: time, clause: str = "§7") -> Parameter[time]:
    """How a time of day is declared that nobody but the trade says."""
    return Parameter(
        name=f"it_service.{name}", label=label, clause=clause, evidence="assumption", unit="",
        values=((IN_FORCE, value),), words=lambda at: f"{at:%H:%M}", least=time(0), most=time(23, 59),
    )  # fmt: skip


OPENS = hour("opens", "服务台电话几点起有人接", time(8, 30))
CLOSES = hour("closes", "服务台电话接到几点", time(17, 30))
INTAKE = number("intake", "报修后几分钟内受理（服务时间）", 15, unit=MINUTES, most=480, clause="§4.4.2")
CONFIRM = number("confirm", "恢复后报修人几个工作日内确认，逾期视为确认", 3, unit="个工作日", most=30)
CONDUCT = number(
    "conduct", "每年开始后几个工作日内确认服务时间和行为规范", 10, unit="个工作日", most=60, clause="§7"
)
BUSINESS_OPENS = hour("business_opens", "业务时间几点开始", time(8, 30), "§9")
BUSINESS_CLOSES = hour("business_closes", "业务时间几点结束", time(17, 30), "§9")
CONFIRM_CHANGE = number(
    "confirm_change", "紧急变更口头批准后几个工作日内书面确认", 1, unit="个工作日", most=5, clause="§9"
)
DRILL = number("drill", "应急演练在每半年的第几个月月底前做", 5, unit="个月", most=6, clause="§6")
KNOWLEDGE = number("knowledge", "知识条目最长几个月后复审", 12, unit="个月", most=36, clause="§4.4.8")
REVIEW = number("review", "知识条目到期前几天提醒复审", 30, unit="天", most=180, clause="§4.4.8")
ALIKE = number("alike", "同一设备或系统几天内又报修算重复", 30, unit="天", most=365, clause="§4.4.9")
WEEKLY = number("weekly", "一周结束后几个工作日内交周报", 1, unit="个工作日", most=5, clause="§4.4.9")
MONTHLY = number("monthly", "一个月结束后几个工作日内交月报", 3, unit="个工作日", most=15, clause="§4.4.9")
WARRANTY = number("warranty", "保修到期前几天提醒", 60, unit="天", most=365, clause="§5.2")
RECURS = {"clause": "§8(2)", "unit": "天"}
WITHIN = number("recurring_days", "同类事件看最近几天（含当天）", 30, **RECURS, most=180)
SEVERAL = number(
    "recurring_least", "几件同类事件建议立问题单", 3, clause="§8(2)", unit="件", least=2, most=20
)
LOOKED_AT = number("problem_review", "没有结的问题几天没有进展要看一次", 7, **RECURS, most=60)
PARAMETERS: tuple[Parameter[Any], ...] = (
    INTAKE,
    *RESPONSE.values(),
    *REPAIR.values(),
    CONFIRM,
    CONDUCT,
    OPENS,
    CLOSES,
    BUSINESS_OPENS,
    BUSINESS_CLOSES,
    CONFIRM_CHANGE,
    DRILL,
    KNOWLEDGE,
    REVIEW,
    ALIKE,
    WEEKLY,
    MONTHLY,
    WARRANTY,
    WITHIN,
    SEVERAL,
    LOOKED_AT,
)
