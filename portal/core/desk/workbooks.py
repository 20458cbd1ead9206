"""Pages: a form to take along (blank PDF, Excel template), back from Excel, and documents out to Excel."""

from io import BytesIO

from flask import Blueprint, abort, flash, redirect, request, send_file, url_for
from werkzeug.wrappers import Response

from portal.core.approval.search import found
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.blank import blank_view
from portal.core.desk.documents import document_for_visitor
from portal.core.desk.filling import Filled, refuse, save
from portal.core.desk.moment import company
from portal.core.desk.search import ready_form
from portal.core.desk.sheets import form_of, sitting
from portal.core.desk.sitting import Sitting
from portal.core.documents import drafts
from portal.core.documents.models import Document
from portal.core.documents.operations import current, said
from portal.core.forms.fields import Fields, from_facts
from portal.core.forms.sheet_form import PAPER
from portal.core.instants import local_text
from portal.core.paper import Paper, Signature
from portal.core.printing.at_once import pdf_answer
from portal.core.printing.html import paper_html
from portal.core.spreadsheets.layout import Sheeted
from portal.core.spreadsheets.reading import Unusable, read_workbook
from portal.core.spreadsheets.writing import table_workbook, workbook
from portal.core.web.context import catalogue, now, today, zone
from portal.extensions import db, writing

blueprint = Blueprint("workbooks", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_LISTED = 5000
HEADINGS = ("编号", "表单", "标题", "摘要", "发起人", "提交", "状态")


@blueprint.get("/forms/<code>/blank.pdf")
@allow("work")
def blank(code: str) -> Response:
    """The form on paper, to fill by hand; one that is printed with its number has a page of its own."""
    form = form_of(code)
    if form.issued == "blank":
        return redirect(url_for("blanks.index", code=form.slug))
    view = blank_view(form, company(visitor()))
    lines = tuple(Signature(label) for label in (*form.sheet.signed, *form.sheet.by_hand))
    paper = Paper(view, lines, (), "", now())
    return pdf_answer(f"{form.title} 空白表", url_for("sheets.index"), paper_html(paper))


@blueprint.get("/forms/<code>/template.xlsx")
@allow("work")
def template(code: str) -> Response:
    """The form as an empty workbook."""
    form = form_of(code)
    return as_file(workbook(form, [], {}), f"{form.title} 模板")


def park(_person_id: int, code: str, key: str) -> str:
    """Nothing is kept of a file that met an expired session; its sheet says so after sign-in."""
    return url_for("sheets.edit", code=form_of(code).slug, key=key, again="file")


@blueprint.post("/forms/<code>/<key:key>/import")
@allow("work", park=park)
def take_in(code: str, key: str) -> Response | tuple[str, int]:
    """A filled workbook becomes the draft; every fault is shown at its cell."""
    mine = sitting(code, key)
    back = url_for("sheets.edit", code=mine.form.slug, key=key)
    try:
        fields = chosen_workbook(mine.form) + kept_paper(mine)
    except Unusable as fault:
        flash(f"没有填入：{fault}。")
        return redirect(back, 303)
    filled = Filled.of(mine, fields)
    if filled.facts is None:
        flash("已从 Excel 填入，标红的地方要改；也可以下载标好的 Excel 改好再传。")
        return refuse(filled)
    with writing():
        save(visitor().person_id, mine, fields)
    flash("已从 Excel 填入，请核对后提交。")
    return redirect(back, 303)


def kept_paper(mine: Sitting) -> Fields:
    """The number on the paper as the draft has it: a workbook has no place for it."""
    return [field for field in drafts.kept(visitor().person_id, mine.place) or [] if field[0] == PAPER]


def chosen_workbook(form: Sheeted) -> Fields:
    """What stands in the workbook that was chosen; raises Unusable."""
    file = request.files.get("workbook")
    return read_workbook(form, file.read() if file else b"")


@blueprint.get("/forms/<code>/<key:key>/marked.xlsx")
@allow("work")
def marked(code: str, key: str) -> Response:
    """One's draft as a workbook with every fault marked."""
    mine = sitting(code, key)
    fields = drafts.kept(visitor().person_id, mine.place)
    if fields is None:
        abort(404)
    filled = Filled.of(mine, mine.within_rights(fields))
    marks = filled.form.marks()
    return as_file(workbook(mine.form, filled.fields, marks), f"{mine.form.title} 标出要改的地方")


@blueprint.get("/documents/<id:document_id>/xlsx")
@allow("work")
def document(document_id: int) -> Response:
    """A document as a filled workbook."""
    paper = document_for_visitor(document_id)
    form = catalogue().type(paper.type)
    facts = said(current(paper), form)
    return as_file(workbook(form, from_facts(facts), {}), f"{paper.title} {paper.number}")


@blueprint.get("/documents.xlsx")
@allow("work")
def listed() -> Response:
    """What the visitor looked for in 查单据, at most so many rows: only what he may see."""
    form = ready_form()
    if not form.validate():
        return redirect(f"{url_for('search.index')}?{request.query_string.decode('ascii', 'replace')}")
    query = found(visitor().person_id, today(), form.question()).with_values()
    rows = db.session.scalars(query.order_by(Document.id.desc()).limit(MOST_LISTED))
    return as_file(table_workbook("单据", HEADINGS, [row_of(row) for row in rows]), f"单据 {today()}")


def row_of(document: Document) -> tuple[str, ...]:
    """One document in a list."""
    title, sent = catalogue().type(document.type).title, local_text(document.submitted_at, zone())
    told = (document.number, title, document.title, document.summary, document.author.name, sent)
    return (*told, document.status_label)


def as_file(content: bytes, name: str) -> Response:
    """A workbook to download."""
    file = BytesIO(content)
    return send_file(file, XLSX, as_attachment=True, download_name=f"{name}.xlsx", etag=False)
