"""§附1: more time is asked for while the limit runs, once and once more."""

from datetime import date

from portal.core.approval.hooks import Refused, on_submitted
from portal.core.clocks.models import Clock
from portal.core.documents.models import Document
from portal.core.facts import Refusal
from portal.core.instants import Moment, last_day
from portal.core.org.queries import holders_of, upwards
from portal.core.web.context import zone
from portal.regulations.bank_complaints.documents import prolonging
from portal.regulations.bank_complaints.facts import Prolonging
from portal.regulations.bank_complaints.facts.words import BRANCH, GROUP
from portal.regulations.bank_complaints.operations.file import case_of, papers, refuse
from portal.regulations.bank_complaints.operations.limits import replying
from portal.regulations.bank_complaints.rules.handling import in_time_refusals, order_refusals

HEAD = {"first_branch_head"}


@on_submitted(prolonging)
def require_running(document: Document, said: Prolonging, moment: Moment) -> None:
    """§附1: of a limit that runs, in order, by whoever may."""
    case_id = case_of(document)
    clock = limit_of(case_id)
    open_yet = [*untold(case_id), *papers(case_id, prolonging.code, under_way=True)]
    if others := [each for each in open_yet if each.id != document.id]:
        raise Refused(Refusal((), f"{others[0].number_told} 还没有办完，或者还没有告知投诉人", "§附1"))
    refuse(*order_refusals(said, len(clock.running.extensions)))
    refuse(*in_time_refusals("day", moment.day, last_of(clock)))
    near = [place.unit_id for place in upwards(document.unit_id, moment.day)]
    if said.decider == BRANCH and not holders_of(HEAD, set(), near, moment.day):
        raise Refused(Refusal(("decider",), f"你所在的部门以上没有一级行部，请选{GROUP}", "§附1"))


def limit_of(case_id: int) -> Clock:
    """The limit of a case that runs; raises Refused."""
    clock = replying(case_id)
    if clock is None:
        raise Refused(Refusal((), "这个案件的答复时限没有在走，不用延长", "§附1"))
    return clock


def last_of(clock: Clock) -> date | None:
    """The last day of a limit; none while it stands still."""
    return last_day(clock.due_at, zone()) if clock.due_at else None


def untold(case_id: int) -> list[Document]:
    """The approved extensions of a case of which the complainant was not told yet."""
    clock = replying(case_id)
    told = {each.record for each in clock.running.extensions} if clock else set()
    return [paper for paper in papers(case_id, prolonging.code) if paper.number not in told]
