"""Receiving and entering at one instant: one number for one paper, one paper for one number, no gap."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.models import Decision
from portal.core.audit.chain import faults
from portal.core.documents.models import Document, Serial
from portal.core.org.models import Person, Post
from portal.core.org.operations import appoint
from portal.demonstration.company import SINCE
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.documents.numbered import handwritten, id_of, mount, received, send
from tests.pages import Browser, Page
from tests.plans import task_of

pytestmark = pytest.mark.both_databases(whole=True)
ROUNDS = range(1, 6)
SAID = {"day": "2026-11-23", "what": "包装破损", "act": "send"}


def at_one_instant(acts: list[Callable[[], Page]]) -> list[Page]:
    """What everybody gets who presses at the same moment."""
    gate = Barrier(len(acts))

    def press(act: Callable[[], Page]) -> Page:
        gate.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(press, acts))


def filled(page: Page, action: str | None = None, **typed: str) -> Callable[[Browser], Page]:
    """A filled page, the finger on its button."""
    fields = dict(page.fields(action)) | typed
    return lambda browser: browser.post(page.form(action).get("action", ""), list(fields.items()))


def receiving(app: Flask, paper: int, number: str) -> Callable[[], Page]:
    """A person who has read a paper and is about to receive it."""
    browser = signed_in(app, number)
    page = browser.get(f"/tasks/{task_of(app, paper, number)}")
    press = filled(page, "/tasks/", kind="approve")
    return lambda: press(browser)


def entering(browser: Browser, paper_number: str) -> Callable[[], Page]:
    """A person at a filled sheet."""
    press = filled(browser.get("/forms/f98-4/new"), None, **SAID, paper_number=paper_number)
    return lambda: press(browser)


@pytest.fixture
def with_two_managers(app: Flask) -> Flask:
    """The portal where 方正平 holds 周敏's post as well."""
    with app.app_context(), writing():
        person = db.session.scalars(select(Person).filter_by(number="1008")).one()
        mine = select(Post).filter_by(role="branch_office_manager").order_by(Post.id).limit(1)
        appoint(person, db.session.scalars(mine).one(), SINCE)
    return mount(app)


def test_two_people_who_receive_one_paper_give_it_one_number(with_two_managers: Flask, chen: Browser) -> None:
    app = with_two_managers
    for turn in ROUNDS:
        paper = id_of(send(chen, received))
        pages = at_one_instant([receiving(app, paper, number) for number in ("1003", "1008")])
        assert sorted(f"编号 26110{turn}。" in page.text for page in pages) == [False, True]
        with app.app_context():
            assert db.session.get_one(Document, paper).number == f"26110{turn}"
            assert len(db.session.scalars(select(Decision).filter_by(document_id=paper)).all()) == 1
            serials = db.session.scalars(select(Serial.serial).filter_by(type="F98-3")).all()
            assert sorted(serials) == list(range(1, turn + 1))
    with app.app_context():
        assert list(faults()) == []


def test_papers_that_are_received_at_one_instant_get_numbers_without_gaps(app: Flask, chen: Browser) -> None:
    mount(app)
    papers = [id_of(send(chen, received)) for _ in range(6)]
    pages = at_one_instant([receiving(app, paper, "1003") for paper in papers])
    assert [page.status for page in pages] == [200] * 6
    with app.app_context():
        numbers = [db.session.get_one(Document, paper).number for paper in papers]
    assert sorted(numbers) == [f"26110{n}" for n in range(1, 7)]


def test_of_two_who_enter_one_number_one_does(app: Flask, chen: Browser, lin: Browser) -> None:
    mount(app)
    chen.submit(chen.get("/forms/f98-4/blanks"), "/forms/f98-4/blanks", copies="5", reason="停电备用")
    for turn in ROUNDS:
        pages = at_one_instant([entering(person, f"26110{turn}") for person in (chen, lin)])
        assert sorted(page.status for page in pages) == [200, 422]
        (refused,) = [page for page in pages if page.status == 422]
        assert refused.faults() == ["这个编号的纸已经录入过"]
        with app.app_context():
            mine = {"type": handwritten.code, "number": f"26110{turn}"}
            (paper,) = db.session.scalars(select(Document.id).filter_by(**mine)).all()
            row = db.session.scalars(select(Serial).filter_by(**mine)).one()
            assert (row.state, row.document_id) == ("used", paper)


def test_a_number_entered_at_the_instant_it_is_made_void_is_one_or_the_other(
    app: Flask, chen: Browser, lin: Browser
) -> None:
    mount(app)
    issue = chen.submit(chen.get("/forms/f98-4/blanks"), "/forms/f98-4/blanks", copies="6", reason="停电备用")
    for turn in ROUNDS:
        number = f"26110{turn}"
        fields = [f for f in issue.fields("/blanks/") if f[0] not in ("numbers", "reason")]
        typed = [*fields, ("numbers", number), ("reason", "印坏")]
        spoilt, entered = at_one_instant(
            [lambda typed=typed: chen.post(f"{issue.address}/voids", typed), entering(lin, number)]
        )
        with app.app_context():
            state = db.session.scalars(select(Serial.state).filter_by(type="F98-4", number=number)).one()
        assert (state, spoilt.status, entered.status) in {("void", 200, 422), ("used", 422, 200)}
    with app.app_context():
        assert list(faults()) == []
