"""常用语: the usual ones until somebody has his own; at most twenty; taken where no opinion was typed."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask, render_template_string
from sqlalchemy import select

from portal.core.approval.models import Decision
from portal.core.phrases.operations import TooMany, add
from portal.core.phrases.queries import USUAL, phrases_of
from portal.extensions import db, writing
from tests.core.notices.outbox import CHEN, LIN
from tests.pages import Browser, Page
from tests.plans import plan, task_of

pytestmark = pytest.mark.both_databases


def put(browser: Browser, words: str) -> Page:
    """Type a phrase into the page's own form and add it."""
    (token,) = {e.get("value") for e in browser.get("/phrases").all("input", name="csrf_token")}
    return browser.post("/phrases", {"csrf_token": token, "words": words})


def mine(app: Flask, person_id: int = CHEN) -> list[str]:
    with app.app_context():
        return phrases_of(person_id)


def test_the_usual_ones_are_offered_until_somebody_has_his_own(app: Flask, chen: Browser) -> None:
    assert mine(app) == list(USUAL)
    put(chen, " 拟同意， \t请领导审批。")
    assert mine(app) == ["拟同意， 请领导审批。"] and mine(app, LIN) == list(USUAL)
    page = chen.get("/phrases")
    taken = page.all("form")[-1]
    fields = {e.get("name"): e.get("value") for e in taken.iter("input")}
    chen.post("/phrases", fields)
    assert mine(app) == ["拟同意， 请领导审批。", USUAL[2]]


def test_they_are_moved_up_and_dropped(app: Flask, chen: Browser) -> None:
    for words in ("一", "二", "三"):
        put(chen, words)
    rises = [f.get("action") for f in chen.get("/phrases").all("form") if f.get("action").endswith("/rise")]
    assert len(rises) == 2
    chen.submit(chen.get("/phrases"), rises[1])
    assert mine(app) == ["一", "三", "二"]
    chen.submit(chen.get("/phrases"), rises[1].replace("rise", "removal"))
    assert mine(app) == ["一", "二"]


@pytest.mark.parametrize(
    ("words", "why"),
    [(" ", "请写下常用语"), ("长" * 101, "最多 100 字，现在 101 字"), ("已阅。", "这一条已经有了")],
)
def test_a_phrase_is_something_new_on_one_line(app: Flask, chen: Browser, words: str, why: str) -> None:
    put(chen, "已阅。")
    page = put(chen, words)
    assert (page.status, page.faults()) == (422, [why])
    assert mine(app) == ["已阅。"]


def test_a_hundred_characters_and_twenty_phrases_are_the_most(app: Flask, chen: Browser) -> None:
    with app.app_context(), writing():
        for number in range(19):
            add(CHEN, f"第{number}句")
    assert put(chen, "长" * 100).status == 200
    page = put(chen, "又一句")
    assert page.faults() == ["最多 20 条，请先删掉不用的"] and len(mine(app)) == 20


def test_of_five_added_at_one_instant_as_many_are_kept_as_there_is_room_for(app: Flask) -> None:
    with app.app_context(), writing():
        for number in range(18):
            add(CHEN, f"第{number}句")
    gate = threading.Barrier(5)

    def press(number: int) -> bool:
        gate.wait()
        with app.app_context():
            try:
                with writing():
                    add(CHEN, f"同时{number}")
            except TooMany:
                return False
        return True

    with ThreadPoolExecutor(5) as pool:
        assert sorted(pool.map(press, range(5))) == [False] * 3 + [True] * 2


@pytest.mark.parametrize(
    ("typed", "kind", "stands"),
    [
        ("", "approve", "情况属实，同意。"),
        ("  ", "return", "情况属实，同意。"),
        ("同意，下不为例", "approve", "同意，下不为例"),
    ],
)
def test_a_chosen_phrase_is_the_opinion_where_none_was_typed(
    app: Flask, zhou: Browser, typed: str, kind: str, stands: str
) -> None:
    task = f"/tasks/{task_of(app, plan(app), '1003')}"
    page = zhou.get(task)
    zhou.submit(page, task, button=f"kind={kind}", opinion=typed, phrase="情况属实，同意。")
    with app.app_context():
        assert db.session.scalars(select(Decision.opinion)).all() == [stands]


def test_without_a_phrase_a_return_still_says_why(app: Flask, zhou: Browser) -> None:
    task = f"/tasks/{task_of(app, plan(app), '1003')}"
    page = zhou.submit(zhou.get(task), task, button="kind=return", opinion="", phrase="")
    assert page.status == 422 and "退回或驳回要写明原因" in page.text


def test_the_choice_is_a_select_that_needs_no_script(app: Flask) -> None:
    source = '{% from "components/phrases.html" import phrase_choice %}{{ phrase_choice(phrases, "<二>") }}'
    with app.test_request_context():
        html = render_template_string(source, phrases=["一", "<二>"])
    assert '<option value="">不用</option>' in html and 'for="phrase"' in html
    assert html.index("一</option>") < html.index("&lt;二&gt;</option>") and html.count("selected") == 1
