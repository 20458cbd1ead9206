"""What nobody fills: how many incidents there were, and how they were handled. The code is ours."""

from portal.core.report import Figure, Report
from portal.regulations.it_service.flows import IT, OWNER

statistics = Report(
    code="F09-8T",
    title="事件统计表",
    clause="§4.4.9",
    seen_by=(),
    company=(*IT, *OWNER, "general_manager"),
    columns=(
        Figure("分类", 5),
        Figure("报修", total=True, charted=True),
        Figure("恢复", total=True),
        Figure("关闭", total=True),
        Figure("期末未关", total=True, charted=True),
        Figure("按期响应", total=True),
        Figure("响应按期率"),
        Figure("按期恢复", total=True),
        Figure("恢复按期率"),
        Figure("返工", total=True),
        Figure("重复报修", total=True),
        Figure("恢复用时"),
    ),
    months=12,
    signed=("工程（项目）经理", "工程（项目）负责人"),
    by=(("week", "周"), ("month", "月份"), ("level", "优先级"), ("part", "部分"), ("resolver", "处理人")),
    bars=12,
)
