"""What stands beside the cases of incidents and problems, a change and a plan for an emergency; what IT finds
at home besides its queue."""

from datetime import timedelta

from flask import url_for

from portal.core.auth.visitor import visitor
from portal.core.case import CLOSED
from portal.core.documents.models import IN_FORCE, Document
from portal.core.web.context import today
from portal.core.web.panels import Onlooker, Panel, PanelRow
from portal.core.web.record_panels import RecordPanel
from portal.domain.assets.models import AssetCount
from portal.domain.assets.queries import ending
from portal.domain.configuration.views.beside import touches
from portal.domain.operations.knowledge.articles import newest_version, to_review
from portal.domain.operations.models import Article, EmergencyPlan, Incident
from portal.domain.operations.views.beside import beside_case, beside_change
from portal.extensions import db
from portal.regulations.it_service.documents import (
    article,
    change,
    emergency_plan,
    emergency_record,
    intake,
    inventory,
    problem,
    ticket,
)
from portal.regulations.it_service.flows import DESK, IT, KEEPERS, LEAD
from portal.regulations.it_service.operations.inventory import reported
from portal.regulations.it_service.panels.problems import at_home, behind, beside_problem
from portal.regulations.it_service.parameters import REVIEW, WARRANTY

SHOWN = 5


def beside_file(document: Document) -> RecordPanel:
    """§8: how far an incident is, what is behind it; §4.4.8: what it taught may be written down. §4.4.5: what
    is known of a problem."""
    if document.type == intake.code:
        incident = db.session.get_one(Incident, document.id)
        title, rows = beside_case(document)
        return RecordPanel(title, [*rows, *behind(incident), *asks_for(document), *lesson(document.id)])
    if document.type != problem.code:
        return RecordPanel("", [])
    title, rows = beside_problem(document)
    return RecordPanel(title, [*rows, *asks_for(document)])


def asks_for(case: Document) -> list[PanelRow]:
    """§4.4.6: where whoever may ask for a change begins one, while the case is open."""
    if case.stage == CLOSED or not visitor().post_for(change.authors):
        return []
    word = "problem" if case.type == problem.code else "incident"
    return [PanelRow("申请变更", url_for("sheets.new", code=change.slug, of=f"{word}-{case.id}"))]


def beside_document(document: Document) -> RecordPanel:
    """§4.4.6, §4.4.8, §6: how far a change is; where an article is read; what a plan in force asks for."""
    told = {
        change.code: beside_request, ticket.code: beside_ticket, article.code: beside_article,
        emergency_plan.code: beside_plan,
    }  # fmt: skip
    beside = told.get(document.type)
    return beside(document) if beside else RecordPanel("", [])


def beside_request(document: Document) -> RecordPanel:
    """§4.4.6, §4.4.7: how far a change is, and what it touches."""
    title, rows = beside_change(document)
    return RecordPanel(title, [*rows, *touches(document)])


def beside_ticket(document: Document) -> RecordPanel:
    """§4.4.7: what an incident touches."""
    return RecordPanel("配置项", touches(document))


def beside_article(document: Document) -> RecordPanel:
    """§4.4.8: where the version in force of an article is read."""
    found = newest_version(document.id, visitor().person_id, today())
    if found is None:
        return RecordPanel("", [])
    here = url_for("operations.article", document_id=found.document_id)
    return RecordPanel("知识库", [PanelRow("在知识库里看现行的版本", here)])


def beside_plan(document: Document) -> RecordPanel:
    """§6: when a plan was practised last, and for its writers a record and a new version."""
    row = db.session.get(EmergencyPlan, document.id)
    if row is None or document.status not in IN_FORCE:
        return RecordPanel("", [])
    rows = [PanelRow(f"上次演练：{row.drilled_on}" if row.drilled_on else "还没有演练过")]
    if row.replaced_by:
        rows = [PanelRow("已有新版本", url_for("documents.show", document_id=row.replaced_by))]
    elif visitor().post_for(emergency_record.authors):
        of = f"plan-{document.id}"
        rows.append(PanelRow("记录演练或处置", url_for("sheets.new", code=emergency_record.slug, of=of)))
        rows.append(PanelRow("写新版本", url_for("sheets.new", code=emergency_plan.slug, of=of)))
    return RecordPanel("应急预案", rows)


def lesson(case_id: int) -> list[PanelRow]:
    """§4.4.8: where whoever may write articles begins one with what helped."""
    if not visitor().post_for(article.authors) or not db.session.get_one(Incident, case_id).solution:
        return []
    here = url_for("sheets.new", code=article.slug, of=f"incident-{case_id}")
    return [PanelRow("写成知识条目", here)]


def review(onlooker: Onlooker) -> list[PanelRow]:
    """§4.4.8: the articles that are to be reviewed: all for the lead, for others what they wrote."""
    day, author = onlooker.terms.day, None if onlooker.role in LEAD else onlooker.person_id
    until = day + timedelta(days=onlooker.terms.value(REVIEW))
    rows = db.session.scalars(to_review(until, author).limit(SHOWN + 1)).all()
    told = [
        PanelRow(
            review_told(row, onlooker),
            url_for("sheets.new", code=article.slug, of=f"article-{row.document_id}"),
            urgent=row.expires < day,
        )
        for row in rows[:SHOWN]
    ]
    return told + ([PanelRow("还有更多，先办完这些")] if len(rows) > SHOWN else [])


def review_told(row: Article, onlooker: Onlooker) -> str:
    """Why an article is to be reviewed."""
    if row.expires < onlooker.terms.day:
        return f"「{row.title}」{row.expires} 已过期：改写，或者申请作废"
    return f"「{row.title}」有效期到 {row.expires}：复审后写新版本"


def beside_count(count: AssetCount) -> RecordPanel:
    """§5.2: where whoever reports a count begins."""
    if count.closed_at is None or not visitor().post_for(inventory.authors):
        return RecordPanel("", [])
    if paper := reported(count.id, 0):
        return RecordPanel("资产统计", [PanelRow(f"已有统计表 {paper.number}")])
    here = url_for("sheets.new", code=inventory.slug, of=f"count-{count.id}")
    return RecordPanel("资产统计", [PanelRow("填写资产统计表", here)])


def warranties(onlooker: Onlooker) -> list[PanelRow]:
    """§5.2: how many warranties end soon."""
    days = onlooker.terms.value(WARRANTY)
    count = ending(onlooker.terms.day, days)
    here = url_for("assets.index", within=days)
    return [PanelRow(f"保修 {days} 天内到期 {count} 件", here)] if count else []


PANELS = (
    Panel("问题", (*DESK, *LEAD), at_home),
    Panel("知识条目复审", IT, review),
    Panel("资产", KEEPERS, warranties),
)
RECORD_PANELS = {"case": beside_file, "document": beside_document, "asset_count": beside_count}
