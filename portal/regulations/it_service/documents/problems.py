"""The record that opens a problem's case, what is added to it, and the report that solves it.

F09-4A 问题补充记录 and F09-4R 问题分析与解决报告 are codes of our own.
"""

from portal.core.evidence import Evidence
from portal.core.sheet import Given
from portal.core.usual_form import Signing, Which
from portal.regulations.it_service.documents.papers import paper
from portal.regulations.it_service.facts import Addition, ProblemRecord, Solution
from portal.regulations.it_service.facts.words import LINKED, RELEASED
from portal.regulations.it_service.flows import ADMINS, DESK, LEAD, PROBLEM_CASE, SOLVED
from portal.regulations.it_service.rules.problems import (
    addition_refusals,
    problem_refusals,
    solution_refusals,
)

PROBLEM = "F09-4"
FILES = Evidence("附件", "§4.4.5", 0, 9)
FINDERS = (*DESK, *ADMINS, *LEAD)


def links_told(said: Addition) -> str:
    """How many incidents are linked, and how many released."""
    counts = ((word, sum(line.link == word for line in said.incidents)) for word in (LINKED, RELEASED))
    told = "、".join(f"{word} {count} 件" for word, count in counts if count)
    return f"事件：{told}" if told else "临时办法" if said.workaround else "知识条目"


problem = paper(
    Which(PROBLEM, "PRB", "问题单", "§4.4.5", ProblemRecord),
    (
        (Given("author", "提出人"), Given("unit", "所在部门")),
        ("day", "title"),
        ("thing", "part"),
        ("symptom",),
        ("incidents",),
        ("known",),
        ("workaround",),
    ),
    Signing("提出人"),
    authors=FINDERS,
    case=PROBLEM_CASE,
    evidence=FILES,
    refuse=problem_refusals,
    summary=lambda said: (said.title, f"{said.thing}；关联事件 {len(said.incidents)} 件"),
)
addition = paper(
    Which("F09-4A", "PRA", "问题补充记录", "§4.4.5", Addition),
    (
        (Given("case", "问题单"), Given("author", "填表人"), "day"),
        ("told",),
        ("incidents",),
        ("workaround",),
        ("article",),
    ),
    Signing("填表人"),
    authors=FINDERS,
    within=PROBLEM,
    evidence=FILES,
    refuse=addition_refusals,
    summary=lambda said: (f"问题补充：{said.told[:50]}", links_told(said)),
)
solution = paper(
    Which("F09-4R", "PRR", "问题分析与解决报告", "§4.4.5", Solution),
    (
        (Given("case", "问题单"), Given("author", "技术主管")),
        ("day", "conclusion"),
        ("root",),
        ("workaround",),
        ("fix",),
        ("change", "no_change"),
        ("article",),
    ),
    Signing("技术主管", SOLVED),
    authors=LEAD,
    within=PROBLEM,
    evidence=FILES,
    refuse=solution_refusals,
    summary=lambda said: (f"{said.conclusion}：{said.root[:50]}", said.fix[:60]),
)
