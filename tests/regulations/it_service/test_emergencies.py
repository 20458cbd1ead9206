"""R09 §6: a plan in force is known to its team, practised, and replaced by its next version."""

from datetime import time
from typing import Any

import pytest
from flask import Flask

from portal.core.approval.voiding import request_void
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.core.web.context import today
from portal.domain.operations.emergencies import plans_in_force
from portal.domain.operations.models import EmergencyPlan
from portal.extensions import db, writing
from portal.regulations.it_service import facts as r09
from tests.conftest import signed_in
from tests.core.org.changes import person, take_post
from tests.domain.complaints import acts
from tests.pages import Browser
from tests.regulations.it_service import changes
from tests.regulations.it_service.incidents import ADMIN, DESK, LEAD, USER, ref

OWNER = "1005"
pytestmark = pytest.mark.both_databases


@pytest.fixture(autouse=True)
def unit_with_owner(app: Flask) -> None:
    changes.staffed(app)
    take_post(app, OWNER, "project_owner", "OPS")


def planned(**other: Any) -> int:
    """A plan that the lead wrote and both put in force. Inside an app context."""
    told = {
        "day": today(), "part": "主机和存储", "scenario": "机房停电", "trigger": "市电中断",
        "told": "项目经理", "back": "全部系统可登录",
        "team": (r09.TeamLine(key="00000001", person=ref(ADMIN), part="切换电源"),),
        "steps": (r09.MeasureLine(key="00000001", act="切换电源", by="管理员", within=5),),
    }  # fmt: skip
    paper = acts.sent("F09-11", r09.EmergencyPlan(**told | other), 0, LEAD)
    assert acts.decided(paper, {}) == ["审核", "批准"]
    return paper


def named(paper: int) -> Ref:
    """A plan as papers refer to it. Inside an app context."""
    row = db.session.get_one(EmergencyPlan, paper)
    return Ref(paper, "", f"{row.document.title} {row.document.number}")


def practised(paper: int) -> int:
    """A drill by a plan. Inside an app context."""
    said = r09.EmergencyRecord(
        day=today(), kind="演练", plan=named(paper), began=time(9), ended=time(9, 30), people="运维全体",
        course="按步骤切换", reached="全部达到", lessons="联系表要更新", better="本周更新",
    )  # fmt: skip
    record = acts.sent("F09-11R", said, 0, LEAD)
    acts.decided(record, {})
    return record


def test_r09_6_its_team_hears_of_a_plan_and_may_open_it(app: Flask) -> None:
    with app.app_context():
        paper = planned()
    assert "应急小组" in signed_in(app, ADMIN).get("/notices").text
    assert signed_in(app, ADMIN).get(f"/documents/{paper}").response.status_code == 200
    assert signed_in(app, USER).get(f"/documents/{paper}").response.status_code == 404


def test_r09_6_a_drill_is_noted_and_the_list_says_when(app: Flask) -> None:
    with app.app_context():
        paper = planned()
    listed = signed_in(app, DESK).get("/reports/f09-11t").text
    assert "机房停电" in listed and "还没有" in listed
    with app.app_context():
        practised(paper)
        assert db.session.get_one(EmergencyPlan, paper).drilled_on == today()
    assert "还没有" not in signed_in(app, DESK).get("/reports/f09-11t").text


def test_r09_6_a_new_version_takes_its_place_and_keeps_its_drill(app: Flask) -> None:
    with app.app_context():
        old = planned()
        practised(old)
        new = planned(scenario="机房停电或断网", replaces=named(old))
        assert db.session.get_one(EmergencyPlan, old).replaced_by == new
        assert db.session.get_one(EmergencyPlan, new).drilled_on == today()
    lead = signed_in(app, LEAD)
    assert "已有新版本" in lead.get(f"/documents/{old}").text
    assert "写新版本" in lead.get(f"/documents/{new}").text
    assert begun(lead, f"/forms/f09-11r/new?of=plan-{new}", "plan").endswith("YA-2026-002")
    assert begun(lead, f"/forms/f09-11r/new?of=plan-{old}", "plan") == "", "replaced"
    assert begun(lead, f"/forms/f09-11/new?of=plan-{new}", "scenario") == "机房停电或断网"


def begun(lead: Browser, path: str, cell: str) -> str:
    """What a fresh sheet says in a cell."""
    return dict(lead.get(path).fields()).get(cell, "")


def test_r09_6_a_void_version_replaces_nothing(app: Flask) -> None:
    with app.app_context():
        old = planned()
        new = planned(scenario="机房停电或断网", replaces=named(old))
        with writing():
            request_void(new, person(LEAD).id, "写错了", this_moment())
        acts.decided(new, {})
        assert db.session.get_one(Document, new).status == "void"
        assert db.session.get_one(EmergencyPlan, old).replaced_by is None
        assert [row.document_id for row in db.session.scalars(plans_in_force())] == [old]


def test_r09_6_a_plan_that_was_replaced_cannot_be_named(app: Flask) -> None:
    with app.app_context():
        old = planned()
        planned(replaces=named(old))
        number = db.session.get_one(Document, old).number
    page = signed_in(app, LEAD)
    sheet = page.get("/forms/f09-11r/new")
    assert any("YA" in fault for fault in page.submit(sheet, plan=number, button="act=send").faults())
