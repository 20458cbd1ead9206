"""What R07 asks for again and again, and by when."""

from portal.core.calendar import Deadline
from portal.core.duty import Duty, Schedule
from portal.core.period import Period
from portal.core.terms import Terms
from portal.regulations.relationship_expense.rules import filed_by

REPS, CLERKS, MANAGERS, FINANCE = ("sales_rep",), ("sales_clerk",), ("sales_manager",), ("finance_clerk",)


def the_month_after(terms: Terms, period: Period) -> Deadline:
    """§2.1: a month's tables are filed by the third working day after it."""
    return filed_by(terms, period.month)


DUTIES = (
    Duty(
        "填报月客户采购及客情费统计表（附表1）",
        "§2.1",
        REPS,
        "month",
        "次月第3个工作日下班前",
        "F07-1",
        "seed",
        Schedule("month_table", the_month_after, opens=5),
    ),
    Duty(
        "填报月新客户特殊费用申请汇总表（附表2）",
        "§2.1",
        REPS,
        "month",
        "次月第3个工作日下班前，没有的月份交空表",
        "F07-2",
        "seed",
        Schedule("summary", the_month_after, opens=5),
    ),
    Duty("检核上月统计表", "§2.2", (*CLERKS, *MANAGERS, *FINANCE), "month", "第8个工作日下班前", "", "seed"),
    Duty("借支", "§3.2", REPS, "month", "从参数规定的工作日起", "F07-4", "seed"),
    Duty("核销借支", "§3.2", REPS, "event", "借支后参数规定的工作日内", "F07-8", "assumption"),
    Duty("抽查三家客户", "§3.2", MANAGERS, "event", "兑付完毕后", "F07-5", "seed"),
    Duty("核对专户台账", "§1.4", FINANCE, "month", "当月", "F07-6", "assumption"),
)
