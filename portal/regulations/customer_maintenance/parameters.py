"""What R01 leaves open, as dated values with their evidence."""

from datetime import date

from portal.core.parameter import Parameter

IN_FORCE = date(2000, 1, 1)

PLAN_DUE = Parameter(
    name="customer_maintenance.plan_due",
    label="月度巡访计划表：上月第几个工作日前提交（-1 为最后一个）",
    clause="§1(2)",
    evidence="assumption",
    unit="工作日",
    values=((IN_FORCE, -1),),
)

PARAMETERS = (PLAN_DUE,)
