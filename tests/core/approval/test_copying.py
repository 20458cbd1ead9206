"""抄送: who passes a document on to whom, what that changes (no task, no opinion), and that it was read."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from portal.config import ROOT
from portal.core.approval.beside_models import Copy
from portal.core.approval.copying import NoParty, copy_as_declared, copy_to
from portal.core.approval.models import Decision, Task
from portal.core.audit.chain import faults
from portal.core.desk import copy_reading
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.notices.models import Notice
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.cases.repairs import opened
from tests.core.notices.outbox import CHEN, LIN, ZHOU, notices
from tests.folders import portal_with
from tests.pages import Browser, Page
from tests.plans import plan, task_of

pytestmark = pytest.mark.both_databases
WU, HE, WANG, XU, FANG, SHEN, QIN, HEZHANG = 4, 5, 6, 7, 8, 9, 12, 13


def copy(browser: Browser, document_id: int, people: str, words: str = "") -> Page:
    place = f"/documents/{document_id}/copies"
    return browser.submit(browser.get(place), action=place, people=people, words=words)


def held(app: Flask) -> dict[int, bool]:
    """Who has a copy, and whether he has read it."""
    with app.app_context():
        return {row.person_id: row.read_at is not None for row in db.session.scalars(select(Copy))}


def rows(app: Flask, model: type) -> list[str]:
    with app.app_context():
        return [repr(row) for row in db.session.execute(select(model.__table__).order_by(model.id))]


def test_row_16_whoever_gets_a_copy_sees_the_document_from_then_on_and_is_told(
    app: Flask, chen: Browser, wu: Browser
) -> None:
    document = plan(app)
    assert wu.get(f"/documents/{document}").status == 404
    assert "已抄送 吴桐" in copy(chen, document, "吴桐", "请参考路线").text
    assert notices(app, "1004")[-1].startswith("陈立抄送：月度巡访计划表 XF-202612-0001「")
    assert notices(app, "1004")[-1].endswith("（请参考路线）")
    listed = wu.get("/copies")
    assert "未读" in listed.text and "请参考路线" in listed.text
    assert wu.get(f"/documents/{document}").status == 200
    assert "XF-202612-0001" in wu.get("/documents").text
    with app.app_context():
        assert list(faults()) == []


def test_reading_is_noted_once_by_whoever_has_the_copy_and_by_nobody_else(
    app: Flask, chen: Browser, zhou: Browser, wu: Browser
) -> None:
    document = plan(app)
    copy(chen, document, "吴桐、林可 1002")
    assert "抄送我的 1" in wu.get("/").text
    for other in (chen, zhou):
        other.get(f"/documents/{document}")
    wu.client.head(f"/documents/{document}")
    wu.get(f"/documents/{document}/copies")
    assert held(app) == {WU: False, LIN: False}
    wu.get(f"/documents/{document}")
    assert held(app) == {WU: True, LIN: False}
    page = wu.get("/copies")
    assert "未读" not in page.text and "抄送我的 1" not in page.text
    with app.app_context():
        assert db.session.scalars(select(Notice.person_id).filter_by(kind="copied", read_at=None)).all() == [
            LIN
        ]
    assert "未读" in chen.get(f"/documents/{document}/copies").text


def test_only_the_first_reading_writes(app: Flask, chen: Browser, wu: Browser) -> None:
    document, written = plan(app), list[str]()
    copy(chen, document, "吴桐")

    def note(_connection, _cursor, statement: str, *_rest: object) -> None:
        if not statement.startswith(("SELECT", "WITH", "PRAGMA", "BEGIN", "SET")):
            written.append(statement.split()[1])

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
    for _ in range(3):
        assert wu.get(f"/documents/{document}").status == 200
    assert written == ["copy", "notice"]


def test_a_reading_that_cannot_be_noted_shows_its_page_all_the_same(
    app: Flask, chen: Browser, wu: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise OperationalError("UPDATE", {}, Exception("database is locked"))

    document = plan(app)
    copy(chen, document, "吴桐")
    monkeypatch.setattr(copy_reading, "note_read", locked)
    assert wu.get(f"/documents/{document}").status == 200
    assert held(app) == {WU: False}


def test_rule_14_a_copy_neither_opens_nor_closes_a_task_nor_touches_an_opinion(
    app: Flask, chen: Browser, zhou: Browser
) -> None:
    decided, waiting = plan(app, "approve"), plan(app, number="1002")
    before = rows(app, Task), rows(app, Decision)
    copy(zhou, decided, "1004、1006")
    copy(zhou, waiting, "何清、陈立")
    assert (rows(app, Task), rows(app, Decision)) == before
    assert "周敏" in signed_in(app, "1004").get(f"/documents/{decided}").text
    assert signed_in(app, "1004").get(f"/tasks/{task_of(app, waiting, '1003')}").status == 404
    assert zhou.get(f"/tasks/{task_of(app, waiting, '1003')}").status == 200


def test_the_parties_pass_it_on_and_nobody_who_only_reads(app: Flask) -> None:
    document = plan(app)
    for person, to in ((CHEN, WU), (ZHOU, HE), (WANG, QIN), (FANG, HEZHANG)):
        with app.app_context(), writing():
            assert copy_to(document, [to], person, "", this_moment()) == {to}
    for reader in (WU, XU, LIN, SHEN):
        with app.app_context(), pytest.raises(NoParty), writing():
            copy_to(document, [SHEN], reader, "", this_moment())
    page = signed_in(app, "1007").get(f"/documents/{document}/copies")
    assert "吴桐" in page.text and not page.all("input", name="people")


def test_nobody_is_told_twice_of_one_document(app: Flask, chen: Browser, zhou: Browser) -> None:
    document = plan(app)
    copy(chen, document, "吴桐")
    answer = copy(zhou, document, "吴桐、何清、陈立").text
    assert "已抄送 何清" in answer and "吴桐、陈立本来就有，没有重复抄送" in answer
    assert len(notices(app, "1004")) == 1
    assert held(app).keys() == {WU, HE}


@pytest.mark.parametrize(
    ("people", "why"),
    [
        ("", "请写明抄送给谁"),
        ("吴桐、无此人", "没有找到同事「无此人」"),
        ("陈立", "不用抄送给自己"),
        ("、".join(f"人{n}" for n in range(21)), "一次最多抄送 20 人"),
        ("吴", "没有找到同事「吴」"),
    ],
)
def test_names_that_are_nobody_s_are_refused_and_kept(
    app: Flask, chen: Browser, people: str, why: str
) -> None:
    page = copy(chen, plan(app), people, "请看")
    assert page.status == 422 and why in page.faults()[0]
    assert page.all("input", name="people")[0].get("value") == people
    assert "请看" in page.all("textarea", name="words")[0].text
    assert held(app) == {}


def test_a_case_is_not_passed_on_since_its_readers_act_on_it(settings, clock) -> None:
    with portal_with(ROOT / "tests" / "toys", settings, clock) as app:
        chen = signed_in(app, "1001")
        case = opened(chen)
        token = chen.get("/forms").all("input", name="csrf_token")[0].get("value", "")
        place = case.replace("/case", "/copies")
        assert chen.post(place, {"csrf_token": token, "people": "吴桐"}).status == 404
        assert held(app) == {}


@pytest.mark.parametrize(
    ("roles", "people"),
    [
        (("branch_office_manager",), {ZHOU}),  # the nearest from his office upwards
        (("sales_manager", "general_manager"), {WANG, FANG}),
        (("finance_head",), {HEZHANG}),  # nowhere above him: anywhere in the company
        (("account_manager",), {LIN}),  # never the author himself
        ((), set()),
    ],
)
def test_a_form_says_who_gets_a_copy_when_it_comes_into_force(
    app: Flask, chen: Browser, roles: tuple[str, ...], people: set[int]
) -> None:
    document = plan(app)
    chapter = app.extensions["catalogue"].chapters["customer_maintenance"]
    types = tuple(replace(form, copies=roles) if form.code == "F01-1" else form for form in chapter.types)
    app.extensions["catalogue"].add(replace(chapter, types=types))
    with app.app_context():
        for _ in range(2):
            with writing():
                copy_as_declared(db.session.get_one(Document, document), this_moment())
    assert held(app).keys() == people
    filling = chen.get("/forms/f01-1/new").text
    assert ("生效时抄送：" in filling) is bool(roles)
    if people == {HEZHANG}:
        assert "生效时抄送：贺章（财务部负责人）" in filling
        assert notices(app, "1013")[0].startswith("按规定抄送：月度巡访计划表")
