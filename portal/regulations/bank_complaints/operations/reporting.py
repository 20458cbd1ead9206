"""§5: what was found and proposed goes to whoever decides; none of them has an interest in it."""

from collections.abc import Iterator
from datetime import date

from portal.core.approval.hooks import on_approved, on_begun, on_submitted
from portal.core.cases.operations import carry
from portal.core.documents.models import Document
from portal.core.facts import Month, Refusal
from portal.core.forms.fields import Fields
from portal.core.instants import Moment
from portal.core.org.queries import holders_of, upwards
from portal.core.web.context import today
from portal.domain.complaints.operations import Decided, decide
from portal.regulations.bank_complaints.documents import report
from portal.regulations.bank_complaints.facts import Record, Report
from portal.regulations.bank_complaints.facts.words import BRANCH, GROUP
from portal.regulations.bank_complaints.operations.file import case_of, papers, record_of, refuse
from portal.regulations.bank_complaints.operations.people import all_interested, interested, roles_of
from portal.regulations.bank_complaints.operations.receiving import unit_of
from portal.regulations.bank_complaints.rules.handling import INVESTIGATORS, decider_refusals

HEAD = "first_branch_head"
GROUP_SIGNERS = ("hr_head", "service_quality_head")


@on_begun(report)
def begin_with(person_id: int, _period: date | Month) -> Fields:
    """§5: as what the author investigates."""
    mine = roles_of(person_id, today())
    return [("investigator", name) for name, role in INVESTIGATORS.items() if role in mine][:1]


@on_submitted(report)
def require_fit(document: Document, said: Report, moment: Moment) -> None:
    """§5, §附2: by whom it was investigated, and by whom it is decided."""
    record = record_of(case_of(document))
    refuse(*against(document, said, record, moment))
    carry(case_of(document), "handling", document.author_id, "已提交调查处理报告", moment)


def against(document: Document, said: Report, record: Record, moment: Moment) -> Iterator[Refusal]:
    """What speaks against a report."""
    author = [document.author_id]
    yield from (Refusal((), why, "§附2") for why in interested(record, author, moment.day))
    if INVESTIGATORS[said.investigator] not in roles_of(document.author_id, moment.day):
        yield Refusal(("investigator",), f"你不是{said.investigator}，请按自己的岗位选", "§5(四)")
    yield from decider_refusals(said, record.level)
    if said.decider == BRANCH:
        yield from branch_refusals(document, record, moment)
    elif any(all_interested(record, holders(role, moment.day), moment.day) for role in GROUP_SIGNERS):
        why = "人力资源部或领导小组的负责人要回避，没有别人可以办：请移送纪检监察室（F06-6）"
        yield Refusal(("decider",), why, "§附2")
    if others := [
        each for each in papers(case_of(document), report.code, under_way=True) if each.id != document.id
    ]:
        yield Refusal((), f"这个案件的 {others[0].number_told} 还没有办完", "§5")


def holders(role: str, day: date) -> list[int]:
    """Everybody in the company who holds a role."""
    return [holding.person_id for holding in holders_of(set(), {role}, [], day)]


def branch_refusals(document: Document, record: Record, moment: Moment) -> Iterator[Refusal]:
    """§5(三): there is a first-level branch above the author, and its head may decide."""
    near = [place.unit_id for place in upwards(document.unit_id, moment.day)]
    heads = [holding.person_id for holding in holders_of({HEAD}, set(), near, moment.day)]
    if not heads:
        yield Refusal(("decider",), f"你所在的部门以上没有一级行部，请选{GROUP}", "§5(一)")
    elif all_interested(record, heads, moment.day):
        yield Refusal(("decider",), f"一级行部的负责人要回避，请选{GROUP}", "§附2")


@on_approved(report)
def let_the_reply_go(document: Document, said: Report, moment: Moment) -> None:
    """§附4: the complainant is to be told."""
    record = record_of(case_of(document))
    decide(case_of(document), Decided(record.subject, unit_of(record), said.outcome))
    carry(case_of(document), "replying", document.author_id, f"{document.number} 已批准", moment)
