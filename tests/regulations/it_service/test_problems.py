"""R09 §4.4.5, §8(2): from several incidents to a problem that is solved; what links, releases, closes."""

from datetime import timedelta

import pytest
from flask import Flask

from portal.core.approval.hooks import Refused
from portal.core.approval.visibility import seen_by
from portal.core.cases.operations import Act, NoSuchAct, act_on, unfinished
from portal.core.desk.moment import this_moment
from portal.core.documents.case_files import newest_position
from portal.core.documents.models import Document
from portal.core.web.context import today
from portal.extensions import db, writing
from tests.conftest import TestClock
from tests.core.org.changes import person, take_post
from tests.domain.complaints import acts
from tests.regulations.it_service import changes
from tests.regulations.it_service.articles import HALF_A_YEAR, article_ref, published, voided
from tests.regulations.it_service.incidents import ADMIN, DESK, LEAD, OTHER, staffed
from tests.regulations.it_service.problems import (
    MANAGER,
    ROOT,
    WORKAROUND,
    added,
    classified,
    has,
    move,
    of_incident,
    opened,
    problem,
    solution,
    solved,
    void,
)

pytestmark = pytest.mark.both_databases


@pytest.fixture
def desk(app: Flask) -> Flask:
    staffed(app)
    take_post(app, MANAGER, "project_manager", "OPS")
    return app


def refused(act: object, *args: object, **other: object) -> list[tuple[object, ...]]:
    """At which cells something is refused. Inside an app context."""
    with pytest.raises(Refused) as found:
        act(*args, **other)  # type: ignore[operator]
    db.session.rollback()
    return [refusal.path for refusal in found.value.refusals]


def missing(case_id: int) -> list[str]:
    """What keeps a problem open. Inside an app context."""
    return [each.message for each in unfinished(db.session.get_one(Document, case_id))]


def reopen(case_id: int) -> None:
    """The lead opens it again. Inside an app context."""
    act = Act("reopened", "investigating", "又发生了", newest_position(case_id))
    with writing():
        act_on(case_id, act, acts.acting(LEAD, "technical_lead"), this_moment())


def test_r09_4_4_5_a_problem_goes_from_three_incidents_to_its_closing(desk: Flask) -> None:
    with desk.app_context():
        three = {classified() for _ in range(3)}
        case_id = opened(*three, workaround=WORKAROUND)
        row = problem(case_id)
        assert db.session.get_one(Document, case_id).number == f"PRB-{today():%Y%m%d}-001"
        assert (has(case_id), row.workaround, row.root_cause) == (three, WORKAROUND, "")
        assert (row.regulation, row.opened, acts.stage(case_id)) == ("R09", today(), "investigating")
        solved(case_id)
        assert (problem(case_id).root_cause, acts.stage(case_id)) == (ROOT, "known")
        move(case_id, "closed")
        assert (acts.stage(case_id), problem(case_id).closed) == ("closed", today())
        assert has(case_id) == three, "what was behind them stays said"


def test_r09_4_4_5_the_lead_alone_moves_it_on_and_everybody_of_operations_sees_it(desk: Flask) -> None:
    with desk.app_context():
        case_id = opened(by=ADMIN)
        for number, role in ((DESK, "service_desk"), (MANAGER, "project_manager")):
            with pytest.raises(NoSuchAct):
                acts.move(case_id, "known", acts.acting(number, role))
            db.session.rollback()
            note = Act("noted", "progress", "看过了", newest_position(case_id))
            with writing():
                act_on(case_id, note, acts.acting(number, role), this_moment())
        move(case_id, "known")
        assert acts.stage(case_id) == "known"


def test_r09_4_4_5_an_incident_has_one_problem(desk: Flask) -> None:
    with desk.app_context():
        first, second = classified(), classified()
        one, other = opened(first), opened()
        assert refused(opened, second, first) == [("incidents", 1, "incident")]
        assert refused(added, other, ("关联", second), ("关联", first)) == [("incidents", 1, "incident")]
        assert (has(one), has(other)) == ({first}, set())


def test_r09_4_4_5_more_incidents_are_linked_and_wrong_ones_released(desk: Flask) -> None:
    with desk.app_context():
        first, second = classified(), classified()
        case_id = opened(first)
        added(case_id, ("关联", second), ("解除", first), workaround="换一台用")
        assert (has(case_id), problem(case_id).workaround) == ({second}, "换一台用")
        assert refused(added, case_id, ("关联", second)) == [("incidents", 0, "incident")]
        assert refused(added, case_id, ("解除", first)) == [("incidents", 0, "incident")]
        assert has(opened(first)) == {first}, "it is free again"


def test_r09_4_4_5_a_void_addition_takes_back_what_it_linked_and_said(desk: Flask) -> None:
    with desk.app_context():
        first, second = classified(), classified()
        case_id = opened(first, workaround=WORKAROUND)
        paper = added(case_id, ("关联", second), ("解除", first), workaround="换一台用")
        elsewhere = opened(first)
        void(paper, DESK)
        assert (has(case_id), has(elsewhere)) == (set(), {first}), "what went elsewhere stays there"
        assert problem(case_id).workaround == WORKAROUND


def test_r09_4_4_5_a_void_report_leaves_what_the_one_before_said(desk: Flask) -> None:
    with desk.app_context():
        case_id = opened()
        solved(case_id)
        paper = solved(case_id, root="纸太潮", workaround="")
        assert (problem(case_id).root_cause, problem(case_id).workaround) == ("纸太潮", "")
        void(paper, LEAD)
        assert (problem(case_id).root_cause, problem(case_id).workaround) == (ROOT, WORKAROUND)


def test_r09_8_2_a_problem_stays_open_without_a_report_that_the_manager_approved(desk: Flask) -> None:
    with desk.app_context():
        case_id = opened()
        move(case_id, "known")
        paper = acts.sent("F09-4R", solution(article=article_ref(published())), case_id, LEAD)
        assert "还没有经理批准的问题分析与解决报告" in "".join(missing(case_id))
        assert refused(move, case_id, "closed")
        acts.decided(paper, {})
        assert missing(case_id) == []


def test_r09_8_2_a_problem_stays_open_without_an_article_that_holds(desk: Flask, clock: TestClock) -> None:
    with desk.app_context():
        case_id = opened()
        solved(case_id, article=None)
        assert [words[:10] for words in missing(case_id)] == ["还没有写明知识条目："]
        article_id = published()
        added(case_id, article=article_ref(article_id))
        assert (problem(case_id).article_id, missing(case_id)) == (article_id, [])
        clock.moment += HALF_A_YEAR
        assert missing(case_id) == []
        clock.moment += timedelta(days=1)
        assert "过期" in "".join(missing(case_id)) and refused(move, case_id, "closed")
        replaced = article_ref(article_id)
        published(title="打印机卡纸（新）", expires=today() + HALF_A_YEAR, replaces=replaced)
        assert missing(case_id) == [], "its newer version holds"


def test_r09_8_2_what_is_no_problem_closes_without_an_article_or_incidents(desk: Flask) -> None:
    with desk.app_context():
        first = classified()
        case_id = opened(first)
        solved(case_id, conclusion="不成立", root="两件事没有关系", article=None)
        assert (acts.stage(case_id), problem(case_id).root_cause) == ("investigating", "")
        assert "还关联着 1 件事件" in "".join(missing(case_id)) and refused(move, case_id, "closed")
        added(case_id, ("解除", first))
        move(case_id, "closed")
        assert (acts.stage(case_id), has(case_id)) == ("closed", set())


def test_r09_8_2_a_void_article_does_not_close_a_problem(desk: Flask) -> None:
    with desk.app_context():
        case_id, article_id = opened(), published()
        solved(case_id, article=article_ref(article_id))
        voided(article_id)
        assert "已经作废" in "".join(missing(case_id))


def test_r09_8_2_a_problem_waits_for_the_change_that_solves_it(desk: Flask) -> None:
    with desk.app_context():
        case_id = opened()
        change_id = changes.sent(changes.change())
        solved(case_id, change=of_incident(change_id), no_change="")
        number = db.session.get_one(Document, change_id).number
        assert missing(case_id) == [f"解决它的变更还没有完成：{number} 待批准"]
        assert problem(case_id).change_id == change_id


def test_r09_8_2_what_was_opened_again_wants_a_new_report(desk: Flask, clock: TestClock) -> None:
    with desk.app_context():
        case_id = opened()
        paper = solved(case_id)
        move(case_id, "closed")
        assert refused(void, paper, LEAD) == [()]
        clock.moment += timedelta(hours=1)
        reopen(case_id)
        assert acts.stage(case_id) == "investigating"
        move(case_id, "known")
        assert missing(case_id)[0].startswith("重新打开以后，还没有经理批准的")
        clock.moment += timedelta(hours=1)
        solved(case_id)
        move(case_id, "closed")
        assert acts.stage(case_id) == "closed"


def test_r09_4_4_5_whoever_is_not_of_operations_does_not_see_it(desk: Flask) -> None:
    with desk.app_context():
        case_id = opened(classified())
        assert seen_by(person(OTHER).id, case_id, today()) is None
        assert seen_by(person(ADMIN).id, case_id, today()) is not None
