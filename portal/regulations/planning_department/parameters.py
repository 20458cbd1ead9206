"""What R08 fixes in figures, as dated values with their evidence."""

from datetime import date

from portal.core.parameter import Parameter

IN_FORCE = date(2000, 1, 1)

NOTICE_HALF_DAYS = Parameter(
    name="planning_department.notice_half_days",
    label="请假至少提前几个半天书面提出",
    clause="§4.1(3)",
    evidence="seed",
    unit="个半天",
    values=((IN_FORCE, 1),),
    least=1,
    most=20,
)
MAKE_UP_DAYS = Parameter(
    name="planning_department.make_up_days",
    label="先电话告知的，返岗后几个工作日内补请假单",
    clause="§4.1(3)",
    evidence="assumption",
    unit="个工作日",
    values=((IN_FORCE, 1),),
    least=1,
    most=10,
)
LONGEST_SLIP = Parameter(
    name="planning_department.longest_slip",
    label="一张请假单最多多少天（连休息日）",
    clause="§4.1(3)",
    evidence="assumption",
    unit="天",
    values=((IN_FORCE, 190),),
    least=1,
    most=366,
)

PARAMETERS = (NOTICE_HALF_DAYS, MAKE_UP_DAYS, LONGEST_SLIP)
