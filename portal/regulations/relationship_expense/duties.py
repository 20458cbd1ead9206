"""What R07 asks for again and again."""

from portal.core.duty import Duty

REPS, CLERKS, MANAGERS, FINANCE = ("sales_rep",), ("sales_clerk",), ("sales_manager",), ("finance_clerk",)

DUTIES = (
    Duty("填报上月统计表（附表1、附表2）", "§2.1", REPS, "month", "第3个工作日下班前", "", "seed"),
    Duty("检核上月统计表", "§2.2", (*CLERKS, *MANAGERS, *FINANCE), "month", "第8个工作日下班前", "", "seed"),
    Duty("借支", "§3.2", REPS, "month", "从参数规定的工作日起", "F07-4", "seed"),
    Duty("核销借支", "§3.2", REPS, "event", "借支后参数规定的工作日内", "F07-8", "assumption"),
    Duty("抽查三家客户", "§3.2", MANAGERS, "event", "兑付完毕后", "F07-5", "seed"),
    Duty("核对专户台账", "§1.4", FINANCE, "month", "当月", "F07-6", "assumption"),
)
