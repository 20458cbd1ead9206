"""DESIGN §10: every page bears its code as a QR, and /verify says of each code and file what it is worth."""

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from flask import Flask
from PIL import Image
from sqlalchemy import select, text

from portal.core.approval.models import Decision
from portal.core.approval.verifying import tail_of
from portal.core.documents.models import Document, Snapshot
from portal.core.facts import Month
from portal.core.page_code import PageCode, read, told
from portal.core.paper import short_code
from portal.extensions import db, writing
from tests.core.printing.papers import archived
from tests.pages import Browser, Page
from tests.plans import plan

FOREIGN = "不是本系统的单据，或者码抄错了"


@pytest.fixture
def paper(app: Flask) -> int:
    """An approved plan of several pages, printed."""
    return archived(app)


@pytest.fixture
def pdf(paper: int, chen: Browser) -> bytes:
    return chen.get(f"/documents/{paper}/pdf").response.data


def codes_in(pdf: bytes, folder: Path, dots: int = 200) -> list[str]:
    """What a scanner at so many dots an inch reads, page after page."""
    (folder / "paper.pdf").write_bytes(pdf)
    command = ["/usr/bin/pdftoppm", "-gray", "-r", str(dots), "-png", "paper.pdf", "page"]
    subprocess.run(command, cwd=folder, check=True)
    found = []
    for place in sorted(folder.glob("page*.png")):
        with Image.open(place) as image:
            found += [code.text for code in zxingcpp.read_barcodes(image)]
    return found


def codes_on(pdf: bytes, folder: Path, dots: int = 200) -> list[str]:
    """The same of a paper of three pages, which bear one code each."""
    found = codes_in(pdf, folder, dots)
    assert [int(code.split(":")[3].partition("/")[0]) for code in found] == [1, 2, 3], found
    return found


def asked(someone: Browser, code: str) -> Page:
    return someone.get("/verify", query_string={"code": code})


def uploaded(someone: Browser, content: bytes) -> Page:
    token = dict(someone.get("/verify").fields("/verify")) | dict(someone.get("/login").fields("/login"))
    fields = {"csrf_token": token["csrf_token"], "file": (io.BytesIO(content), "单据.pdf")}
    return someone.post("/verify", fields, content_type="multipart/form-data")


def code_of(app: Flask, document_id: int, **other: int) -> str:
    """The code of the first page of a document's newest version."""
    with app.app_context():
        snapshot = db.session.get_one(Snapshot, db.session.get_one(Document, document_id).snapshot_id)
        return told(PageCode(document_id, snapshot.position, 1, 3, 0)._replace(**other), snapshot.digest)


@pytest.mark.parametrize("dots", [120, 200, 300])
def test_each_page_bears_its_own_code(app: Flask, paper: int, pdf: bytes, tmp_path: Path, dots: int) -> None:
    codes = codes_on(pdf, tmp_path, dots)
    pages = [read(code) for code in codes]
    assert [(p[0].document_id, p[0].page, p[0].pages, p[0].copy) for p in pages if p] == [
        (paper, number, 3, 0) for number in (1, 2, 3)
    ]
    assert codes[0] == code_of(app, paper)


def test_a_scanned_code_of_a_paper_in_force_is_valid(
    app: Flask, paper: int, pdf: bytes, tmp_path: Path, chen: Browser
) -> None:
    page = asked(chen, codes_on(pdf, tmp_path)[1])
    assert "有效" in page.text and "XF-202612-0001" in page.text and "第 2 页，共 3 页" in page.text
    assert page.all("a", href=f"/documents/{paper}")


def test_a_stranger_hears_that_it_is_valid_and_gets_no_link(app: Flask, paper: int, wu: Browser) -> None:
    page = asked(wu, code_of(app, paper))
    assert "有效" in page.text and "XF-202612-0001" in page.text
    assert not page.all("a", href=f"/documents/{paper}")


def test_an_older_version_is_superseded_and_one_on_its_way_is_no_proof(app: Flask, chen: Browser) -> None:
    waiting = plan(app, month=Month(2027, 2))
    code = code_of(app, waiting)
    assert "还没有办完，不作为凭据" in asked(chen, code).text
    with app.app_context(), writing():
        db.session.get_one(Document, waiting).snapshot_id = None
    assert "已被后来的版本替代" in asked(chen, code).text


def test_a_void_one_is_void(app: Flask, paper: int, chen: Browser) -> None:
    with app.app_context(), writing():
        db.session.get_one(Document, paper).status = "void"
    assert "已失效（已作废）" in asked(chen, code_of(app, paper)).text


def test_what_we_never_printed_is_foreign(app: Flask, paper: int, chen: Browser) -> None:
    code = code_of(app, paper)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    elsewhere = code.replace(f":{paper}:", ":999999:")
    for typed in (wrong, elsewhere, "6937748304340", "https://example.com/x", "000-000", "喂", "%", "_" * 60):
        assert FOREIGN in asked(chen, typed).text, typed


def test_the_code_beside_a_signature_says_who_signed_when(app: Flask, paper: int, chen: Browser) -> None:
    with app.app_context():
        signer = db.session.scalars(select(Decision.code)).one()
        author = short_code(db.session.scalars(select(Snapshot.digest).order_by(Snapshot.id)).first() or "")
    assert "办事处经理 周敏 同意" in asked(chen, signer).text
    assert "周敏 同意" in asked(chen, signer.replace("-", "").lower()).text
    assert "陈立 发起" in asked(chen, author).text


@pytest.mark.both_databases
def test_a_signature_is_found_by_an_index(app: Flask, paper: int) -> None:
    with app.app_context():
        digest = db.session.scalars(select(Snapshot.digest)).first() or ""
        assert digest[9:16] == tail_of(short_code(digest))
        if db.engine.dialect.name == "sqlite":
            found = "EXPLAIN QUERY PLAN SELECT id FROM snapshot WHERE digest LIKE '_________abcdef0%'"
            (way,) = db.session.execute(text(found)).all()
            assert "USING COVERING INDEX ix_snapshot_digest" in str(way)


def test_the_archive_itself_is_whole_and_a_changed_one_is_told_apart(
    app: Flask, paper: int, pdf: bytes, chen: Browser
) -> None:
    assert "存档的 PDF，一字未改" in uploaded(chen, pdf).text
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        changed = io.BytesIO()
        opened.pages[0].contents_add(b"q 0 g 100 400 200 20 re f Q")
        opened.save(changed)
    page = uploaded(chen, changed.getvalue())
    assert "被改动过" in page.text and "XF-202612-0001" in page.text
    assert "被改动过" in uploaded(chen, pdf + b"\n").text


def test_other_files_are_told_at_their_place(chen: Browser, tmp_path: Path) -> None:
    assert uploaded(chen, b"").faults() == ["请选择文件"]
    assert uploaded(chen, b"MZ" + bytes(99)).faults() == ["只收 PDF、JPG、PNG、WebP"]
    assert FOREIGN in uploaded(chen, b"%PDF-1.7\n" + bytes(999)).text
    assert uploaded(chen, b"%PDF-1.7\n" + bytes(10 * 1024 * 1024)).faults() == ["文件最多 10 MB"]
    strange = pikepdf.new()
    strange.attachments["document.json"] = b"[1, 2]"
    strange.save(tmp_path / "strange.pdf")
    assert FOREIGN in uploaded(chen, (tmp_path / "strange.pdf").read_bytes()).text


def test_whoever_tries_too_many_codes_waits(chen: Browser) -> None:
    answers = [asked(chen, f"AAA-{number:03}").status for number in range(200)]
    assert answers[0] == 200
    assert answers[-1] == 429
