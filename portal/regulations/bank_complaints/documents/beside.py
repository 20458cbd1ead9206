"""What nobody fills: the register, the statistics, and who does what. F06-9 and F06-10 are codes of ours."""

from portal.core.report import Figure, Report
from portal.core.static_page import FlowPicture, Prose, StaticPage, TextTable
from portal.domain.complaints.reporting import figures
from portal.regulations.bank_complaints.documents.handling import report
from portal.regulations.bank_complaints.flows import CASE

HEADS = ("first_branch_head", "bank_department_head", "outlet_head")
COMPANY = (*CASE.keepers, "hr_head", "general_manager", "deputy_general_manager")
SIGNED = ("人力资源部", "优质服务领导小组")

register = Report(
    code="F06-9",
    title="客户投诉登记台账",
    clause="§4",
    seen_by=HEADS,
    company=COMPANY,
    columns=(
        Figure("案件编号", 6),
        Figure("接到", 4),
        Figure("投诉人", 4),
        Figure("被投诉的机构", 5),
        Figure("类别", 4),
        Figure("业务条线", 4),
        Figure("转办", 4),
        Figure("调查", 4),
        Figure("应答复", 4),
        Figure("答复", 4),
        Figure("结案或现状", 5),
        Figure("逾期天数", 3),
    ),
    months=12,
    signed=SIGNED,
    usual="year",
)
statistics = Report(
    code="F06-10",
    title="客户投诉统计表",
    clause="§附5",
    seen_by=HEADS,
    company=COMPANY,
    columns=figures("答复"),
    months=12,
    signed=SIGNED,
    by=(("class", "投诉类别"), ("unit", "被投诉的机构"), ("business", "业务条线"), ("month", "月份")),
    bars=12,
)
LINES = TextTable(
    ("电话", "由谁接听", "做什么"),
    (
        ("客户援助电话", "一级支行、营业部", "接听、处理本级的投诉，协调部门和网点，监督全过程"),
        ("客服热线", "银行卡（电子银行）部", "接听、登记，转客户援助电话或服务监督电话，不结案"),
        ("服务监督电话", "总行人力资源部", "接听、处理全行的投诉，视情况回访，指导、协调、督促"),
    ),
    "三条专线",
)
UNITS = TextTable(
    ("部门", "做什么"),
    (
        ("优质服务工作领导小组", "对全行的投诉调查、甄别、处理，批准特别复杂的延期"),
        ("总行各部室", "协调处理本条线的投诉"),
        ("一级行部", "处理本级的投诉，批准本级的报告和延期"),
        ("各网点", "调查、协助处理转来的投诉，登记客户意见簿"),
        ("总行纪检监察室", "调查纪检监察范围的投诉，案件只有它看得到"),
    ),
    "分工",
)
STATICS = (
    StaticPage("F06-2L", "投诉受理和处理分工表", "§5", (LINES, UNITS)),
    StaticPage(
        "F06-4L", "投诉调查处理流程图", "§5(一)",
        (FlowPicture(report), Prose(("三条专线都可以接听，记录当即送服务监督电话。",), "说明")),
    ),
)  # fmt: skip
