"""Which documents unsettled advances still need (会计档案管理办法 art. 19: they are not destroyed)."""

from sqlalchemy import Select, select, union

from portal.core.documents.models import IN_FORCE, Document
from portal.domain.advances.models import Advance, Settlement
from portal.domain.advances.queries import left


def unsettled_papers() -> Select[int]:
    """SQL: ids of the documents of advances of which something is left, of the tables that they rest on, and
    of what was settled of them so far."""
    open_ones = select(Advance.document_id).join(Advance.document)
    open_ones = open_ones.where(Document.status.in_(IN_FORCE), left() > 0)
    tables = select(Advance.table_id).where(Advance.document_id.in_(open_ones), Advance.table_id.is_not(None))
    settled = select(Settlement.document_id).where(Settlement.advance_id.in_(open_ones))
    return select(union(open_ones, tables, settled).subquery().c[0])


STILL_NEEDED = (unsettled_papers,)
