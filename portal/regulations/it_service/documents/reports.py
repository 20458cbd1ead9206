"""The reports of a week and of a month."""

from typing import Any

from portal.core.document_type import DocumentType
from portal.core.flow import signature_cells
from portal.core.sheet import Given, Sheet
from portal.regulations.it_service.facts import MonthReport, WeekReport, WorkReport
from portal.regulations.it_service.flows import ACCEPTED, MANAGER
from portal.regulations.it_service.rules.reports import month_refusals, week_refusals

COUNTED = "数字从记录里数出来，填的和记录不一样不能提交；图、分优先级和分处理人的数见事件统计表（F09-8T）。"


def sheet(period: str) -> Sheet:
    """How a report is laid out."""
    return Sheet(
        (
            (Given("author", "填报人"), Given("unit", "所在部门"), period),
            ("reported", "restored", "closed", "left"),
            ("responded", "response_share", "repaired", "repair_share"),
            ("returned", "again", "usual"),
            ("done",),
            ("improvements",),
            ("ahead",),
        ),
        ("工程（项目）经理", *signature_cells(ACCEPTED)),
    )


def told(said: WorkReport) -> str:
    """The figures on one line."""
    late = f"，恢复按期率 {said.repair_share}" if said.repair_share else ""
    return f"报修 {said.reported}、关闭 {said.closed}、未关 {said.left}{late}"


BOTH: dict[str, Any] = {
    "version": 1,
    "clause": "§4.4.9",
    "numbered": "period",
    "authors": MANAGER,
    "flow": ACCEPTED,
    "keep_years": 3,
    "batch": True,
    "notice": COUNTED,
}
week_report = DocumentType(
    code="F09-8",
    title="统计及工作报告（周报）",
    facts=WeekReport,
    number="ZB-{yyyy}-{nnn}",
    period="monday",
    refuse=week_refusals,
    summary=lambda said: (f"{said.monday}一周的运维报告", told(said)),
    sheet=sheet("monday"),
    **BOTH,
)
month_report = DocumentType(
    code="F09-8M",
    title="统计及工作报告（月报）",
    facts=MonthReport,
    number="YB-{yyyy}-{nnn}",
    period="month",
    begins="last",
    refuse=month_refusals,
    summary=lambda said: (f"{said.month}的运维报告", told(said)),
    sheet=sheet("month"),
    **BOTH,
)
