"""Acts: 催办, urging whoever has a document on his desk."""

from datetime import datetime
from typing import NamedTuple

from flask import Blueprint, abort, flash, redirect, url_for
from werkzeug.wrappers import Response

from portal.core.approval.dossier import Dossier
from portal.core.approval.urging import NobodyToUrge, NotYours, TooSoon, urge, waiting_for
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import terms, this_moment
from portal.core.instants import local_text
from portal.core.web.context import now, zone
from portal.extensions import writing

blueprint = Blueprint("urges", __name__)


class Urging(NamedTuple):
    """Who has a document on his desk, how often he was urged at most, and when he may be urged again (None:
    now)."""

    names: list[str]
    times: int
    again: datetime | None


@blueprint.post("/documents/<id:document_id>/urges")
@allow("work")
def create(document_id: int) -> Response:
    """Urge everybody whom it is time to urge."""
    try:
        with writing():
            names = urge(document_id, visitor().person_id, this_moment())
    except NotYours:
        abort(404)
    except NobodyToUrge:
        flash("现在没有别人在办，不用催。")
    except TooSoon as soon:
        flash(f"刚催过，{local_text(soon.again, zone())} 起可以再催。")
    else:
        flash(f"已催 {'、'.join(names)}。")
    return redirect(url_for("documents.show", document_id=document_id), 303)


def urging_of(dossier: Dossier) -> Urging | None:
    """Whom the visitor may urge; None when there is nobody."""
    me = visitor().person_id
    others = any(task.person_id != me for task in dossier.open_tasks)
    waiting = waiting_for(dossier.document, me, terms()) if others else []
    if not waiting:
        return None
    soonest = [each.again for each in waiting if each.again]
    again = None if any(each.ready(now()) for each in waiting) else min(soonest)
    return Urging([each.task.person.name for each in waiting], max(each.times for each in waiting), again)
