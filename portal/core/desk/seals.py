"""Pages: 每日封存, the daily seals of the audit; on paper, and compared with what was kept on paper."""

import string
from typing import NamedTuple

from flask import Blueprint, abort, render_template, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from portal.core.audit.chain import START
from portal.core.audit.models import DailySeal
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.lists import keyset_page
from portal.core.desk.moment import company
from portal.core.printing.at_once import pdf_answer
from portal.core.printing.html import printed
from portal.core.web.menu import MenuEntry
from portal.core.web.posted import asked
from portal.extensions import db

blueprint = Blueprint("seals", __name__)
MENU = [MenuEntry("seals.index", "每日封存", "read_audit")]
GROUP, FEWEST, WHOLE = 4, 16, 64
LONGEST = 200


class Compared(NamedTuple):
    """What was typed from paper: a fault in it, or the seal that it is, if there is one."""

    text: str
    fault: str = ""
    seal: DailySeal | None = None


@blueprint.get("/seals")
@allow("read_audit")
def index() -> str | tuple[str, int]:
    """The seals, the newest first, and what a typed one is."""
    rows, more = keyset_page(select(DailySeal), DailySeal.id)
    text = asked("digest")[:LONGEST]
    compared = compare(text) if text else None
    values = {"rows": rows, "more": more, "compared": compared, "grouped": grouped, "fewest": FEWEST}
    page = render_template("core/desk/seals.html", **values)
    return (page, 422) if compared and compared.fault else page


@blueprint.get("/seals/<id:seal_id>/pdf")
@allow("read_audit")
def pdf(seal_id: int) -> Response:
    """One seal to be printed, or mailed, and kept elsewhere."""
    seal = db.session.get(DailySeal, seal_id) or abort(404)
    before = select(DailySeal.digest).where(DailySeal.day < seal.day).order_by(DailySeal.day.desc())
    previous = db.session.scalar(before.limit(1)) or START
    values = {"seal": seal, "previous": previous, "grouped": grouped, "company": company(visitor())}
    name = f"审计记录每日封存 {seal.day}"
    return pdf_answer(name, url_for("seals.index"), printed("seal", title=name, **values))


def compare(text: str) -> Compared:
    """Find the seal that somebody typed from paper, whole or from its beginning on."""
    digits = "".join(text.replace("-", " ").split()).lower()
    if set(digits) - set(string.hexdigits) or not FEWEST <= len(digits) <= WHOLE:
        return Compared(text, f"请输入 {FEWEST} 到 {WHOLE} 位，只有数字和字母 a 到 f")
    found = select(DailySeal).where(DailySeal.digest.between(digits, f"{digits}g"))
    return Compared(text, seal=db.session.scalar(found.limit(1)))


def grouped(digest: str) -> str:
    """A digest in groups that the eye can follow."""
    return " ".join(digest[at : at + GROUP] for at in range(0, len(digest), GROUP))
