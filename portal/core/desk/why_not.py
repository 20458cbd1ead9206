"""Page: 为什么轮到我、没轮到我, a document's way step by step, as it concerns the visitor."""

from flask import Blueprint, render_template

from portal.core.approval.asker import Asker, HeldSince
from portal.core.approval.dossier import Dossier
from portal.core.approval.hooks import recused
from portal.core.approval.why_not import answers
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.delegations.queries import standing_now
from portal.core.desk.documents import document_for_visitor
from portal.core.desk.mandates import turn_in
from portal.core.instants import local_day, local_text
from portal.core.org.queries import placed_holdings
from portal.core.web.context import catalogue, today, zone

blueprint = Blueprint("why_not", __name__)


@blueprint.get("/documents/<id:document_id>/why-not")
@allow("work")
def show(document_id: int) -> str:
    """Why each step is, or is not, the visitor's turn."""
    document = document_for_visitor(document_id)
    dossier = Dossier.read(document)
    asker = asker_before(dossier, visitor().person_id)
    values = {"answers": answers(asker), "barred": asker.barred(), "turn": turn_in(dossier)}
    return render_template("core/desk/why_not.html", document=document, **values)


def asker_before(dossier: Dossier, person_id: int) -> Asker:
    """A person before a document, with the posts that he holds today."""
    held = placed_holdings(person_id, today())
    posts = (HeldSince(h.post.role, h.post.title, h.post.heads, unit, h.since) for h, unit in held)
    told, day = (lambda at: local_text(at, zone())), (lambda at: local_day(at, zone()))
    form = catalogue().type(dossier.document.type)
    apart = recused(dossier.document)
    return Asker(person_id, tuple(posts), standing_now(person_id), dossier, form, told, day, apart)
