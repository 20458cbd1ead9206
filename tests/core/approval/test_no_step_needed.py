"""A route whose conditions all fail asks nobody, says so, and is over at once."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.models import RouteStep, Task
from portal.core.approval.sending import send
from portal.core.desk.moment import this_moment
from portal.core.printing.models import PrintOrder
from portal.demonstration.company import author_of
from portal.extensions import db, writing
from portal.regulations.customer_maintenance.documents.reports import escalation
from portal.regulations.customer_maintenance.facts import Escalation
from portal.regulations.customer_maintenance.flows import ESCALATION

pytestmark = pytest.mark.both_databases


CASES = [("非常情况", "approved", "skipped"), ("重大工程客户", "in_review", "open")]


@pytest.mark.parametrize(("matter", "status", "state"), CASES)
def test_a_conditional_step_alone(app: Flask, matter: str, status: str, state: str) -> None:
    sheet = escalation.sheet._replace(signed=("业务经理", "公司"))
    form = replace(escalation, flow=ESCALATION[1:], sheet=sheet)
    said = {"place": "工地", "happened": "改期", "progress": "在谈", "proposal": "同行", "asked": "可否"}
    with app.app_context():
        with writing():
            facts = Escalation(day=date(2026, 11, 23), matter=matter, **said)
            paper = send(form, facts, author_of("1001"), "one", this_moment())
            assert paper.status == status
        assert db.session.scalars(select(RouteStep)).one().state == state
        assert len(db.session.scalars(select(Task)).all()) == (status == "in_review")
        assert len(db.session.scalars(select(PrintOrder)).all()) == (status == "approved")
