"""What R16, its sister rules and the law fix in figures: dated values with their evidence."""

from datetime import date
from typing import Any

from portal.core.money import Amount
from portal.core.parameter import Parameter

IN_FORCE = date(2000, 1, 1)
WORKING_DAYS = "个工作日"


def number(name: str, label: str, clause: str, evidence: str, value: int, **other: Any) -> Parameter[int]:
    """How a whole number is declared."""
    told: dict[str, Any] = {"unit": WORKING_DAYS, "least": 1, "most": 60}
    return Parameter(
        name=f"dealer_complaints.{name}", label=label, clause=clause, evidence=evidence,
        values=((IN_FORCE, value),), **told | other,
    )  # fmt: skip


PROPOSAL = number("proposal", "受理责任人几个工作日内提出解决办法", "§4(一)3", "seed", 1)
INFORM = number("inform", "收到投诉后几个工作日内告知客户", "§8", "elsewhere", 7)
MEETING = number(
    "meeting",
    "重大投诉确定后几小时（上班时间）内开会",
    "§4(二)2",
    "assumption",
    2,
    unit="小时",
    most=24,
)
UPWARD = number("upward", "重大投诉确定后几天内上报", "§7", "elsewhere", 1, unit="天", most=7)
INQUIRY = number("inquiry", "告知处理结果后几个工作日内询问满意度", "§4(一)5", "assumption", 3)
SUMMARY = number("summary", "告知处理结果后几个工作日内写总结", "§4(一)7", "assumption", 5)
ALIKE = number(
    "alike", "同一车牌或电话多少天内的未结投诉算可能重复", "§4(一)1", "assumption", 30, unit="天", most=365
)
REVIEW = number("review", "每月几日前回顾上月的投诉", "§4(一)7", "assumption", 10, unit="日", most=28)
PENALTIES = number(
    "penalties", "责任处罚是否开通（0 不开通，1 已经民主程序并公示）", "§6.1", "assumption", 0,
    unit="", least=0, most=1,
)  # fmt: skip
SHARE = number("share", "赔偿最多扣当月工资的百分之几", "§6.1", "elsewhere", 20, unit="%", least=0, most=20)
MINIMUM_WAGE = Parameter(
    name="dealer_complaints.minimum_wage",
    label="当地的月最低工资",
    clause="§6.1",
    evidence="assumption",
    unit="元",
    values=((IN_FORCE, Amount(274_000)),),
    words=str,
    least=Amount(100_000),
    most=Amount(10_000_000),
)
PARAMETERS: tuple[Parameter[Any], ...] = (
    PROPOSAL, INFORM, MEETING, UPWARD, INQUIRY, SUMMARY, ALIKE, REVIEW, PENALTIES, SHARE, MINIMUM_WAGE,
)  # fmt: skip
