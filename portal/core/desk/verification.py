"""Page: 查验. Whether something on paper is ours, and whether it still counts; for everybody who signs in."""

from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

import msgspec
import pikepdf
from flask import Blueprint, current_app, render_template, request

from portal.core.approval.verifying import FOREIGN, Finding, of_file, of_text
from portal.core.approval.visibility import may_see
from portal.core.attachments.media import media_of
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.company_seal.job import Seen
from portal.core.company_seal.sealer import NotSeen, sealer
from portal.core.desk.seals import grouped
from portal.core.documents.models import Document
from portal.core.org.search import Slowdown
from portal.core.page_code import PREFIXES
from portal.core.printing.data_file import NAME
from portal.core.scans.inbox import MEDIA
from portal.core.scans.job import ReadPage
from portal.core.scans.reader import CannotRead, NotRead, reader
from portal.core.web.context import now, settings, today
from portal.core.web.menu import MenuEntry
from portal.core.web.posted import asked
from portal.extensions import db

blueprint = Blueprint("verification", __name__)
MENU = [MenuEntry("verification.index", "查验单据")]
LONGEST = 60
GOOD = ("valid", "blank", "blank_used")
MOST_BYTES = 10 * 1024 * 1024
PDF = "application/pdf"
WORDS = {
    "valid": "有效",
    "superseded": "已被后来的版本替代",
    "unfinished": "还没有办完，不作为凭据",
    "void": "已失效",
    "destroyed": "是本公司的编号，内容已按销毁清册销毁，不能再核对",
    "altered": "被改动过：编号是本公司的，内容和存档的不一样",
    "blank": "带编号的空白单，还没有录入",
    "blank_used": "带编号的空白单，已经录入",
    "blank_void": "带编号的空白单，已作废，不要再填",
    "foreign": "不是本系统的单据，或者码抄错了",
}


@blueprint.get("/verify")
@allow("work")
def index() -> str | tuple[str, int]:
    """The form, and what a typed code says."""
    text = asked("code")[:LONGEST]
    if not text:
        return page()
    slowdown: Slowdown = current_app.extensions["people_slowdown"]
    if slowdown.seconds_to_wait(visitor().person_id, now()) > 0:
        return page(text, fault="查得太快了，请过一会儿再试"), 429
    return page(text, of_text(text))


@blueprint.post("/verify")
@allow("work")
def create() -> str | tuple[str, int]:
    """What an uploaded PDF says, or the codes on a scan or a photo; nothing of it is kept."""
    file = request.files.get("file")
    content = file.read(MOST_BYTES + 1) if file else b""
    media = media_of(content)
    if media not in MEDIA:
        return page(fault="只收 PDF、JPG、PNG、WebP" if content else "请选择文件"), 422
    if len(content) > MOST_BYTES:
        return page(fault="文件最多 10 MB"), 422
    return of_pdf(content) if media == PDF else of_picture(content, media)


def of_pdf(content: bytes) -> str:
    """What a PDF says: one of ours by its content, any other by the codes on it; and its seals."""
    found = of_file(content, number_in(content))
    by_code = [each for code in codes_on(content, PDF) for each in of_text(code)] if found is FOREIGN else []
    return page(findings=by_code or [found], seals=seals_on(content))


def of_picture(content: bytes, media: str) -> str | tuple[str, int]:
    """What the codes on a photo say."""
    found = [each for code in codes_on(content, media) for each in of_text(code)]
    if found:
        return page(findings=found)
    return page(fault="图上没有读到本系统的二维码，请把页脚的二维码拍清楚"), 422


def codes_on(content: bytes, media: str) -> list[str]:
    """The codes of ours on the first page of a scan or photo, read outside the web process."""
    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        try:
            read = reader().page(ReadPage(Path(file.name), media, 1))
        except (CannotRead, NotRead):
            return []
    return list(dict.fromkeys(code.text for code in read.codes if code.text.startswith(PREFIXES)))


def seals_on(content: bytes) -> tuple[Seen, ...] | str:
    """The company's electronic seals on a PDF, or why they cannot be read."""
    try:
        return sealer().look(content, settings().sealing)
    except NotSeen:
        return "文件里有电子签章，但是读不出来，可能被改动过"


def number_in(content: bytes) -> str:
    """The number that a PDF claims in its attached data; empty where it claims none, or cannot be read."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            data = msgspec.json.decode(pdf.attachments[NAME].get_file().read_bytes())
            return str(data["number"])[:LONGEST]
    except (pikepdf.PdfError, msgspec.DecodeError, KeyError, TypeError, ValueError):
        return ""


def page(
    text: str = "",
    findings: list[Finding] | None = None,
    fault: str = "",
    seals: tuple[Seen, ...] | str | None = None,
) -> str:
    """The form with what was found; only who may see a document gets a link to it."""
    ids = {finding.document.id for finding in findings or () if finding.document}
    mine = db.select(Document.id).where(may_see(visitor().person_id, today()))
    seen = set(db.session.scalars(mine.where(Document.id.in_(ids)))) if ids else set()
    values = {"text": text, "findings": findings or [], "fault": fault, "words": WORDS, "seen": seen}
    told = {"good": GOOD, "seals": seals, "grouped": grouped}
    return render_template("core/desk/verification.html", **values, **told)
