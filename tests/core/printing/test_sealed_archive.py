"""An archive PDF bears the company's electronic seal where there is one, and is not made without it."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select

from portal.config import Settings
from portal.core.company_seal.sealer import sealer
from portal.core.printing.copies import Wanted, hand_out
from portal.core.printing.models import PrintedCopy, PrintOrder
from portal.core.printing.worker import print_document, print_what_is_wanted
from portal.core.web.context import now
from portal.extensions import db
from portal.sealing import Sealing
from tests.conftest import signed_in
from tests.core.company_seal.sealed import COMPANY, key_file, silence
from tests.core.printing.papers import approved, archived, order_of
from tests.core.printing.pdfa import faults_of
from tests.core.printing.test_codes import codes_in, uploaded
from tests.core.proof.falsify import found, seal
from tests.pages import Browser


def use(app: Flask, sealing: Sealing | None) -> None:
    """Let the portal seal by this from now on."""
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], sealing=sealing)


@pytest.fixture
def sealing(app: Flask, tmp_path: Path) -> Sealing:
    given = key_file(tmp_path)
    use(app, given)
    return given


@pytest.fixture
def quick() -> Iterator[None]:
    """The sealing process is warm, and has two seconds."""
    mine = sealer()
    mine.seconds, before = 2, mine.seconds
    yield
    mine.seconds = before


def archive(someone: Browser, paper: int) -> bytes:
    return someone.get(f"/documents/{paper}/pdf").response.data


def asked_of(someone: Browser, content: bytes) -> str:
    return uploaded(someone, content).text


def test_the_archive_is_sealed_and_all_else_is_as_it_was(
    app: Flask, sealing: Sealing, chen: Browser, tmp_path: Path
) -> None:
    paper = archived(app, 3)
    content = archive(chen, paper)
    (seen,) = sealer().look(content, sealing)
    assert (seen.intact, seen.ours) == (True, True)
    assert faults_of(content) == []
    with pikepdf.open(BytesIO(content)) as pdf:
        assert list(pdf.attachments) == ["document.json"]
    assert codes_in(content, tmp_path)
    seal(app)
    assert found(app) == []


def test_without_a_seal_the_archive_is_what_it_was(app: Flask, chen: Browser) -> None:
    content = archive(chen, archived(app, 3))
    assert b"/ByteRange" not in content
    with pikepdf.open(BytesIO(content)) as pdf:
        assert "/AcroForm" not in pdf.Root


def test_a_copy_bears_no_signature_at_all_rather_than_a_broken_one(
    app: Flask, sealing: Sealing, settings: Settings
) -> None:
    paper = archived(app, 3)
    with app.app_context():
        hand_out(paper, Wanted(1, False, "财务部", "报销", "k" * 32), now())
        digest = db.session.scalars(select(PrintedCopy.digest)).one()
    content = (settings.files / digest[:2] / digest).read_bytes()
    assert b"/ByteRange" not in content
    assert faults_of(content) == []
    with pikepdf.open(BytesIO(content)) as pdf:
        assert "/AcroForm" not in pdf.Root and "/Perms" not in pdf.Root
        assert not any(page.get("/Annots") for page in pdf.pages)


def test_whoever_verifies_the_file_reads_what_the_seal_says(
    app: Flask, sealing: Sealing, chen: Browser
) -> None:
    content = archive(chen, archived(app, 3))
    said = asked_of(chen, content)
    assert "签章完好" in said and COMPANY in said and "本公司正在用的证书" in said
    changed = bytearray(content)
    changed[content.index(b"stream") + 20] ^= 1
    said = asked_of(chen, bytes(changed))
    assert "被改动" in said and "签章完好" not in said


def test_the_page_says_what_a_click_and_a_seal_are_not(chen: Browser) -> None:
    said = chen.get("/verify").text
    assert "《电子签名法》第十三条" in said and "也不是各签核人的签名" in said


def test_a_file_without_a_seal_is_told_to_have_none(app: Flask, chen: Browser) -> None:
    said = asked_of(chen, archive(chen, archived(app, 3)))
    assert "公司电子签章" in said and "签章完好" not in said and "没有。" in said


def test_an_expired_certificate_leaves_the_paper_wanted_and_is_told_once(
    app: Flask, chen: Browser, shen: Browser, tmp_path: Path
) -> None:
    use(app, key_file(tmp_path, days=-2))
    papers = [approved(app), approved(app)]
    for _ in range(7):
        with app.app_context():
            print_what_is_wanted()
    order = order_of(app, papers[0])
    assert (order.state, order.digest, order.attempts) == ("wanted", None, 0)
    assert "过期" in order.fault
    assert "还没有盖上公司电子签章" in chen.get(f"/documents/{papers[0]}/pdf").text
    assert shen.get("/notices").text.count("公司电子签章盖不上") == 1
    use(app, key_file(tmp_path))
    with app.app_context():
        print_what_is_wanted()
    assert [order_of(app, paper).state for paper in papers] == ["done", "done"]
    assert order_of(app, papers[0]).fault == ""


def test_the_sweep_stops_at_the_first_paper_that_cannot_be_sealed(app: Flask, tmp_path: Path) -> None:
    use(app, key_file(tmp_path, days=-2))
    papers = [approved(app), approved(app)]
    with app.app_context():
        print_what_is_wanted()
    assert sorted(bool(order_of(app, paper).fault) for paper in papers) == [False, True]


def test_a_silent_authority_is_told_when_it_is_silent_again(
    app: Flask, shen: Browser, tmp_path: Path, quick: None
) -> None:
    paper = approved(app)
    with silence() as address:
        use(app, key_file(tmp_path, authority=address))
        for times in (0, 1):
            with app.app_context():
                print_document(paper)
            assert shen.get("/notices").text.count("公司电子签章盖不上") == times
    assert order_of(app, paper).state == "wanted"


def test_a_paper_can_be_printed_unsealed_by_whoever_takes_the_seal_away(app: Flask, tmp_path: Path) -> None:
    use(app, key_file(tmp_path, days=-2))
    paper = approved(app)
    for sealing in (key_file(tmp_path, days=-2), None):
        use(app, sealing)
        with app.app_context():
            print_document(paper)
    assert order_of(app, paper).state == "done"


def test_a_day_later_it_is_told_again(app: Flask, clock, tmp_path: Path) -> None:
    use(app, key_file(tmp_path, days=-2))
    approved(app)
    for _ in range(2):
        with app.app_context():
            print_what_is_wanted()
        clock.advance(days=1)
    assert signed_in(app, "1009").get("/notices").text.count("公司电子签章盖不上") == 2
    with app.app_context():
        assert db.session.query(PrintOrder).filter_by(state="wanted").count() == 1
