"""What inspections, reports, measures, memoranda, urging and calling back do to their case."""

from portal.core.approval.hooks import Refused, on_approved, on_submitted
from portal.core.calendar import Extension
from portal.core.cases.limits import let_run, met, since
from portal.core.cases.operations import carry
from portal.core.clocks.models import Clock
from portal.core.clocks.operations import extend
from portal.core.clocks.queries import of_documents
from portal.core.documents.models import IN_FORCE, Document
from portal.core.facts import Refusal
from portal.core.instants import Moment, last_day
from portal.core.web.context import zone
from portal.domain.complaints.following import called_back, improve
from portal.domain.complaints.models import ComplaintForm
from portal.domain.complaints.operations import answer
from portal.domain.complaints.queries import forms_of, papers_sent
from portal.regulations.product_complaints.documents import OF
from portal.regulations.product_complaints.facts import (
    ACCEPTED,
    HARMLESS,
    LONGER,
    OBJECTION,
    RECONSIDERED,
    UNCONTENT,
    CallBack,
    Expedite,
    Improvement,
    Inspection,
    Memorandum,
    Report,
)
from portal.regulations.product_complaints.operations.each import (
    case_of,
    each_of,
    parameters_of,
    regulation_of,
)
from portal.regulations.product_complaints.operations.handling import call_back_later
from portal.regulations.product_complaints.operations.limits import (
    CALLBACK,
    CLOSING,
    DAYS,
    FORM,
    REPORT,
    WORKING_DAYS,
)
from portal.regulations.product_complaints.operations.registered import registered


@each_of(on_submitted, "inspection")
def expect_the_report(document: Document, said: Inspection, moment: Moment) -> None:
    """§9.2, §9.3: a report follows within days, and the form on the next working day."""
    case_id, parameters, began = case_of(document), parameters_of(document), since(said.day, moment)
    if owes_report(document):
        met(case_id, REPORT, moment)
        let_run(case_id, REPORT, parameters.report, DAYS, began)
    if registered(case_id).loss != HARMLESS and not forms_of(case_id):
        met(case_id, FORM, moment)
        let_run(case_id, FORM, parameters.form, WORKING_DAYS, began)


def owes_report(document: Document) -> bool:
    """Whether a paper's case has more inspections than reports: a record that came back and is sent again may
    have its report already."""
    forms, sent = OF[regulation_of(document)], papers_sent(case_of(document))
    return sent[forms.inspection.code] > sent[forms.report.code]


@each_of(on_submitted, "report")
def report_in_time(document: Document, _said: Report, moment: Moment) -> None:
    """§9.3: the report is handed in."""
    met(case_of(document), REPORT, moment)


@each_of(on_approved, "improvement")
def note_the_effect(document: Document, said: Improvement, _moment: Moment) -> None:
    """§7.3: a measure works, or another one follows."""
    improve(document, said.unit, said.effect)


@each_of(on_submitted, "memorandum")
def require_ground(document: Document, said: Memorandum, _moment: Moment) -> None:
    """§9.4, §10: only a limit that runs is made longer, and only a decision is objected to."""
    if said.matter == LONGER:
        limit_of(document)
    if said.matter == OBJECTION:
        decision_of(document)


@each_of(on_approved, "memorandum")
def grant(document: Document, said: Memorandum, moment: Moment) -> None:
    """§10: more time from the same day on. §9.4: the decision is made anew, on another form."""
    if said.matter == LONGER and said.days:
        clock = limit_of(document)
        longer = clock.running.current.more(said.days)
        extend(clock.id, Extension(longer, document.number, moment.day), document.author_id, moment)
    if said.matter == OBJECTION:
        answer(decision_of(document).document_id, RECONSIDERED)
        carry(case_of(document), "handling", document.author_id, f"{document.number} 同意重新核决", moment)


def limit_of(document: Document) -> Clock:
    """The limit of a paper's case that runs; raises Refused."""
    running = [clock for clock in of_documents([case_of(document)]) if clock.name == CLOSING]
    if not running:
        raise Refused(Refusal(("matter",), "案件的结案期限没有在走，不用延期", "§10"))
    return running[0]


def decision_of(document: Document) -> ComplaintForm:
    """The newest decision of a paper's case that the customer did not take yet; raises Refused."""
    rounds = forms_of(case_of(document))
    if not rounds or rounds[-1].document.status not in IN_FORCE or rounds[-1].outcome == ACCEPTED:
        raise Refused(Refusal(("matter",), "没有可以提出异议的核决：还没有核决，或者客户已经接受", "§9.4"))
    return rounds[-1]


@each_of(on_submitted, "expedite")
def require_overdue(document: Document, said: Expedite, moment: Moment) -> None:
    """§14: a case is urged once it is over its limit, and by how many days is true."""
    due = limit_of(document).due_at
    over = (moment.day - last_day(due, zone())).days if due else 0
    if over <= 0:
        raise Refused(Refusal(("over",), "案件还没有逾期，不用洽办", "§14"))
    if said.over != over:
        raise Refused(Refusal(("over",), f"到今天逾期 {over} 天", "§14"))


@each_of(on_submitted, "callback")
def hear_again(document: Document, said: CallBack, moment: Moment) -> None:
    """§7.1: who is not content is seen to again, and called again."""
    if not called_back(document, said.content):
        raise Refused(Refusal((), "这个案件现在没有要回访的：客户接受处理以后才回访", "§7.1"))
    met(case_of(document), CALLBACK, moment)
    if said.content == UNCONTENT:
        carry(case_of(document), "executing", document.author_id, "客户回访不满意", moment)
        call_back_later(document, moment)
