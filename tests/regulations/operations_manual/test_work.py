"""R18 §4, §7: what was deployed is confirmed by the lead; who was trained signs by hand."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from msgspec.structs import replace

from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.core.web.context import today
from portal.extensions import db
from portal.regulations.operations_manual.facts import DeployedStep, Deployment, Trainee, Training
from portal.regulations.operations_manual.rules.passwords import is_secret
from portal.regulations.operations_manual.rules.work import deployment_refusals, passed, training_refusals
from tests.conftest import signed_in
from tests.core.org.changes import person, take_post
from tests.domain.complaints.acts import decided, turn
from tests.regulations.it_service.incidents import ADMIN, LEAD, staffed
from tests.regulations.operations_manual.papers import sent
from tests.regulations.operations_manual.test_manuals import paths
from tests.terms import TERMS

pytestmark = pytest.mark.both_databases
STEP = DeployedStep(key="00000001", step="安装软件包", check="版本号", result="通过")
SAID = Deployment(
    day=TERMS.day, layer="数据库", host="db02", component="PostgreSQL", version="16.4", lines=(STEP,),
    rollback="恢复快照", outcome="成功",
)  # fmt: skip
CAME = Trainee(key="00000001", person=Ref(1, "1001", "陈立"), present=True, score=60)
HELD = Training(day=TERMS.day, topic="备份恢复", teacher="丁一鸣", passing=60, content="演练", lines=(CAME,))
TOMORROW = TERMS.day + timedelta(days=1)


def with_step(**other: Any) -> Deployment:
    return replace(SAID, lines=(replace(STEP, **other),))


def with_trainee(**other: Any) -> Training:
    return replace(HELD, lines=(replace(CAME, **other),))


@pytest.mark.parametrize(
    ("said", "where"),
    [
        (SAID, []),
        (replace(SAID, day=TOMORROW), [("day", "§4")]),
        (with_step(result="没有通过"), [("lines0result", "§4")]),
        (replace(with_step(result="没有通过"), outcome="已回退"), []),
        (with_step(result="不用检查"), []),
        (with_step(step="psql，密码：abc"), [("lines0step", "§3.3.2")]),
        (replace(SAID, remark="pwd: x"), [("remark", "§3.3.2")]),
    ],
)
def test_r18_4_a_deployment_worked_where_every_check_did_and_tells_no_password(said, where) -> None:
    assert paths(deployment_refusals(said, TERMS)) == where


@pytest.mark.parametrize(
    "text",
    ["密码：abc", "密码: 1", "密 码＝x", "口令=abc", "Password=x", "PWD:x", "pass word : x", "passwd=1",
     "ｐａｓｓｗｏｒｄ＝１", "密码为Abc#2026", "登录口令是 root1234"],
)  # fmt: skip
def test_r18_3_3_2_what_looks_like_a_password(text: str) -> None:
    assert is_secret(text)


@pytest.mark.parametrize(
    "text",
    ["", "密码在保险箱 12 号", "密码是否每季度更换", "密码：", "改密码", "password policy", "用户 pwdump:1",
     "口令卡=", "密码管理系统条目 12"],
)  # fmt: skip
def test_r18_3_3_2_what_only_speaks_of_passwords(text: str) -> None:
    assert not is_secret(text)


@pytest.mark.parametrize(
    ("said", "where"),
    [
        (HELD, []),
        (replace(HELD, day=TOMORROW), [("day", "§7")]),
        (replace(HELD, lines=(CAME, replace(CAME, key="00000002"))), [("lines1person", "§7")]),
        (with_trainee(present=False), [("lines0score", "§7")]),
        (with_trainee(present=False, score=None), []),
        (with_trainee(score=None), [("lines0score", "§7")]),
        (replace(with_trainee(score=None), passing=None), []),
        (with_trainee(signed="陈立"), [("lines0signed", "§7")]),
        (with_trainee(score=100), []),
        (with_trainee(score=101), [("lines0score", "§7")]),
        (replace(with_trainee(score=100), passing=100), []),
        (replace(with_trainee(score=100), passing=101), [("passing", "§7")]),
    ],
)
def test_r18_7_each_came_once_and_only_who_came_has_a_score(said, where) -> None:
    assert paths(training_refusals(said, TERMS)) == where


def test_r18_7_whoever_reaches_the_score_passes() -> None:
    assert [passed(with_trainee(score=n)) for n in (59, 60)] == [0, 1]
    assert passed(replace(with_trainee(score=None), passing=None)) == 1
    assert passed(replace(with_trainee(score=None, present=False), passing=None)) == 0


def test_r18_4_the_engineer_records_and_the_lead_confirms(app: Flask) -> None:
    staffed(app)
    take_post(app, "1014", "project_manager", "OPS")
    with app.app_context():
        said = replace(SAID, day=today())
        document_id = sent("F18-5", said)
        assert turn(document_id).person.number == LEAD  # type: ignore[union-attr]
        assert decided(document_id, {}) == ["确认"]
        paper = db.session.get_one(Document, document_id)
        assert (paper.status, paper.title) == ("approved", "db02部署PostgreSQL 16.4")
        assert turn(sent("F18-5", said, LEAD)).person.number == "1014"  # type: ignore[union-attr]


def test_r18_7_a_training_is_in_force_at_once_and_leaves_room_to_sign(app: Flask) -> None:
    staffed(app)
    with app.app_context():
        people = [Ref(row.id, row.number, row.name) for row in map(person, ("1001", "1002"))]
        lines = (
            Trainee(key="00000001", person=people[0], title="业务经理", present=True, score=90),
            Trainee(key="00000002", person=people[1], title="业务经理", present=False),
        )
        document_id = sent("F18-8", replace(HELD, day=today(), lines=lines), LEAD)
    page = signed_in(app, LEAD).get(f"/documents/{document_id}")
    assert "1 人到场，1 人合格" in page.text and "本人签名" in page.text and "讲课人" in page.text
    assert signed_in(app, ADMIN).get("/forms/f18-8/new").status == 404
