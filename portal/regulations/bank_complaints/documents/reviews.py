"""What is looked at again and again; F06-11 and F06-12 are codes of ours, the text has none."""

from portal.core.sheet import Given
from portal.core.usual_form import Which
from portal.regulations.bank_complaints.documents.papers import form
from portal.regulations.bank_complaints.facts import Numbers, RootReport
from portal.regulations.bank_complaints.flows import ROOTS_READ, SUPERVISING
from portal.regulations.bank_complaints.rules.ending import numbers_refusals, roots_refusals

roots = form(
    Which("F06-11", "GY", "季度投诉根源分析报告", "§附5", RootReport),
    ((Given("author", "分析人"), Given("unit", "部门")), ("day", "total", "upheld"), ("review",), ("roots",)),
    "分析人",
    ROOTS_READ,
    size="A4 landscape",
    authors=SUPERVISING,
    refuse=roots_refusals,
    summary=lambda said: (
        f"{said.day.year}年第{(said.day.month + 2) // 3}季度投诉根源分析",
        f"{said.total} 件，属实 {said.upheld} 件",
    ),
)  # fmt: skip
numbers = form(
    Which("F06-12", "GS", "服务电话公示检查表", "§4", Numbers),
    ((Given("author", "检查人"), "day"), ("outlets",)),
    "检查人",
    authors=SUPERVISING,
    refuse=numbers_refusals,
    summary=lambda said: (f"{said.day}服务电话公示检查", f"{len(said.outlets)} 个网点"),
)
