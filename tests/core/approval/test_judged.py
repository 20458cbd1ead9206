"""DESIGN §7: a document says by which day, edition and parameters it was judged, at each sending anew."""

from dataclasses import replace
from datetime import date

import msgspec
import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.core.approval.hooks import Hooks, Refused, hooked, on_submitted
from portal.core.approval.sending import change as change_sheet
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document, Snapshot
from portal.core.documents.operations import current, view_of
from portal.core.edition import Edition
from portal.core.facts import Facts, decode
from portal.core.instants import Moment
from portal.core.money import Amount
from portal.core.parameters.operations import Change, change
from portal.core.printing.worker import print_document
from portal.core.sheet import Asked, Judged, SheetView
from portal.extensions import db, writing
from portal.regulations.customer_maintenance.documents import visit_plan
from portal.regulations.relationship_expense.parameters import ADVANCE_LIMIT, SETTLED_WITHIN
from tests.conftest import signed_in
from tests.core.printing.papers import text_of
from tests.pages import Browser
from tests.plans import plan, task_of
from tests.regulations.relationship_expense.slips import decided, sent, slip, special, with_table

REP = "1010"
DUE = Asked("月度巡访计划表：上月哪一个工作日前提交", "最后一个工作日", "一开始", "暂定假设，待管理员确认")
OPENS = Asked("每月从第几个工作日起可以借支", "第 9 个工作日", "一开始", "制度原文")
LIMIT = Asked("每个销售代表未核销借支的限额", "¥3,000.00", "一开始", "制度原文")
PLANNED = Judged(date(2026, 11, 23), "《客户维护管理制度》2026年版", (DUE,))


def judged(app: Flask, document_id: int) -> list[Judged | None]:
    """By what each version of a document was judged."""
    with app.app_context():
        query = select(Snapshot).filter_by(document_id=document_id).order_by(Snapshot.position)
        return [view_of(snapshot).judged for snapshot in db.session.scalars(query)]


def limit(app: Flask, fen: int) -> None:
    """A new limit from today on."""
    with app.app_context(), writing():
        moment = this_moment()
        change(ADVANCE_LIMIT, Change(moment.day, Amount(fen), "通知"), 9, 0, moment)


def test_what_the_rules_asked_for_is_kept_with_what_it_rested_on(app: Flask) -> None:
    account = special(app)
    limit(app, 200_000)
    with app.app_context():
        document_id = sent("F07-4", slip(account, 100_000), REP)
    given = Asked(LIMIT.label, "¥2,000.00", "2026-11-23", "公司改定")
    edition = "《客情关系维护费用管理制度（初稿）》2026年版"
    assert judged(app, document_id) == [Judged(date(2026, 11, 23), edition, (given, OPENS))]
    assert judged(app, plan(app)) == [PLANNED]


def test_sent_again_it_is_judged_anew_and_the_first_version_stays(app: Flask, clock) -> None:
    account = special(app)
    with app.app_context():
        document_id = sent("F07-4", slip(account, 100_000), REP)
        decided(document_id, "return")
    clock.advance(days=1)
    limit(app, 150_000)
    rep, task = signed_in(app, REP), task_of(app, document_id, REP)
    assert "已重新提交" in rep.submit(rep.get(f"/tasks/{task}/sheet"), button="act=send", reason="改").text
    first, second = judged(app, document_id)
    assert (first.day, first.asked) == (date(2026, 11, 23), (LIMIT, OPENS))
    lowered = Asked(LIMIT.label, "¥1,500.00", "2026-11-24", "公司改定")
    assert (second.day, second.asked) == (date(2026, 11, 24), (lowered, OPENS))


def test_a_change_inside_a_step_is_judged_anew(app: Flask, clock) -> None:
    document_id = plan(app)
    clock.advance(days=1)
    zhou, task = signed_in(app, "1003"), task_of(app, document_id, "1003")
    zhou.submit(zhou.get(f"/tasks/{task}/sheet"), button="act=send", remarks="改了")
    assert judged(app, document_id) == [PLANNED, msgspec.structs.replace(PLANNED, day=date(2026, 11, 24))]


def test_a_change_that_the_rules_refuse_when_it_is_stored_changes_nothing(app: Flask) -> None:
    document_id = plan(app)
    task = task_of(app, document_id, "1003")
    with app.app_context():
        document = db.session.get_one(Document, document_id)
        said = decode(current(document).facts, visit_plan.facts)
        twice = msgspec.structs.replace(said, lines=(*said.lines, said.lines[0]))
        with pytest.raises(Refused), writing():
            change_sheet(task, 3, visit_plan, twice, document.snapshot_id, this_moment())
    assert len(judged(app, document_id)) == 1


@on_submitted(visit_plan)
def ask_of_the_registers(_document: Document, _facts: Facts, moment: Moment) -> None:
    moment.terms.value(SETTLED_WITHIN)


def test_what_an_operation_asks_for_counts_too(app: Flask) -> None:
    app.extensions["hooks"] = Hooks(hooked([ask_of_the_registers]))
    (said,) = judged(app, plan(app))
    assert [(asked.label, asked.value) for asked in said.asked] == [
        ("借支后多少个工作日内核销", "10 个工作日"),
        (DUE.label, DUE.value),
    ]


def test_a_form_judged_by_its_period_says_the_first_day_of_it(app: Flask) -> None:
    chapters = app.extensions["catalogue"].chapters
    chapter = chapters["customer_maintenance"]
    editions = (*chapter.regulation.editions, Edition("第二版", date(2026, 12, 1)))
    types = tuple(replace(t, judged="period") if t.code == "F01-1" else t for t in chapter.types)
    regulation = replace(chapter.regulation, editions=editions)
    chapters["customer_maintenance"] = replace(chapter, regulation=regulation, types=types)
    (said,) = judged(app, plan(app))
    assert (said.day, said.edition) == (date(2026, 12, 1), "《客户维护管理制度》第二版")


def test_what_is_judged_before_the_first_edition_is_refused_at_its_period_and_stored_nowhere(
    app: Flask,
) -> None:
    with_table(app)
    chapters = app.extensions["catalogue"].chapters
    chapter = chapters["relationship_expense"]
    later = replace(chapter.regulation, editions=(Edition("2026年版", date(2026, 11, 24)),))
    chapters["relationship_expense"] = replace(chapter, regulation=later)
    rep = signed_in(app, REP)
    words = {
        "account": "客户关系维护费-进口模块",
        "basis": "KQF-202610-001",
        "reason": "推广会",
        "amount": "100",
    }
    words |= {"use": "⑤客户活动、推广会及联谊", "way": "场地、印刷、运输等对外采购"}
    with app.app_context():
        before = db.session.scalar(select(func.count(Snapshot.id)))
    page = rep.submit(rep.get("/forms/f07-4/new?about=2026-11"), button="act=send", **words)
    assert page.status == 422
    why = "《客情关系维护费用管理制度（初稿）》自 2026-11-24 起施行，之前的不能在这里填报"
    assert page.faults() == [why]
    assert [e.get("id") for e in page.all("input", **{"aria-invalid": "true"})] == ["month"]
    with app.app_context():
        assert db.session.scalar(select(func.count(Snapshot.id))) == before


def test_it_stands_folded_on_the_page_and_on_one_line_of_the_paper(
    app: Flask, chen: Browser, tmp_path
) -> None:
    document_id = plan(app, "approve")
    text = chen.get(f"/documents/{document_id}").text
    assert "判定依据 按 2026-11-23 施行的《客户维护管理制度》2026年版判定。" in text
    assert f"{DUE.label} {DUE.value} 一开始 {DUE.source}" in text
    with app.app_context():
        print_document(document_id)
    paper = "".join(text_of(chen.get(f"/documents/{document_id}/pdf").response.data, tmp_path).split())
    line = f"判定依据：2026-11-23；《客户维护管理制度》2026年版；{DUE.label}{DUE.value}"
    assert line in paper and paper.index("签核历程") < paper.index(line)


def test_an_older_snapshot_without_the_note_is_still_read(app: Flask) -> None:
    document_id = plan(app)
    with app.app_context():
        view = view_of(current(db.session.get_one(Document, document_id)))
    older = msgspec.to_builtins(view)
    del older["judged"]
    assert msgspec.json.decode(msgspec.json.encode(older), type=SheetView).judged is None
