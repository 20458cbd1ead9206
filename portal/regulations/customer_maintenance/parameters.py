"""What R01 leaves open, as dated values with their evidence."""

from datetime import date

from portal.core.parameter import Parameter
from portal.core.parameter_table import TableParameter
from portal.domain.customers.facts import GRADES

IN_FORCE = date(2000, 1, 1)

PLAN_DUE = Parameter(
    name="customer_maintenance.plan_due",
    label="月度巡访计划表：上月哪一个工作日前提交",
    clause="§1(2)",
    evidence="assumption",
    unit="工作日",
    values=((IN_FORCE, -1),),
    least=-10,
    most=-1,
    words=lambda n: f"第 {n} 个工作日" if n > 0 else f"倒数第 {-n} 个工作日" if n < -1 else "最后一个工作日",
)
VISITS_PER_MONTH = TableParameter(
    name="customer_maintenance.visits_per_month",
    label="各等级客户每月至少拜访几次",
    clause="§1(2)",
    evidence="assumption",
    unit="次/月",
    values=((IN_FORCE, {}),),
    least=dict.fromkeys(GRADES, 1),
    most=dict.fromkeys(GRADES, 31),
)

PARAMETERS = (PLAN_DUE, VISITS_PER_MONTH)
