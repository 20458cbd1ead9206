"""DESIGN §5: 批量同意. Only for forms that allow it, at most fifty, a transaction and a sentence for each."""

from collections.abc import Iterator

import msgspec
import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from portal.core.approval.batch import MOST, asks_only_consent
from portal.core.approval.models import Decision, Task
from portal.core.audit.chain import faults
from portal.core.delegations.rules import EVERY_FORM
from portal.core.documents.models import Document
from portal.core.flow import Step
from portal.core.web.context import catalogue
from portal.extensions import db
from tests.conftest import TestClock
from tests.core.approval.papers import person, say, send, status, task_of
from tests.core.delegations.delegating import let
from tests.databases import PASSWORD
from tests.pages import Browser, Page

pytestmark = pytest.mark.both_databases
PLACE = "/batches/f97-2"


@pytest.fixture
def papers(app: Flask) -> list[int]:
    """Three 或签单 that wait for every account manager."""
    return sent(app, 3)


def sent(app: Flask, number: int) -> list[int]:
    with app.app_context():
        return [send("F97-2") for _ in range(number)]


def agree(someone: Browser, page: Page, *ticked: str, **typed: str) -> Page:
    """Press 同意所选 with some ticks, all that stand there unless named."""
    boxes = [box.get("value", "") for box in page.all("input", name="task")]
    fields = [(n, typed.get(n, t)) for n, t in page.fields(PLACE) if n != "task"]
    return someone.post(PLACE, [*fields, *(("task", value) for value in ticked or boxes)])


def decided(app: Flask) -> list[tuple[int, str, str]]:
    """Paper, person's name and words of every decision."""
    with app.app_context():
        rows = db.session.scalars(select(Decision).order_by(Decision.id))
        return [(row.document_id, row.person.name, row.opinion) for row in rows]


def results(page: Page) -> list[str]:
    return ["".join(cell.itertext()).strip() for cell in page.all("td") if cell.get("data-label") == "结果"]


def test_rule_12_and_row_17_several_papers_are_agreed_to_at_once(
    app: Flask, papers: list[int], chen: Browser
) -> None:
    inbox = chen.get("/")
    assert "或签单 F97-2 有 3 张等你办： 批量同意" in inbox.text
    page = chen.get(PLACE)
    done = agree(chen, page, opinion="都同意")
    assert results(done) == ["已同意"] * 3
    assert "同意了 3 张。" in done.text
    assert decided(app) == [(paper, "陈立", "都同意") for paper in papers]
    with app.app_context():
        assert [status(paper) for paper in papers] == ["in_review"] * 3
        assert not list(faults())
    assert "批量同意" not in chen.get("/").text


def test_only_what_is_ticked(app: Flask, papers: list[int], chen: Browser) -> None:
    page = chen.get(PLACE)
    first = page.all("input", name="task")[0].get("value", "")
    assert results(agree(chen, page, first)) == ["已同意"]
    assert [paper for paper, _, _ in decided(app)] == papers[:1]


def test_a_chosen_phrase_is_the_opinion_where_none_is_typed(
    app: Flask, papers: list[int], chen: Browser
) -> None:
    agree(chen, chen.get(PLACE), phrase="情况属实，同意。")
    assert {words for _, _, words in decided(app)} == {"情况属实，同意。"}


def test_each_paper_stands_or_falls_by_itself(app: Flask, papers: list[int], chen: Browser) -> None:
    page = chen.get(PLACE)
    with app.app_context():
        say(papers[0], "1002", "approve")
    first, second, third = (box.get("value", "") for box in page.all("input", name="task"))
    older = f"{second.partition('-')[0]}-{first.partition('-')[2]}"
    done = agree(chen, page, first, older, third)
    assert results(done) == [
        "林可已于 11-23 10:00 同意，这次操作没有生效。",
        "这张单据在你打开之后改过，请看改动再处理。",
        "已同意",
    ]
    assert "2 张没有办成" in done.text
    assert [(paper, name) for paper, name, _ in decided(app)] == [(papers[0], "林可"), (papers[2], "陈立")]


def test_a_second_press_says_that_it_is_done(app: Flask, papers: list[int], chen: Browser) -> None:
    page = chen.get(PLACE)
    agree(chen, page)
    again = agree(chen, page)
    assert results(again) == ["你已于 11-23 10:00 同意，这次操作没有生效。"] * 3
    assert len(decided(app)) == 3


def test_somebody_elses_turn_is_refused_without_its_title(
    app: Flask, papers: list[int], chen: Browser
) -> None:
    with app.app_context():
        theirs = task_of(papers[0], "1002")
        seen = db.session.get_one(Document, papers[0]).snapshot_id
    done = agree(chen, chen.get(PLACE), f"{theirs}-{seen}", "999999-1")
    assert results(done) == ["现在不由你办理，没有同意。"] * 2
    assert "苏禾" not in done.text
    assert decided(app) == []


def test_a_form_that_does_not_allow_it_has_no_page(app: Flask, chen: Browser, papers: list[int]) -> None:
    assert chen.get("/batches/f97-1").status == 404
    assert chen.get("/batches/nothing").status == 404
    with app.app_context():
        other = send("F97-1")
        task, seen = task_of(other, "1001"), db.session.get_one(Document, other).snapshot_id
    assert results(agree(chen, chen.get(PLACE), f"{task}-{seen}")) == ["现在不由你办理，没有同意。"]
    assert decided(app) == []


def test_at_most_fifty(app: Flask, chen: Browser) -> None:
    sent(app, MOST + 1)
    page = chen.get(PLACE)
    boxes = [box.get("value", "") for box in page.all("input", name="task")]
    assert len(boxes) == MOST
    assert "还有更多，办完这 50 张再来。" in page.text
    with app.app_context():
        last = db.session.scalars(select(Task).filter_by(person_id=person("1001")).order_by(Task.id.desc()))
        task = last.first()
        assert task is not None
        one_more = f"{task.id}-{task.document.snapshot_id}"
    refused = agree(chen, page, *boxes, one_more, opinion="都好")
    assert refused.status == 422
    assert refused.faults() == ["一次最多同意 50 张，现在勾选了 51 张"]
    assert "都好" in refused.text
    assert decided(app) == []
    assert "还有 1 张等你办" in agree(chen, page, *boxes).text


def test_nothing_ticked_and_nonsense_say_so_and_keep_the_words(
    app: Flask, papers: list[int], chen: Browser
) -> None:
    page = chen.get(PLACE)
    fields = [(n, "写好的话" if n == "opinion" else t) for n, t in page.fields(PLACE) if n != "task"]
    nothing = chen.post(PLACE, fields)
    assert (nothing.status, nothing.faults()) == (422, ["请勾选要同意的单据"])
    assert "写好的话" in nothing.text
    assert not [box for box in nothing.all("input", name="task") if box.get("checked") is not None]
    for nonsense in ("x", "1-", "-1", "1-x", "１-１", "99999999999-1"):
        assert chen.post(PLACE, [*fields, ("task", nonsense)]).status == 422


def test_what_met_an_expired_session_comes_back(
    app: Flask, papers: list[int], chen: Browser, clock: TestClock
) -> None:
    page = chen.get(PLACE)
    first = page.all("input", name="task")[0].get("value", "")
    clock.advance(hours=3)
    back = chen.submit(agree(chen, page, first, opinion="看过了"), number="1001", password=PASSWORD)
    assert back.address == PLACE
    assert "看过了" in back.text
    assert [b.get("value") for b in back.all("input", name="task") if b.get("checked") is not None] == [first]
    assert decided(app) == []


def test_whoever_acts_for_somebody_agrees_for_him_too(app: Flask, papers: list[int], zhou: Browser) -> None:
    let(app, "1001", "1003", forms=EVERY_FORM)
    page = zhou.get(PLACE)
    assert page.text.count("代 陈立") == 3
    assert results(agree(zhou, page)) == ["已同意"] * 3
    with app.app_context():
        rows = db.session.scalars(select(Decision)).all()
        assert {(row.person.name, row.for_id) for row in rows} == {("周敏", person("1001"))}


def test_one_that_the_database_cannot_take_says_so_and_the_others_go_on(
    app: Flask, papers: list[int], chen: Browser, failing: list[int]
) -> None:
    page = chen.get(PLACE)
    failing.append(papers[1])
    assert results(agree(chen, page)) == ["已同意", "系统正忙，这张没有同意，请稍后再试。", "已同意"]
    assert [paper for paper, _, _ in decided(app)] == [papers[0], papers[2]]


@pytest.fixture
def failing() -> Iterator[list[int]]:
    """Papers whose decisions the database refuses to store."""
    refused: list[int] = []

    def refuse(_mapper: object, _connection: object, decision: Decision) -> None:
        if decision.document_id in refused:
            raise OperationalError("INSERT", {}, Exception("database is locked"))

    event.listen(Decision, "before_insert", refuse)
    yield refused
    event.remove(Decision, "before_insert", refuse)


@pytest.mark.parametrize(
    "demand", [{"answer": True}, {"proof": "password"}, {"edits": ("subject",)}, {"attach": True}]
)
def test_a_step_that_demands_more_than_a_word_does_not_go_with_others(demand: dict[str, object]) -> None:
    step = Step(name="审核", clause="§2", by="sales_manager")
    assert asks_only_consent(step)
    assert not asks_only_consent(msgspec.structs.replace(step, **demand))


def test_every_step_of_a_form_that_allows_it_asks_only_consent(app: Flask) -> None:
    with app.app_context():
        allowed = [form for form in catalogue().types() if form.batch]
        assert {"F08-8", "F01-3", "F97-2"} <= {form.code for form in allowed}
        for form in allowed:
            assert form.flow, form.code
            assert all(asks_only_consent(step) for step in form.flow), form.code
