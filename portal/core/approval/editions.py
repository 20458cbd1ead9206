"""Editions of flows that papers on their way use, and whether the program knows all that they name."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Select, func, inspect, select
from sqlalchemy.orm import joinedload

from portal.core.approval.models import Decision, FlowEdition, RouteStep, Task
from portal.core.approval.route import UNDER_WAY
from portal.core.approval.withdrawing import UNFINISHED
from portal.core.document_type import DocumentType
from portal.core.documents.models import Document
from portal.core.facts import columns
from portal.core.flow import Flow, Step
from portal.core.org.roles import ROLES, SUPERIOR
from portal.core.regulation import Catalogue
from portal.core.web.context import catalogue
from portal.extensions import db

MOST = 100


class Use(NamedTuple):
    """How many papers on their way use an edition."""

    digest: str
    papers: int


class Running(NamedTuple):
    """A paper on its way: the steps it stands at (none: its author has it), and since when."""

    document: Document
    since: datetime
    steps: tuple[str, ...]


def on_their_way() -> tuple[ColumnElement[bool], ...]:
    """SQL: the first step of the newest round of each paper that is not finished."""
    last = select(func.max(RouteStep.round)).where(RouteStep.document_id == Document.id)
    newest = RouteStep.round == last.correlate(Document).scalar_subquery()
    return (
        RouteStep.document_id == Document.id,
        newest,
        RouteStep.position == 0,
        Document.status.in_(UNFINISHED),
    )


def uses(form: DocumentType) -> list[Use]:
    """The editions of a form's flow that papers on their way use."""
    count = func.count(Document.id)
    query = select(RouteStep.edition, count).where(Document.type == form.code, *on_their_way())
    query = query.group_by(RouteStep.edition).order_by(count.desc(), RouteStep.edition)
    return [Use(*row) for row in db.session.execute(query)]


def running(form: DocumentType, digest: str) -> list[Running]:
    """The papers on their way that use an edition, the longest standing first, at most MOST."""
    since = standing_since()
    query = select(Document, since).where(
        Document.type == form.code, RouteStep.edition == digest, *on_their_way()
    )
    rows = db.session.execute(query.order_by(since, Document.id).limit(MOST)).all()
    standing = stands_at([document.id for document, _ in rows])
    return [Running(document, at, tuple(standing.get(document.id, ()))) for document, at in rows]


def standing_since() -> ColumnElement[datetime]:
    """SQL: since when a paper lies where it lies; what waits for a vacant post, since the last decision."""
    opened = select(func.max(Task.opened_at)).where(Task.document_id == Document.id, Task.state == "open")
    decided = select(func.max(Decision.at)).where(Decision.document_id == Document.id)
    asked = (query.correlate(Document).scalar_subquery() for query in (opened, decided))
    return func.coalesce(*asked, Document.submitted_at)


def stands_at(ids: list[int]) -> dict[int, list[str]]:
    """The names of the steps at which papers stand."""
    query = select(RouteStep).where(RouteStep.document_id.in_(ids), RouteStep.state.in_(UNDER_WAY))
    found: dict[int, list[str]] = {}
    for step in db.session.scalars(query.options(joinedload(RouteStep.flow)).order_by(RouteStep.position)):
        found.setdefault(step.document_id, []).append(step.declared.name)
    return found


def steps_of(digest: str) -> Flow:
    """The steps of a stored edition."""
    stored = db.session.get_one(FlowEdition, digest)
    return msgspec.json.decode(stored.steps, type=Flow)


def faults_at_start() -> list[str]:
    """The same of the running app; nothing in a database that has no tables yet."""
    return faults(catalogue()) if inspect(db.engine).has_table(Document.__tablename__) else []


def faults(known: Catalogue) -> list[str]:
    """What papers on their way name that this program does not know, in Chinese: it must not be deployed."""
    return [
        f"{code}：{papers} 张未办完的单据用到{what}，现在的程序里没有"
        for code, steps, papers in db.session.execute(editions_in_use())
        for what in unknown(code, steps, known)
    ]


def editions_in_use() -> Select[str, str, int]:
    """SQL: each edition that papers on their way use: the form's code, its steps, how many papers."""
    query = select(Document.type, FlowEdition.steps, func.count(Document.id)).where(
        RouteStep.edition == FlowEdition.digest, *on_their_way()
    )
    return query.group_by(Document.type, FlowEdition.digest, FlowEdition.steps).order_by(Document.type)


def unknown(code: str, steps: str, known: Catalogue) -> Iterator[str]:
    """What an edition of a form names that is gone."""
    try:
        form, flow = known.type(code), msgspec.json.decode(steps, type=Flow)
    except KeyError:
        yield "这种表单"
        return
    except msgspec.MsgspecError:
        yield "的流程版本读不出来的写法"
        return
    parameters = {parameter.name for parameter in known.parameters()}
    for step in flow:
        yield from (f"步骤「{step.name}」的{what}" for what in unknown_of(step, form, parameters))


def unknown_of(step: Step, form: DocumentType, parameters: Iterable[str]) -> Iterator[str]:
    """What one step names that is gone."""
    if step.rule and step.rule not in form.conditions:
        yield f"条件 {step.rule}"
    if step.when and step.when.cell not in columns(form.facts):
        yield f"条件栏目 {step.when.cell}"
    if step.pointer and step.pointer not in columns(form.facts):
        yield f"办理人栏目 {step.pointer}"
    if step.by not in {*ROLES, SUPERIOR}:
        yield f"岗位 {step.by}"
    limit = step.within_time
    if limit and limit.parameter and limit.parameter not in parameters:
        yield f"参数 {limit.parameter}"
