"""An order is carried out once; what cannot be printed is tried five times and then told."""

from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from portal.core.audit.models import AuditEvent
from portal.core.printing import worker
from portal.core.printing.job import Job
from portal.core.printing.renderer import Renderer
from portal.core.printing.worker import print_document, print_what_is_wanted
from portal.extensions import db
from tests.core.printing.papers import approved, order_of
from tests.pages import Browser


def printed(app: Flask) -> int:
    with app.app_context():
        return db.session.query(AuditEvent).filter_by(event="document:printed").count()


def test_printing_twice_changes_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = approved(app)
    with app.app_context():
        print_document(paper)
    first = order_of(app, paper)
    monkeypatch.setattr(worker, "renderer", lambda: pytest.fail("the printer was asked again"))
    with app.app_context():
        print_document(paper)
        print_what_is_wanted()
    again = order_of(app, paper)
    assert (first.state, first.digest, first.made_at) == (again.state, again.digest, again.made_at)
    assert first.state == "done"
    assert printed(app) == 1


def test_the_same_paper_is_the_same_file_wherever_it_is_made(app: Flask, tmp_path) -> None:
    paper = approved(app)
    with app.app_context():
        print_document(paper)
    digest = order_of(app, paper).digest
    assert [f.name for f in (tmp_path / "files").rglob("*") if f.is_file()] == [digest]


def test_a_missing_glyph_fails_the_paper_at_once_as_it_always_would(app: Flask, chen: Browser) -> None:
    paper = approved(app, goal="\ue000")
    for _ in range(2):
        with app.app_context():
            print_what_is_wanted()
    order = order_of(app, paper)
    assert (order.state, order.attempts, order.digest, printed(app)) == ("failed", 1, None, 0)
    assert "MissingGlyph" in order.fault
    page = chen.get(f"/documents/{paper}/pdf")
    assert page.status == 503
    assert "生成失败，请联系管理员" in page.text


def test_the_administrator_is_told_once_and_not_what_the_paper_says(app: Flask, shen: Browser) -> None:
    paper = approved(app, goal="\ue000")
    for _ in range(2):
        with app.app_context():
            print_what_is_wanted()
    told = shen.get("/notices").text
    assert told.count(f"一份单据没有打印成功（单据 {paper}）") == 1
    assert "XF-" not in told


def test_a_paper_is_cut_off_after_half_a_minute() -> None:
    assert worker.renderer().seconds == 30


def test_a_paper_that_takes_too_long_is_cut_off_five_times_and_then_told(
    app: Flask, chen: Browser, shen: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper, slow = approved(app, 300), Renderer(seconds=30)
    slow.render(Job(("<p>一</p>",)))  # so that the first try is cut off in the middle of the layout
    slow.seconds = 0.3
    monkeypatch.setattr(worker, "renderer", lambda: slow)
    assert answer(chen, paper) == (202, "正在生成，一般几秒钟")
    for attempt in range(1, 7):
        with app.app_context():
            print_what_is_wanted()
        order, failed = order_of(app, paper), attempt >= 5
        assert (order.attempts, "took too long" in order.fault) == (min(attempt, 5), True)
        assert order.state == ("failed" if failed else "wanted")
        tried = (
            (503, "生成失败，请联系管理员")
            if failed
            else (202, f"试了 {attempt} 次还没有生成，一分钟内会再试")
        )
        assert answer(chen, paper) == tried
        assert shen.get("/notices").text.count(f"没有打印成功（单据 {paper}）") == failed
    assert slow.process is None
    assert printed(app) == 0


def answer(reader: Browser, paper: int) -> tuple[int, str]:
    """What somebody is told who asks for a PDF that is not there."""
    page = reader.get(f"/documents/{paper}/pdf")
    (said,) = [text for text in map(text_of_element, page.all("p")) if " 的 PDF " in text]
    return page.status, said.partition(" 的 PDF ")[2].removesuffix("。").strip()


def text_of_element(element: Element) -> str:
    return "".join(element.itertext()).strip()


def test_a_failed_paper_does_not_hold_the_next_one(app: Flask) -> None:
    bad, good = approved(app, goal="\ue000"), approved(app)
    with app.app_context():
        print_what_is_wanted()
    assert (order_of(app, bad).state, order_of(app, good).state) == ("failed", "done")


def test_a_slow_paper_is_tried_again_and_made(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    paper, slow = approved(app), Renderer(seconds=0.001)
    monkeypatch.setattr(worker, "renderer", lambda: slow)
    with app.app_context():
        print_document(paper)
    assert (order_of(app, paper).state, order_of(app, paper).attempts) == ("wanted", 1)
    assert "took too long" in order_of(app, paper).fault
    slow.seconds = 30
    with app.app_context():
        print_document(paper)
    slow.stop()
    assert (order_of(app, paper).state, order_of(app, paper).fault) == ("done", "")


def test_an_order_of_no_document_is_nothing(app: Flask) -> None:
    with app.app_context():
        before = db.session.query(AuditEvent).count()
        print_document(999)
        assert db.session.query(AuditEvent).count() == before
