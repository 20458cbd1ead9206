"""What is read beside the forms: the count of journals, and the chart of the plan's approval.

Their codes are those of the form they belong to with a letter (L 流程图, T 统计表): the collection numbers
its forms with figures alone, so that no later form can have the same code.
"""

from portal.core.report import Figure, Report
from portal.core.static_page import FlowPicture, StaticPage
from portal.regulations.customer_maintenance.documents.visiting import visit_plan

plan_chart = StaticPage(
    code="F01-1L", title="月度巡访计划审批流程图", clause="§1(3)", content=(FlowPicture(visit_plan),)
)
journal_counts = Report(
    code="F01-2T",
    title="成功手册完成统计",
    clause="§1(4)",
    seen_by=("account_manager", "branch_office_manager", "sales_manager", "general_manager"),
    columns=(
        Figure("业务经理", 3),
        Figure("办事处", 3),
        Figure("工作日", total=True),
        Figure("已写天数", total=True, charted=True),
        Figure("休息日另写", total=True),
        Figure("已检查（份）", total=True),
        Figure("计划巡访", total=True),
        Figure("计划内已访", total=True),
        Figure("计划外巡访", total=True),
    ),
    months=12,
    signed=("办事处经理", "销售部经理"),
)
