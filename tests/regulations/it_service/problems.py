"""Problems behind incidents, by the real operations; every function inside an app context."""

from typing import Any

from portal.core.approval.voiding import request_void
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.core.web.context import today
from portal.domain.operations.models import Incident, Problem
from portal.extensions import db, writing
from portal.regulations.it_service.facts import Addition, ProblemRecord, Solution
from portal.regulations.it_service.facts.problem import ChangedLine, LinkedLine
from tests.domain.complaints import acts
from tests.regulations.it_service.articles import article_ref, published
from tests.regulations.it_service.incidents import DESK, LEAD, assigned, reported

MANAGER = "1014"
WORKAROUND, ROOT = "先手工送纸一张，再打印", "这一批搓纸轮是次品"


def of_incident(case_id: int) -> Ref:
    """An incident, by its number."""
    return Ref(case_id, "", db.session.get_one(Document, case_id).number)


def classified(number: str = "1001", **other: Any) -> int:
    """An incident that the desk classified; its case."""
    case_id = reported(number, **other)
    assigned(case_id)
    return case_id


def linked(case_id: int) -> LinkedLine:
    """A line that names an incident."""
    return LinkedLine(key=f"{case_id:08x}", incident=of_incident(case_id))


def record(*incidents: int, **other: Any) -> ProblemRecord:
    """What is written of a problem when it is opened."""
    told: dict[str, Any] = {
        "day": today(), "title": "打印机反复卡纸", "thing": "三楼的打印机", "part": "终端和外设",
        "symptom": "进纸时卡住", "incidents": tuple(map(linked, incidents)),
    }  # fmt: skip
    return ProblemRecord(**told | other)


def opened(*incidents: int, by: str = DESK, **other: Any) -> int:
    """Somebody opens a problem; its case."""
    return acts.sent("F09-4", record(*incidents, **other), 0, by)


def addition(*links: tuple[Any, int], **other: Any) -> Addition:
    """What is added to it: 关联 or 解除, and which incident."""
    lines = tuple(ChangedLine(key=f"{n:08x}", link=link, incident=of_incident(n)) for link, n in links)
    return Addition(**{"day": today(), "told": "现象一样", "incidents": lines} | other)


def added(case_id: int, *links: tuple[Any, int], by: str = DESK, **other: Any) -> int:
    """Somebody adds it; the paper."""
    return acts.sent("F09-4A", addition(*links, **other), case_id, by)


def solution(**other: Any) -> Solution:
    """What the lead reports."""
    told: dict[str, Any] = {
        "day": today(), "conclusion": "已查明", "root": ROOT, "workaround": WORKAROUND, "fix": "换一批搓纸轮",
        "no_change": "换配件，不动生产系统",
    }  # fmt: skip
    return Solution(**told | other)


def solved(case_id: int, **other: Any) -> int:
    """The lead reports, with an article, and the manager signs; the paper."""
    other = {"article": article_ref(published())} | other
    paper = acts.sent("F09-4R", solution(**other), case_id, LEAD)
    assert acts.decided(paper, {}) == ["审核"]
    return paper


def void(paper_id: int, by: str) -> None:
    """Whoever wrote a paper asks for it to be void, and everybody asked agrees."""
    with writing():
        request_void(paper_id, acts.author_of(by).person_id, "写错了", this_moment())
    acts.decided(paper_id, {})


def problem(case_id: int) -> Problem:
    """How it is registered now."""
    return db.session.get_one(Problem, case_id, populate_existing=True)


def has(case_id: int) -> set[int]:
    """Which incidents it has."""
    return {n for n, of in db.session.query(Incident.case_id, Incident.problem_id) if of == case_id}


def move(case_id: int, to: str) -> None:
    """The lead moves it on."""
    acts.move(case_id, to, acts.acting(LEAD, "technical_lead"))
