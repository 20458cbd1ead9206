"""What was settled between looking for it and acting on it is left alone; what is not there to be done is
refused."""

from datetime import timedelta

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import func, select

from portal.core.approval import departed, undecided, vacancies
from portal.core.approval.beside_models import Copy
from portal.core.approval.condition import Unknown, ruled
from portal.core.approval.deciding import Verdict, decide
from portal.core.approval.editions import unknown, unknown_of
from portal.core.approval.faults import NotPossible, NotYours
from portal.core.approval.models import RouteStep, Task
from portal.core.approval.passing import Added, add, ask
from portal.core.approval.pointing import Pointer, start_of
from portal.core.approval.rights import locked_task
from portal.core.approval.segregation import require_distinct
from portal.core.approval.sending import resend
from portal.core.calendar import AfterDays
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.documents.operations import current, said
from portal.core.facts import Month, When
from portal.core.flow import Step
from portal.core.time_limit import TimeLimit
from portal.core.web.context import catalogue, today
from portal.extensions import db, writing
from tests.core.org.changes import leave_post, person, take_post
from tests.plans import plan, task_of
from tests.regulations.relationship_expense.slips import basis, special

STEP = Step(name="审核", clause="§1", by="branch_office_manager")


def opened(paper: int) -> list[str]:
    """Who has a plan on his desk."""
    tasks = db.session.scalars(select(Task).filter_by(document_id=paper, state="open").order_by(Task.id))
    return [task.person.number for task in tasks]


def verdict(paper: int, kind: str = "approve") -> Verdict:
    return Verdict(kind, "好", db.session.get_one(Document, paper).snapshot_id or 0)


def test_row_24_a_held_step_that_was_delivered_meanwhile_is_not_delivered_again(app: Flask) -> None:
    leave_post(app, "1003")
    paper = plan(app)
    take_post(app, "1005", "branch_office_manager", "EAST")
    with app.app_context():
        step = db.session.scalars(select(RouteStep.id).filter_by(state="held")).one()
        assert [vacancies.deliver(step, this_moment()) for _ in range(2)] == [True, False]
        assert opened(paper) == ["1005"]


def test_row_25_a_turn_that_was_taken_meanwhile_is_not_given_to_somebody_else(app: Flask) -> None:
    paper = plan(app, "approve")
    with app.app_context():
        assert departed.replace(task_of(app, paper, "1003"), this_moment()) is False
        assert opened(paper) == []


def test_row_25_of_two_whose_consent_is_enough_the_one_who_stays_keeps_it_alone(app: Flask) -> None:
    take_post(app, "1005", "branch_office_manager", "EAST")
    paper = plan(app)
    leave_post(app, "1005")
    with app.app_context():
        assert departed.replace_departed(this_moment()) == 1
        assert opened(paper) == ["1003"]


def test_row_25_where_nobody_is_left_who_could_sign_the_step_waits(app: Flask) -> None:
    paper = plan(app)
    for number in ("1003", "1006", "1008"):
        leave_post(app, number)
    with app.app_context():
        assert departed.replace_departed(this_moment()) == 1
        step = db.session.scalars(select(RouteStep).filter_by(document_id=paper)).one()
        assert (step.state, opened(paper)) == ("held", [])


def test_row_25_who_was_asked_and_left_is_not_waited_for(app: Flask, clock) -> None:
    paper = plan(app)
    with app.app_context():
        zhou, he = person("1003").id, person("1005").id
        with writing():
            ask(task_of(app, paper, "1003"), zhou, he, "请看", this_moment())
        assert opened(paper) == ["1005"]
        with writing():
            person("1005").until = today() + timedelta(days=1)
        clock.advance(days=1)
        assert departed.replace_departed(this_moment()) == 1
        assert opened(paper) == ["1003"]


def test_row_25_who_was_added_beside_and_left_does_not_keep_what_the_others_agreed_to(
    app: Flask, clock
) -> None:
    paper = plan(app)
    with app.app_context():
        zhou, he, turn = person("1003").id, person("1005").id, task_of(app, paper, "1003")
        with writing():
            add(turn, zhou, Added("beside", "all", [he]), "一起看", this_moment())
        with writing():
            decide(turn, zhou, verdict(paper), this_moment())
        assert opened(paper) == ["1005"]
        with writing():
            person("1005").until = today() + timedelta(days=1)
        clock.advance(days=1)
        assert departed.replace_departed(this_moment()) == 1
        assert (opened(paper), db.session.get_one(Document, paper).status) == ([], "approved")


def test_a_paper_that_was_decided_meanwhile_is_not_told_as_undecided(app: Flask) -> None:
    with app.app_context():
        paper = basis(special(app), Month(2026, 10)).id
        document, known = db.session.get_one(Document, paper), select(func.count()).select_from(Copy)
        assert undecided.to_tell(document, this_moment()), "somebody would be to know"
        before = db.session.scalar(known)
        with writing():
            undecided.pass_on(paper, this_moment())
        assert db.session.scalar(known) == before


def test_what_came_back_to_its_author_is_sent_again_and_not_decided(app: Flask) -> None:
    back, on_its_way = plan(app, "return"), plan(app, number="1002")
    with app.app_context():
        chen, zhou, moment = person("1001").id, person("1003").id, this_moment()
        mine, turn = task_of(app, back, "1001"), task_of(app, on_its_way, "1003")
        with pytest.raises(NotYours), writing():
            decide(mine, chen, verdict(back), moment)
        with writing():
            require_distinct(locked_task(mine, chen, moment))
        document = db.session.get_one(Document, on_its_way)
        form = catalogue().type(document.type)
        with pytest.raises(NotYours), writing():
            resend(turn, zhou, form, said(current(document), form), "again", moment)
        with pytest.raises(NotPossible, match="不能这样办"), writing():
            decide(turn, zhou, verdict(on_its_way, "advise"), moment)


def test_a_rule_that_a_form_does_not_have_is_named(app: Flask) -> None:
    with app.app_context():
        document = db.session.get_one(Document, plan(app))
        form = catalogue().type(document.type)
        facts, terms = said(current(document), form), this_moment().terms
        for rule in ("", "gone"):
            with pytest.raises(Unknown):
                ruled(replace(STEP, rule=rule), form, facts, terms)


def test_what_papers_on_their_way_name_and_the_program_does_not_know_is_named(app: Flask) -> None:
    with app.app_context():
        known = catalogue()
        assert list(unknown("F99-9", "[]", known)) == ["这种表单"]
        assert list(unknown("F01-1", "{", known)) == ["的流程版本读不出来的写法"]
        assert list(unknown("F01-1", "[]", known)) == []
        limit = TimeLimit(clause="§1", limit=AfterDays(1), parameter="gone_days")
        step = replace(STEP, by="nobody", rule="gone", when=When("cell_gone", ("是",)), within_time=limit)
        found = list(unknown_of(step, known.type("F01-1"), ()))
        assert found == ["条件 gone", "条件栏目 cell_gone", "岗位 nobody", "参数 gone_days"]
        assert list(unknown_of(step, known.type("F01-1"), ("gone_days",)))[-1] == "岗位 nobody"


def test_an_empty_cell_points_at_no_unit(app: Flask) -> None:
    with app.app_context():
        assert start_of(STEP, Pointer("受理部门"), today()) is None
