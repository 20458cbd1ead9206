"""§附1, §附4: the complainant is told: of the result, which meets the limit, or of more time."""

from portal.core.approval.hooks import Refused, facts_of, on_submitted
from portal.core.calendar import AfterDays, Extension
from portal.core.cases.limits import let_run, met
from portal.core.cases.operations import carry
from portal.core.clocks.operations import extend
from portal.core.documents.models import Document
from portal.core.facts import Facts, Refusal
from portal.core.instants import Moment, last_day, local_day
from portal.core.web.context import zone
from portal.domain.complaints.following import plan_callback
from portal.domain.complaints.operations import answer_case
from portal.domain.complaints.queries import complaint_of
from portal.regulations.bank_complaints.documents import report, told
from portal.regulations.bank_complaints.facts import Prolonging, Report, Told
from portal.regulations.bank_complaints.facts.words import REPLIED, SUITABLE, UTTERLY
from portal.regulations.bank_complaints.operations.file import case_of, papers, refuse
from portal.regulations.bank_complaints.operations.limits import (
    AGAIN,
    CALLBACK,
    REPLY,
    WORKING_DAYS,
)
from portal.regulations.bank_complaints.operations.prolonging import last_of, limit_of, untold
from portal.regulations.bank_complaints.parameters import CALLBACK as CALLBACK_DAYS
from portal.regulations.bank_complaints.parameters import COMPLEX, LONGEST
from portal.regulations.bank_complaints.rules.ending import since_refusals
from portal.regulations.bank_complaints.rules.handling import in_time_refusals


@on_submitted(told)
def note(document: Document, said: Told, moment: Moment) -> None:
    """§附4, §附1: what was approved is told, and has its effect by that."""
    tell_result(document, said, moment) if said.matter == REPLIED else tell_more_time(document, said, moment)


def tell_result(document: Document, said: Told, moment: Moment) -> None:
    """§附4: the limit is met; whoever is suited is called back."""
    case_id = case_of(document)
    decided = untold_reports(case_id)
    if not decided:
        raise Refused(Refusal(("matter",), "没有等着告知的处理结果：调查处理报告批准以后才答复", "§附4"))
    refuse(*since_approval(said, decided[-1]))
    for limit in (REPLY, AGAIN):
        met(case_id, limit, moment)
    if complaint_of(case_id).answered is None:
        answer_case(case_id, said.day)
    carry(case_id, "follow_up", document.author_id, f"{said.way}告知处理结果", moment)
    found = facts_of(decided[-1])
    if isinstance(found, Report) and found.suitable == SUITABLE:
        call_back(case_id, moment)


def untold_reports(case_id: int) -> list[Document]:
    """The approved reports of a case of whose results the complainant was not told yet: each notice tells of
    one."""
    results = [each for each in papers(case_id, told.code) if of_result(facts_of(each))]
    return papers(case_id, report.code)[len(results) :]


def of_result(said: Facts) -> bool:
    """Whether a notice told of the result."""
    return isinstance(said, Told) and said.matter == REPLIED


def call_back(case_id: int, moment: Moment) -> None:
    """§4(三): the complainant is called back some working days later."""
    met(case_id, CALLBACK, moment)
    clock = let_run(case_id, CALLBACK, CALLBACK_DAYS, WORKING_DAYS, moment)
    if clock.due_at:
        plan_callback(case_id, last_day(clock.due_at, zone()))


def tell_more_time(document: Document, said: Told, moment: Moment) -> None:
    """§附1: the limit is longer from the notice on, which comes while it runs."""
    case_id = case_of(document)
    clock, waiting = limit_of(case_id), untold(case_id)
    if not waiting:
        raise Refused(Refusal(("matter",), "没有已经批准、等着告知的延期审批单", "§附1"))
    granted = facts_of(waiting[-1])
    assert isinstance(granted, Prolonging)  # noqa: S101 - its form says so
    refuse(*since_approval(said, waiting[-1]), *in_time_refusals("day", said.day, last_of(clock)))
    longer = LONGEST if granted.difficulty == UTTERLY else COMPLEX
    extension = Extension(AfterDays(moment.terms.value(longer)), waiting[-1].number or "", said.day)
    extend(clock.id, extension, document.author_id, moment)


def since_approval(said: Told, paper: Document) -> list[Refusal]:
    """Nobody is told what was not approved yet."""
    assert paper.finished_at is not None  # noqa: S101 - it is in force
    return list(since_refusals(said.day, local_day(paper.finished_at, zone()), "§附4"))
