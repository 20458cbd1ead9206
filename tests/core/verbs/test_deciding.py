"""DESIGN §5: deciding on a page: its verbs with their help, where a paper goes back to, and the password."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.models import Decision
from portal.core.approval.verbs import DECISIONS, VERBS
from portal.core.desk.moment import this_moment
from portal.core.org.models import Holding, Person, Unit
from portal.core.org.operations import appoint, open_post
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.verbs.papers import decided, has_it, proven, sent, status, turn
from tests.databases import PASSWORD
from tests.pages import Browser, Page

HELP = {verb.name: verb.help for verb in DECISIONS}


def buttons(page: Page) -> list[str]:
    return ["".join(b.itertext()).strip() for b in page.all("button", name="kind")]


def test_every_verb_of_a_turn_has_its_line_of_help_and_the_help_page_knows_all(chen, zhou) -> None:
    sent(chen)
    page = turn(zhou)
    assert buttons(page) == ["同意", "退回", "驳回"]
    assert all(HELP[name] in page.text for name in ("approve", "return", "reject"))
    told = zhou.get("/help/verbs").text
    assert all(verb.title in told and verb.help in told for verb in VERBS)


def test_a_first_signer_is_not_asked_what_makes_no_difference(chen, zhou, wang) -> None:
    sent(chen)
    assert "改好后" not in turn(zhou).text
    decided(zhou)
    assert ("straight", "") in turn(wang).fields("/tasks")


@pytest.mark.parametrize(("straight", "next_one"), [("1", "王岚"), ("", "周敏")])
def test_rule_3_a_returned_paper_comes_straight_back_or_walks_again(
    app: Flask, chen, zhou, wang, straight: str, next_one: str
) -> None:
    document_id = sent(chen)
    decided(zhou)
    assert "已退回" in decided(wang, "return", straight=straight, opinion="事由写细").text
    sheet = turn(chen)
    assert "王岚" in sheet.text and "复核" in sheet.text and "事由写细" in sheet.text
    assert ("直接回到王岚" in sheet.text) is (straight == "1")
    assert ("从头重新走一遍" in sheet.text) is (straight == "")
    chen.submit(sheet, button="act=send", matter="签年度合同")
    assert has_it(app, document_id) == [next_one]


def test_rule_3_a_paper_goes_back_to_a_named_earlier_step(app: Flask, chen, zhou, wang, yan) -> None:
    document_id = sent(chen)
    decided(zhou)
    decided(wang)
    page = turn(yan)
    options = {"".join(o.itertext()).strip(): o.get("value") for o in page.all("select", id="to")[0]}
    assert list(options) == ["发起人 陈立", "审核 周敏", "复核 王岚"]
    yan.submit(page, action="/tasks", button="kind=return", to=options["审核 周敏"], opinion="看印模")
    assert (status(app, document_id), has_it(app, document_id)) == ("in_review", ["周敏"])


@pytest.mark.parametrize("to", ["999999", "abc"])
def test_a_step_that_is_no_target_is_refused_and_the_opinion_kept(app, chen, zhou, wang, to: str) -> None:
    document_id = sent(chen)
    decided(zhou)
    page = decided(wang, "return", to=to, opinion="看印模")
    assert page.status == 422 and "请重新选择退回给谁" in page.faults()[0]
    assert dict(page.fields("/tasks"))["opinion"].strip() == "看印模"
    assert has_it(app, document_id) == ["王岚"]


@pytest.fixture
def with_yan(chen: Browser, zhou: Browser, wang: Browser) -> int:
    """A paper that two have agreed to: 严静 is the last."""
    document_id = sent(chen)
    decided(zhou)
    decided(wang)
    return document_id


@pytest.mark.parametrize(("password", "why"), [("", "要再填一次登录密码"), ("不对-1234", "密码不对")])
def test_a_step_that_demands_proof_takes_only_the_right_password(
    app: Flask, with_yan: int, yan, password: str, why: str
) -> None:
    document_id = with_yan
    page = decided(yan, password=password, opinion="同意用印")
    assert page.status == 422 and why in page.faults()[0]
    assert dict(page.fields("/tasks"))["opinion"].strip() == "同意用印"
    assert dict(page.fields("/tasks"))["password"] == ""
    yan.submit(page, action="/tasks", button="kind=approve", password=PASSWORD)
    assert status(app, document_id) == "approved"


def test_too_many_wrong_passwords_are_slowed_down_like_sign_in(app: Flask, with_yan: int, yan) -> None:
    document_id = with_yan
    answers = [decided(yan, password=f"错{n}") for n in range(6)]
    assert [page.status for page in answers] == [422] * 5 + [429]
    assert "尝试次数太多" in answers[-1].faults()[0]
    assert decided(yan, password=PASSWORD).status == 429
    assert status(app, document_id) == "in_review"


def test_giving_back_takes_no_password(app: Flask, with_yan: int, yan) -> None:
    document_id = with_yan
    assert decided(yan, "return", opinion="不全").status == 200
    assert status(app, document_id) == "returned"


def test_in_a_vote_people_agree_oppose_or_give_back(app: Flask) -> None:
    zheng, chen, lin, wu = (signed_in(app, number) for number in ("1010", "1001", "1002", "1004"))
    document_id = sent(zheng, "f95-2")
    assert buttons(turn(chen)) == ["同意", "反对", "退回"]
    refused = decided(chen, "against")
    assert refused.faults() == ["反对或退回要写明原因"]
    assert decided(chen, "reject", opinion="不刻").faults() == ["请选择同意、反对或退回"]
    decided(chen, "against", opinion="章够用")
    decided(lin)
    assert status(app, document_id) == "in_review"
    decided(wu)
    assert status(app, document_id) == "approved"


def test_whoever_lost_the_post_is_told_and_keeps_his_words(app: Flask, chen, zhou) -> None:
    document_id = sent(chen)
    page = turn(zhou)
    end_post(app, "1003")
    answer = zhou.submit(page, action="/tasks", button="kind=approve", opinion="同意")
    assert answer.status == 409 and "你已不在这个岗位" in answer.faults()[0]
    assert dict(answer.fields("/tasks"))["opinion"].strip() == "同意"
    with app.app_context():
        assert db.session.scalar(select(Decision.id).filter_by(document_id=document_id)) is None


def end_post(app: Flask, number: str) -> None:
    """Somebody gives up his post today; another one keeps him signed in."""
    with app.app_context(), writing():
        held = db.session.scalars(select(Holding).join(Holding.person).where(Person.number == number)).one()
        held.until = this_moment().day
        unit = db.session.get_one(Unit, held.post.unit_id)
        appoint(held.person, open_post(unit, "account_manager", held.until), held.until)


def test_the_last_yes_ends_it(app: Flask, with_yan: int, yan) -> None:
    document_id = with_yan
    assert "已同意" in proven(yan).text
    assert status(app, document_id) == "approved"
