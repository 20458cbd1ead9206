"""What was refused when somebody wanted to decide is told to those who note what the law refuses."""

from portal.core.approval.hooks import Refused, looked_at, refused, refusing
from portal.core.approval.models import Task
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import this_moment
from portal.core.web.context import catalogue
from portal.extensions import db, writing


def note_refused_decision(task_id: int, fault: Exception) -> None:
    """Tell them, in a transaction of its own; any other fault concerns nobody."""
    if not isinstance(fault, Refused):
        return
    document = db.session.get_one(Task, task_id).document
    if looked_at(catalogue().type(document.type)):
        with writing():
            refused(refusing(document, visitor().person_id, fault), this_moment())
