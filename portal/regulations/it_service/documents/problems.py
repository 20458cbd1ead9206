"""The record that opens a problem's case, what is added to it, and the report that solves it.

F09-4A 问题补充记录 and F09-4R 问题分析与解决报告 are codes of our own.
"""

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.flow import signature_cells
from portal.core.sheet import Given, Sheet
from portal.regulations.it_service.facts import Addition, ProblemRecord, Solution
from portal.regulations.it_service.facts.words import LINKED, RELEASED
from portal.regulations.it_service.flows import ADMINS, DESK, LEAD, PROBLEM_CASE, SOLVED
from portal.regulations.it_service.rules.problems import (
    addition_refusals,
    problem_refusals,
    solution_refusals,
)

PROBLEM = "F09-4"
KEPT = 3  # years
FILES = Evidence("附件", "§4.4.5", 0, 9)
FINDERS = (*DESK, *ADMINS, *LEAD)


def links_told(said: Addition) -> str:
    """How many incidents are linked, and how many released."""
    counts = ((word, sum(line.link == word for line in said.incidents)) for word in (LINKED, RELEASED))
    told = "、".join(f"{word} {count} 件" for word, count in counts if count)
    return f"事件：{told}" if told else "临时办法" if said.workaround else "知识条目"


problem = DocumentType(
    code=PROBLEM,
    title="问题单",
    facts=ProblemRecord,
    version=1,
    clause="§4.4.5",
    number="PRB-{yyyymmdd}-{nnn}",
    numbered="sent",
    authors=FINDERS,
    flow=(),
    period="day",
    keep_years=KEPT,
    case=PROBLEM_CASE,
    evidence=FILES,
    refuse=problem_refusals,
    summary=lambda said: (said.title, f"{said.thing}；关联事件 {len(said.incidents)} 件"),
    sheet=Sheet(
        (
            (Given("author", "提出人"), Given("unit", "所在部门")),
            ("day", "title"),
            ("thing", "part"),
            ("symptom",),
            ("incidents",),
            ("known",),
            ("workaround",),
        ),
        ("提出人",),
    ),
)
addition = DocumentType(
    code="F09-4A",
    title="问题补充记录",
    facts=Addition,
    version=1,
    clause="§4.4.5",
    number="PRA-{yyyymmdd}-{nnn}",
    numbered="sent",
    authors=FINDERS,
    within=PROBLEM,
    flow=(),
    period="day",
    keep_years=KEPT,
    evidence=FILES,
    refuse=addition_refusals,
    summary=lambda said: (f"问题补充：{said.told[:50]}", links_told(said)),
    sheet=Sheet(
        (
            (Given("case", "问题单"), Given("author", "填表人"), "day"),
            ("told",),
            ("incidents",),
            ("workaround",),
            ("article",),
        ),
        ("填表人",),
    ),
)
solution = DocumentType(
    code="F09-4R",
    title="问题分析与解决报告",
    facts=Solution,
    version=1,
    clause="§4.4.5",
    number="PRR-{yyyymmdd}-{nnn}",
    numbered="sent",
    authors=LEAD,
    within=PROBLEM,
    flow=SOLVED,
    period="day",
    keep_years=KEPT,
    evidence=FILES,
    refuse=solution_refusals,
    summary=lambda said: (f"{said.conclusion}：{said.root[:50]}", said.fix[:60]),
    sheet=Sheet(
        (
            (Given("case", "问题单"), Given("author", "技术主管")),
            ("day", "conclusion"),
            ("root",),
            ("workaround",),
            ("fix",),
            ("change", "no_change"),
            ("article",),
        ),
        ("技术主管", *signature_cells(SOLVED)),
    ),
)
