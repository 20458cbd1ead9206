"""DESIGN §5: 转办, 委派, 加签, 减签 and 取回 through their pages, with people picked by text."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.models import Task
from portal.core.org.models import Person, Post
from portal.core.org.operations import appoint, enrol
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.verbs.papers import act, decided, has_it, sent, status, turn
from tests.databases import PASSWORD
from tests.pages import Browser, Page

ADDED = {"side": "before", "mode": "all"}


def passed(person: Browser, title: str, people: str, **typed: str) -> Page:
    """Fill the page of a verb from one's turn."""
    return person.submit(act(person, turn(person), title), action="/tasks", people=people, **typed)


def test_a_turn_is_handed_over_for_good(app: Flask, chen, zhou, he) -> None:
    document_id = sent(chen)
    answer = passed(zhou, "转办", "何清", words="下周出差")
    assert "已转办给何清" in answer.text and "转办：何清" in answer.text and "下周出差" in answer.text
    assert has_it(app, document_id) == ["何清"]
    assert "周敏转办" in he.get("/").text
    assert "没有待办" in zhou.get("/").text


def test_whoever_is_asked_only_replies_and_it_comes_back(app: Flask, chen, zhou, he) -> None:
    document_id = sent(chen)
    assert "已请何清回复" in passed(zhou, "委派", "1005", words="章型对吗").text
    page = turn(he)
    assert [b.get("value") for b in page.all("button", name="kind")] == ["advise"]
    assert "周敏请你回复" in he.get("/").text
    assert "周敏请你回复： 章型对吗" in page.text and "更多处理" not in page.text
    assert he.submit(page, action="/tasks", button="kind=advise").faults() == ["要写明答复，才能结束这一步"]
    assert "已回复" in he.submit(page, action="/tasks", button="kind=advise", opinion="对").text
    assert has_it(app, document_id) == ["周敏"]


def test_the_question_stands_above_an_answer_that_was_taken_back(app: Flask, chen, zhou, he) -> None:
    sent(chen)
    passed(zhou, "委派", "1005", words="章型对吗")
    page = decided(he, "advise", opinion="对")
    he.submit(act(he, page, "取回"), action="/tasks")
    assert "周敏请你回复： 章型对吗" in turn(he).text


@pytest.mark.parametrize(("side", "left"), [("before", ["何清"]), ("beside", ["周敏", "何清"])])
def test_rule_5_others_sign_before_or_beside(app: Flask, chen, zhou, he, side: str, left: list[str]) -> None:
    document_id = sent(chen)
    assert "已加签给何清" in passed(zhou, "加签", "何清", side=side, mode="all").text
    assert has_it(app, document_id) == left
    assert "周敏加签给你" in he.get("/").text
    decided(he, "reject", opinion="不合规")
    assert status(app, document_id) == "rejected"


def test_rule_5_others_sign_after_whoever_agrees(app: Flask, chen, zhou, he) -> None:
    document_id = sent(chen)
    answer = passed(zhou, "加签", "何清", side="after", mode="all", words="同意，请何清再看")
    assert "已同意，并加签给何清" in answer.text
    assert has_it(app, document_id) == ["何清"]
    assert "周敏加签给你" in he.get("/").text
    decided(he)
    assert has_it(app, document_id) == ["王岚"]


def test_adding_after_where_proof_is_wanted_takes_the_password(app: Flask, chen, zhou, wang, yan) -> None:
    document_id = sent(chen)
    decided(zhou)
    decided(wang)
    after = {"side": "after", "mode": "all"}
    assert "要再填一次登录密码" in passed(yan, "加签", "何清", **after).faults()[0]
    assert "密码不对" in passed(yan, "加签", "何清", password="不对", **after).faults()[0]
    assert "已同意" in passed(yan, "加签", "何清", password=PASSWORD, **after).text
    assert has_it(app, document_id) == ["何清"]


def test_rows_for_people_grow_without_javascript_up_to_ten(chen, zhou) -> None:
    sent(chen)
    page = act(zhou, turn(zhou), "加签")
    for rows in (3, 6, 9, 10):
        assert len(page.all("input", name="people")) == rows
        names = [("people", f"1{n:03}") for n in range(1, rows + 1)]
        kept = [field for field in page.fields("/tasks") if field[0] != "people"]
        page = zhou.post(page.form("/tasks").get("action"), [*kept, *names, ("act", "more")])
    assert not page.all("button", value="more")
    assert [e.get("value") for e in page.all("input", name="people")][:2] == ["1001", "1002"]


def namesake(app: Flask, number: str, name: str) -> None:
    """Another employee of the same name."""
    with app.app_context(), writing() as session:
        post = session.scalars(select(Post).filter_by(role="sales_rep").limit(1)).one()
        appoint(enrol(number, name, post.since), post, post.since)


def test_an_ambiguous_name_is_refused_with_the_choices_and_kept(app: Flask, chen, zhou) -> None:
    document_id = sent(chen)
    namesake(app, "1999", "何清")
    answer = passed(zhou, "转办", "何清", words="下周出差")
    assert answer.status == 422
    assert "何清 1005" in answer.faults()[0] and "何清 1999" in answer.faults()[0]
    typed = dict(answer.fields("/tasks"))
    assert (typed["people"], typed["words"].strip()) == ("何清", "下周出差")
    assert "已转办给何清" in zhou.submit(answer, action="/tasks", people="何清 1999").text
    assert len(has_it(app, document_id)) == 1


@pytest.mark.parametrize(
    ("people", "why"),
    [("没这人", "没有找到"), ("", "请选一个人"), ("陈立", "是发起人或填写人"), ("周敏", "已经在办理这一步")],
)
def test_who_cannot_take_it_is_refused_at_its_place(app: Flask, chen, zhou, people: str, why: str) -> None:
    document_id = sent(chen)
    answer = passed(zhou, "转办", people)
    assert answer.status == 422 and why in answer.faults()[0]
    assert has_it(app, document_id) == ["周敏"]


def test_adding_asks_for_when_and_how_many(app: Flask, chen, zhou) -> None:
    document_id = sent(chen)
    page = act(zhou, turn(zhou), "加签")
    refused = zhou.submit(page, action="/tasks", people="何清")
    assert refused.faults() == ["请选择前加签、并加签或后加签"]
    assert has_it(app, document_id) == ["周敏"]


def test_people_are_suggested_by_number_name_and_pinyin(zhou) -> None:
    for text in ("1005", "何", "hq", "heqing"):
        page = zhou.get(f"/people/suggestions?people={text}")
        assert "何清 1005" in [o.get("value") for o in page.all("option")], text
    near = [o.get("value") for o in zhou.get("/people/suggestions").all("option")]
    assert "林可 1002" in near and "何清 1005" not in near and "周敏 1003" not in near
    part = zhou.client.get(
        "/people/suggestions?people=何", headers={"HX-Request": "true", "HX-Target": "choices"}
    )
    assert part.text.strip().startswith('<option value="何清 1005">')


def test_whoever_was_added_and_has_not_answered_can_be_dropped(app: Flask, chen, zhou, he, wu) -> None:
    document_id = sent(chen)
    page = act(zhou, turn(zhou), "加签")
    kept = [field for field in page.fields("/tasks") if field[0] not in ("people", "side", "mode")]
    both = [("people", "何清"), ("people", "吴桐"), ("side", "before"), ("mode", "all")]
    zhou.post(page.form("/tasks").get("action"), [*kept, *both])
    decided(wu)
    page = act(zhou, zhou.get(f"/documents/{document_id}"), "减签")
    (button,) = page.all("button", name="dropped")
    assert button.get("aria-label") == "减签 何清"
    answer = zhou.submit(page, action="/tasks", button=f"dropped={button.get('value')}")
    assert "已减签何清" in answer.text
    assert has_it(app, document_id) == ["周敏"]
    again = zhou.submit(page, action="/tasks", button=f"dropped={button.get('value')}")
    assert "没有减签" in again.text


def test_rule_2_a_consent_is_taken_back_until_the_next_one_has_looked(app: Flask, chen, zhou, wang) -> None:
    document_id = sent(chen)
    page = decided(zhou)
    assert "取回" in zhou.get("/done").text
    answer = zhou.submit(act(zhou, page, "取回"), action="/tasks")
    assert "已取回，请重新处理" in answer.text
    assert has_it(app, document_id) == ["周敏"]
    before = decided(zhou)
    sheet = act(zhou, before, "取回")
    turn(wang)
    refused = zhou.submit(sheet, action="/tasks")
    assert refused.status == 422 and refused.faults() == ["王岚已经打开看过，不能取回。"]
    assert has_it(app, document_id) == ["王岚"]
    assert "你可以" not in zhou.get(f"/documents/{document_id}").text
    assert not [a for a in zhou.get("/done").all("a") if "taking-back" in a.get("href", "")]


def test_a_look_is_noted_once_and_only_for_its_person(app: Flask, chen, zhou, clock) -> None:
    document_id = sent(chen)
    address = f"/tasks/{task(app, document_id).id}"
    chen.get(address)
    zhou.get(f"/documents/{document_id}")
    assert task(app, document_id).seen_at is None
    zhou.get(address)
    first = task(app, document_id).seen_at
    clock.advance(minutes=5)
    zhou.get(address)
    assert task(app, document_id).seen_at == first is not None


def task(app: Flask, document_id: int) -> Task:
    """周敏's turn with a paper."""
    query = select(Task).join(Task.person).where(Task.document_id == document_id, Person.number == "1003")
    with app.app_context():
        return db.session.scalars(query).one()


@pytest.mark.parametrize("title", ["转办", "委派", "加签"])
def test_what_meets_an_expired_session_comes_back(app: Flask, chen, zhou, clock, title: str) -> None:
    document_id = sent(chen)
    page = act(zhou, turn(zhou), title)
    clock.advance(hours=3)
    stopped = zhou.submit(page, action="/tasks", people="何清", words="下周出差", **ADDED)
    assert stopped.address == "/login"
    back = zhou.submit(stopped, number="1003", password=PASSWORD)
    assert back.address == page.address
    typed = dict(reversed(back.fields("/tasks")))
    assert (typed["people"], typed["words"].strip()) == ("何清", "下周出差")
    assert has_it(app, document_id) == ["周敏"]
    assert zhou.submit(back, action="/tasks").status == 200
    assert "何清" in has_it(app, document_id)[0]
    assert "没有草稿" in zhou.get("/drafts").text


def test_a_password_is_never_kept(app: Flask, chen, zhou, wang, yan, clock) -> None:
    sent(chen)
    decided(zhou)
    decided(wang)
    pages = [turn(yan), act(yan, turn(yan), "加签")]
    clock.advance(hours=3)
    for page in pages:
        yan.submit(page, action="/tasks", password=PASSWORD, people="何清", opinion="同意", **ADDED)
    with app.app_context():
        kept = [row.fields for row in db.session.execute(db.text("SELECT fields FROM draft"))]
    assert len(kept) == 2 and "-1234" not in "".join(kept)


def test_a_verb_on_a_turn_that_is_over_says_who_was_faster(app: Flask, chen, zhou) -> None:
    sent(chen)
    page = act(zhou, turn(zhou), "转办")
    decided(zhou)
    assert "你已于" in zhou.submit(page, action="/tasks", people="何清").text


def test_an_addition_on_an_older_paper_shows_the_newer_one(app: Flask, chen, zhou, wang) -> None:
    sent(chen)
    decided(zhou)
    page = act(wang, turn(wang), "加签")
    sheet = wang.get(turn(wang).address + "/sheet")
    wang.submit(sheet, button="act=send", matter="签年度合同")
    refused = wang.submit(page, action="/tasks", people="何清", side="after", mode="all", words="同意")
    assert refused.status == 409 and "请看改动再处理" in refused.faults()[0]
    assert "签年度合同" in refused.text
    assert "已同意，并加签给何清" in wang.submit(refused, action="/tasks").text


def test_a_stranger_finds_no_page(app: Flask, chen) -> None:
    document_id = sent(chen)
    number = task(app, document_id).id
    for person in (chen, signed_in(app, "1005")):
        for place in ("transfer", "advice", "addition", "removal", "taking-back"):
            assert person.get(f"/tasks/{number}/{place}").status == 404
