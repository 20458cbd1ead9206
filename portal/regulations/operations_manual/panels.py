"""What stands beside the papers of servers and information assets."""

from flask import url_for
from sqlalchemy import select

from portal.core.approval.visibility import may_see
from portal.core.auth.visitor import visitor
from portal.core.documents.models import IN_FORCE, Document
from portal.core.web.context import today
from portal.core.web.panels import PanelRow
from portal.core.web.record_panels import RecordPanel
from portal.extensions import db
from portal.regulations.operations_manual.documents import information, server
from portal.regulations.operations_manual.models import RegisteredAsset
from portal.regulations.operations_manual.operations.registers import SOURCE

TITLES = {server.code: "服务器台账", information.code: "信息资产台账"}


def beside_document(document: Document) -> RecordPanel:
    """§3.2, §3.3.1: what replaced a paper; where its writers begin a newer one."""
    row = db.session.get(RegisteredAsset, document.id) if document.type in TITLES else None
    if row is None or document.status not in IN_FORCE:
        return RecordPanel("", [])
    return RecordPanel(TITLES[document.type], offered(row))


def offered(row: RegisteredAsset) -> list[PanelRow]:
    """The newer paper, or where it is begun."""
    if row.replaced_by:
        return [newer(db.session.get_one(Document, row.replaced_by))]
    form = server if row.form == server.code else information
    if not visitor().post_for(form.authors):
        return []
    of = f"{SOURCE}-{row.document_id}"
    return [PanelRow("有变化，写新的一张", url_for("sheets.new", code=form.slug, of=of))]


def newer(paper: Document) -> PanelRow:
    """By which paper another one was replaced, to open for whoever may see it."""
    mine = may_see(visitor().person_id, today())
    seen = db.session.scalar(select(Document.id).where(Document.id == paper.id, mine))
    here = url_for("documents.show", document_id=paper.id) if seen else ""
    return PanelRow(f"已有新的登记 {paper.number}", here)


RECORD_PANELS = {"document": beside_document}
