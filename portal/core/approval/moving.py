"""换版本: the administrator lets a paper on its way go on by the flow of today; what is done stays done."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

import msgspec
from sqlalchemy import update

from portal.core.approval.acts import Act, act
from portal.core.approval.concluding import go_on
from portal.core.approval.faults import NotPossible, NotYours
from portal.core.approval.models import RouteStep
from portal.core.approval.overrides import flow_on
from portal.core.approval.route import OVER, UNDER_WAY, lay, newest_round, rewind
from portal.core.approval.tally import Stop, stretches
from portal.core.approval.telling import moved_on
from portal.core.approval.withdrawing import owners
from portal.core.document_type import DocumentType
from portal.core.documents.models import Document
from portal.core.flow import Flow, Step, edition, signature_cells
from portal.core.instants import Moment
from portal.core.notices.operations import tell
from portal.core.web.context import catalogue
from portal.extensions import db, hold

SHORT = 8
DEMANDS = {
    "sign": "签名",
    "proof": "验证密码",
    "answer": "写意见",
    "attach": "附文件",
    "receives": "收件编号",
    "fills": "填写栏目",
}


class PlanChanged(Exception):
    """The paper, or the flow, changed after the page was opened; nothing was moved."""


class Plan(NamedTuple):
    """What moving a paper would do: its steps so far, the flow of today, which steps keep what is done
    (by their place in the new flow), and what stands in the way; `mark` tells one plan from another."""

    steps: list[RouteStep]
    flow: Flow
    kept: Mapping[int, RouteStep]
    reasons: list[str]
    mark: str

    @property
    def before(self) -> str:
        """The edition that the paper took."""
        return self.steps[0].edition

    @property
    def after(self) -> str:
        """The edition of today."""
        return edition(self.flow)


def plan_for(document: Document, form: DocumentType, day: date) -> Plan:
    """What moving a paper to the flow of a day would do."""
    steps, flow = newest_round(document.id), flow_on(form, day)
    said = [edition(flow), document.status, document.snapshot_id, [(step.id, step.state) for step in steps]]
    mark = hashlib.sha256(msgspec.json.encode(said)).hexdigest()[:16]
    kept = {place: step for step in steps if step.state in OVER for place in places(step.declared, flow)}
    return Plan(steps, flow, kept, can_move(document, steps, flow), mark)


def places(step: Step, flow: Flow) -> list[int]:
    """Where in a flow a step stands that is done: the one of its name and clause."""
    return [n for n, each in enumerate(flow) if (each.name, each.clause) == (step.name, step.clause)]


def can_move(document: Document, steps: list[RouteStep], flow: Flow) -> list[str]:
    """What stands in the way of moving a paper to a flow; nothing when it can be moved."""
    if document.status != "in_review":
        return [f"这张单据{document.status_label}，不在审批人手里；重新提交以后才能换版本"]
    if not flow:
        return ["这种表单现在不用审批，没有可换的流程"]
    if steps[0].edition == edition(flow):
        return ["这张单据已经在用现行版本"]
    over = [step.declared for step in steps if step.state in OVER]
    under_way = [step.declared.name for step in steps if step.state in UNDER_WAY]
    names = {step.name for step in flow}
    missing = [f"「{name}」正在办，现行版本里没有这一步" for name in under_way if name not in names]
    return [
        *missing,
        *out_of_order(over, flow),
        *stricter(over, flow),
        *other_signatures(steps, flow),
        *no_number(document, over, flow),
    ]


def out_of_order(over: list[Step], flow: Flow) -> Iterator[str]:
    """Which steps that are done are not the beginning of the flow."""
    at = {step.name: place for step in over for place in places(step, flow)}
    for step in over:
        if step.name not in at:
            yield f"「{step.name}」已经办过，现行版本里没有条款相同的这一步"
    for name, place in at.items():
        left = [flow[n].name for n in before(place, flow) if flow[n].name not in at]
        if left:
            yield f"「{name}」已经办过，而现行版本要先办「{left[0]}」"
    if sorted(at.values()) != list(at.values()):
        yield "已经办过的步骤，在现行版本里先后不同"


def before(place: int, flow: Flow) -> list[int]:
    """The places in a flow that come before one: not those in a branch beside it."""
    stops = [Stop(step.in_branch, waits=True, over=False) for step in flow]
    found: list[int] = []
    for stretch in stretches(stops):
        if place in stretch:
            return [*found, *(n for n in stretch if n < place and stops[n].branch == stops[place].branch)]
        found += stretch
    return found


def stricter(over: list[Step], flow: Flow) -> Iterator[str]:
    """Which steps that are done would have demanded more."""
    for step in over:
        for now in (flow[place] for place in places(step, flow)):
            for name, what in DEMANDS.items():
                if bool(getattr(now, name)) and not getattr(step, name):
                    yield f"「{step.name}」已经办过，而现行版本要求它{what}"


def other_signatures(steps: list[RouteStep], flow: Flow) -> Iterator[str]:
    """Whether the sheet that was sent has as many cells for signatures as the flow wants."""
    wanted, there = (len(signature_cells(way)) for way in (flow, [s.declared for s in steps]))
    if wanted != there:
        yield f"版面上有 {there} 个审批签名格，现行版本要 {wanted} 个"


def no_number(document: Document, over: list[Step], flow: Flow) -> Iterator[str]:
    """Whether the paper would get no number, or a second one."""
    done = {step.name for step in over}
    receives = any(step.receives and step.name not in done for step in flow)
    if receives is bool(document.drawn_number):
        yield "现行版本收件编号的办法不同，这张单据会没有编号或编两次号"


def move(document_id: int, person_id: int, reason: str, seen: str, moment: Moment) -> Document:
    """Let a paper go on by the flow of today, as its administrator saw it (`seen`); raises NotYours,
    PlanChanged, NotPossible."""
    document = hold(Document, id=document_id)
    if document is None:
        raise NotYours
    plan = plan_for(document, catalogue().type(document.type), moment.day)
    if plan.mark != seen:
        raise PlanChanged
    if plan.reasons:
        raise NotPossible(plan.reasons[0])
    had = owners(document)
    words = f"版本 {plan.before[:SHORT]} 换为 {plan.after[:SHORT]}：{reason}"
    done = act(document, Act("move", person_id, words), moment)
    go_by(document, plan, moment)
    go_on(document, None, moment)
    lost = sorted(set(had) - set(owners(document)))
    tell([moved_on(document, to, done.id) for to in lost], moment.at)
    return document


def go_by(document: Document, plan: Plan, moment: Moment) -> None:
    """Drop what is not done of the old way, and lay the rest of the new one after what is done."""
    left = [step for step in plan.steps if step.state not in OVER]
    rewind(document, [step for step in left if step.state in UNDER_WAY], "cancelled", moment)
    dropped = update(RouteStep).where(RouteStep.id.in_([step.id for step in left]))
    db.session.execute(dropped.values(state="cancelled"))
    lay(document, plan.flow, kept=plan.kept)
