"""Problems behind the demonstration company's incidents: one solved, one open, one that nobody looks at, and
incidents that ask for another one."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from portal.core.cases.operations import Act, Acting, act_on
from portal.core.documents.case_files import newest_position
from portal.core.documents.models import Document
from portal.core.documents.operations import Author
from portal.core.facts import Ref
from portal.core.org.roles import title_of
from portal.core.web.context import today
from portal.demonstration.complaints import file
from portal.demonstration.it_service import (
    DATABASE,
    DESK,
    NETWORK,
    PRINTER,
    SLOW,
    SOME,
    Trouble,
    classified,
    close,
)
from portal.demonstration.knowledge import NEW
from portal.demonstration.papers import at, deliver, settle, working_days
from portal.domain.operations.case_references import found_incident
from portal.domain.operations.models import Article, Incident
from portal.extensions import db, writing
from portal.regulations.it_service import facts as r09
from portal.regulations.it_service.facts.problem import LinkedLine

LEAD = "1074"
Authors = Callable[[str], Author]
WIRELESS = Trouble(
    "1003", "无线网老是断开，要重新连", "一楼会议室", "受影响", "网络和安全", SOME, NETWORK,
    "终端在两个接入点之间来回切换。", "重启接入点后恢复。",
)  # fmt: skip


def fill_problems(author_of: Authors) -> None:
    """Each on its own days."""
    days = working_days(today() - timedelta(days=28), today())
    solve(days[-12:-6], author_of)
    look_into(days[-7:], author_of)
    forget(days[-12], author_of)
    for trouble, day in ((SLOW._replace(by="1008"), days[-4]), (SLOW._replace(by="1003"), days[-2])):
        classified(trouble._replace(what="报表系统打开很慢，要等好几分钟"), day, author_of, 1)


def solve(days: list[date], author_of: Authors) -> None:
    """Printers that jam: reported by the lead, written down, closed."""
    third = PRINTER._replace(by="1004", thing="二楼 212 打印机")
    cases = [
        classified(each, day, author_of, 3)
        for each, day in zip((PRINTER._replace(by="1002"), third, PRINTER), days, strict=False)
    ]
    for case_id in cases:
        close(case_id, author_of(DESK), days[2])
    case_id = opened(cases, days[2], author_of(DESK), title="三楼打印机反复卡纸", symptom="进纸时卡住")
    paper = file(case_id, "F09-4R", report_of_printers(days[3]), author_of(LEAD), at(days[3], 10))
    settle(paper, at(days[4], 9), "approve")
    move(case_id, "closed", author_of(LEAD), days[5])


def report_of_printers(day: date) -> r09.Solution:
    """Why they jam, and what helps for good."""
    query = select(Article.document_id, Document.number).join(Article.document)
    article_id, number = db.session.execute(query.where(Article.title == NEW.title)).one()
    return r09.Solution(
        day=day, conclusion="已查明", root="这一批搓纸轮是次品，用两三个月就打滑。",
        workaround="把纸抖松放平，少放一些。",
        fix="三台打印机都换了原厂搓纸轮，向供应商退回其余的。", no_change="更换配件，不动生产系统。",
        article=Ref(article_id, number, NEW.title),
    )  # fmt: skip


def look_into(days: list[date], author_of: Authors) -> None:
    """A wireless network that breaks off: three incidents, a workaround, a note."""
    users = (("1003", "一楼会议室"), ("1007", "一楼大厅"), ("1012", "一楼会议室旁"))
    cases = [
        classified(WIRELESS._replace(by=by, thing=thing), day, author_of, steps)
        for (by, thing), day, steps in zip(users, days, (3, 2, 1), strict=False)
    ]
    told = {"thing": "一楼无线网", "part": "网络和安全", "workaround": "关掉无线再打开，或者先用网线。"}
    case_id = opened(cases, days[2], author_of(NETWORK), title="一楼无线网反复断开", **told)
    act = Act("noted", "progress", "厂商远程看过，怀疑两个接入点的信道冲突。", newest_position(case_id))
    enter(case_id, act, author_of(NETWORK), "network_admin", days[4])


def forget(day: date, author_of: Authors) -> None:
    """What nobody has looked at for more than a week."""
    told = {"thing": "财务报表系统", "part": "数据库", "symptom": "月底批量生成报表，中途报错"}
    opened([], day, author_of(DATABASE), title="月底报表批处理失败", **told)


def opened(cases: list[int], day: date, author: Author, **other: Any) -> int:
    """Somebody opens a problem; its case."""
    told = {
        "day": day, "thing": PRINTER.thing, "part": PRINTER.part, "symptom": WIRELESS.what,
        "incidents": tuple(map(linked, cases)),
    }  # fmt: skip
    return deliver("F09-4", r09.ProblemRecord(**told | other), author, at(day, 15))


def linked(case_id: int) -> LinkedLine:
    """An incident as a problem names it."""
    found = found_incident(db.session.get_one(Incident, case_id))
    return LinkedLine(key=f"{case_id:08x}", incident=found.ref, **found.copied)


def move(case_id: int, to: str, lead: Author, day: date) -> None:
    """The lead moves it on."""
    act = Act("moved", to, "两周没有再发生。", newest_position(case_id))
    enter(case_id, act, lead, "technical_lead", day)


def enter(case_id: int, act: Act, author: Author, role: str, day: date) -> None:
    """Somebody acts on a problem's case."""
    who = Acting(author.person_id, title_of(role), frozenset({role}))
    with writing():
        act_on(case_id, act, who, at(day, 16))
