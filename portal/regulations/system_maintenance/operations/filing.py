"""§2: what is filed enters the register; a newer version takes the place of the one before."""

from sqlalchemy import update

from portal.core.approval.hooks import on_approved
from portal.core.documents.models import Document
from portal.core.instants import Moment
from portal.core.org.queries import place
from portal.extensions import db
from portal.regulations.system_maintenance.documents import filing
from portal.regulations.system_maintenance.facts import Filing
from portal.regulations.system_maintenance.models import FiledRule

LONGEST = 40


@on_approved(filing)
def enter_rule(document: Document, said: Filing, moment: Moment) -> None:
    """§2: filed, and in force from its day on."""
    same = update(FiledRule).filter_by(unit_id=document.unit_id, title=said.title, replaced_by=None)
    db.session.execute(same.values(replaced_by=document.id))
    unit = place(document.unit_id, moment.day).name[:LONGEST]
    about = {
        "title": said.title,
        "version": said.version,
        "effective": said.effective,
        "article": said.article,
    }
    db.session.add(FiledRule(document_id=document.id, unit_id=document.unit_id, unit=unit, **about))
    db.session.flush()
