"""A case goes into a compartment: from then on the holders of one role alone see it, its papers, and what was
told about them."""

from sqlalchemy import or_, select

from portal.core.approval.stays import forget_stays
from portal.core.approval.withdrawing import end_unfinished
from portal.core.audit.chain import record
from portal.core.clocks.operations import stop
from portal.core.documents.drafts import discard_of_case
from portal.core.documents.models import Document
from portal.core.documents.operations import stream
from portal.core.duties.closing import forget_returns
from portal.core.instants import Moment
from portal.core.notices.operations import keep_back
from portal.core.org.roles import title_of
from portal.core.web.reader import read_for_itself
from portal.extensions import db

WORDS = "整件移交{}办理"


def seclude(paper: Document, role: str, moment: Moment) -> None:
    """Put the case that a paper was sent in into its compartment: its limits stop, its other papers that are
    on their way end there, what was typed for it is forgotten, and what was told of it does not leave."""
    read_for_itself()
    if paper.case_id is None:
        return
    file = papers_of(paper.case_id)
    for each in file:
        stop(each.id, moment.at)
        forget_stays(each, moment)
        each.compartment = role
    db.session.flush()
    end_unfinished(paper.case_id, paper, WORDS.format(title_of(role)), moment)
    discard_of_case(paper.case_id)
    keep_back([each.id for each in file], moment.at)
    forget_returns([each.id for each in file])
    record(stream(file[0]), "case:secluded", paper.author_id, moment.at, role=role, paper=paper.id)


def papers_of(case_id: int) -> list[Document]:
    """A case and every paper in its file, locked."""
    query = select(Document).where(or_(Document.id == case_id, Document.case_id == case_id))
    return list(db.session.scalars(query.order_by(Document.id).with_for_update(key_share=True)))
