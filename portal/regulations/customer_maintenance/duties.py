"""What R01 asks for again and again."""

from portal.core.duty import Duty

MANAGERS, OFFICE = ("account_manager",), ("branch_office_manager",)

DUTIES = (
    Duty("月度巡访计划", "§1(2)", MANAGERS, "month", "计划月份开始前，哪一天见参数", "F01-1", "assumption"),
    Duty("审核月度巡访计划", "§1(3)", OFFICE, "month", "计划月份开始前", "F01-1", "assumption"),
    Duty("成功手册", "§1(4)", MANAGERS, "workday", "当天", "F01-2", "seed"),
    Duty("检查成功手册", "§1(4)", OFFICE, "week", "下一周内", "F01-2", "assumption"),
    Duty("市场信息反馈", "§2(7)", MANAGERS, "visit", "当天", "F01-3", "assumption"),
    Duty("经销商月度目标分解", "§2(3)", MANAGERS, "month", "当月", "F01-4", "assumption"),
    Duty("订货与库存指导", "§2(5)", MANAGERS, "visit", "当天", "F01-5", "assumption"),
    Duty("请示报告", "§2(8)", MANAGERS, "event", "当个工作日", "F01-6", "assumption"),
)
