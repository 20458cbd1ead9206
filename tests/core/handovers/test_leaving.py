"""peers.md §2.1 row 25: one act ends what a leaver has in his custody, once; what was, stays as it was."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.core.administration.acts import Administrator, Refused
from portal.core.administration.people import leave
from portal.core.audit.chain import faults
from portal.core.audit.models import AuditEvent
from portal.core.delegations.models import Delegation
from portal.core.desk.moment import this_moment
from portal.core.duties.models import Occurrence
from portal.core.duties.planning import outstanding
from portal.core.handovers.models import Handover
from portal.core.handovers.operations import Made, NotAsked, confirm
from portal.core.org.models import Holding
from portal.core.web.context import now, today
from portal.domain.customers.models import Customer
from portal.extensions import Model, db, writing
from tests.contracts.test_open_owners import HISTORY
from tests.core.delegations.delegating import let
from tests.core.handovers.handing import hand, holdings, left, lines
from tests.core.notices.outbox import notices
from tests.core.org.changes import person, take_post
from tests.duties import keep
from tests.plans import plan

pytestmark = pytest.mark.both_databases
CHEN, LIN, ZHOU, WU, HE, WANG, SHEN = "1001", "1002", "1003", "1004", "1005", "1006", "1009"
TODAY = date(2026, 11, 23)
MOVING = {"delegation", "duty_occurrence", "notice", "sign_in"}


def owned(number: str) -> int:
    """How many customers name somebody."""
    mine = select(func.count()).select_from(Customer).filter_by(owner_id=person(number).id)
    return db.session.scalars(mine).one()


def owed(number: str, state: str = "open") -> set[tuple[str, date]]:
    """What somebody owes from today on."""
    mine = select(Occurrence.duty, Occurrence.first_day).filter_by(person_id=person(number).id, state=state)
    return {(duty, day) for duty, day in db.session.execute(mine.where(Occurrence.due >= today()))}


def history() -> set[str]:
    """Every row of the tables that only say what was."""
    names = {place.partition(".")[0] for place in HISTORY} - MOVING
    tables = [Model.metadata.tables[name] for name in sorted(names)]
    return {f"{t.name} {row}" for t in tables for row in db.session.execute(select(t))}


def test_afterwards_no_row_names_the_leaver_and_history_is_untouched(app: Flask) -> None:
    plan(app)
    plan(app, "return", number="1002")
    plan(app, number="1004")
    let(app, ZHOU, HE)
    keep(app)
    with app.app_context():
        before = history()
        assert left(ZHOU).keys() >= {"岗位", "待办", "义务", "委托"}
        sheet = hand(ZHOU, WANG)
        assert left(ZHOU) == {}
        assert before <= history()
        assert list(faults()) == []
        assert lines(sheet)["岗位"] == [("华东办事处", "空缺，等任命")]
        assert lines(sheet)["待办"] == [("审核", "王岚")]
        assert lines(sheet)["委托"][0][1] == "已结束"
        streams = select(AuditEvent.stream, AuditEvent.event).where(AuditEvent.event.like("handover:%"))
        assert {tuple(row) for row in db.session.execute(streams)} == {
            ("person:3", "handover:made"),
            ("person:6", "handover:received"),
        }
        for number in (ZHOU, WANG, SHEN):
            assert len([words for words in notices(app, number) if "交接" in words]) >= 1


def test_customers_follow_and_their_cards_say_so(app: Flask) -> None:
    with app.app_context():
        mine, his = owned(CHEN), owned(LIN)
        assert mine > 0
        sheet = hand(CHEN, LIN)
        assert (owned(CHEN), owned(LIN)) == (0, mine + his)
        assert {to for _, to in lines(sheet)["客户"]} == {"林可"}
        events = select(func.count()).select_from(AuditEvent).filter_by(event="customer:changed")
        assert db.session.scalars(events).one() == mine


def test_duties_follow_the_post_and_the_daily_planning_has_nothing_left_to_do(app: Flask) -> None:
    keep(app)
    with app.app_context():
        owing = owed(ZHOU)
        assert owing
        assert owed(WU) - owing
        (post,) = holdings(ZHOU)
        sheet = hand(ZHOU, WU, taken=(post,))
        assert owed(ZHOU) == set()
        assert owing <= owed(WU)
        assert owed(ZHOU, "void") == owing
        assert {to for _, to in lines(sheet)["义务"]} == {"吴桐"}
        assert lines(sheet)["岗位"] == [("华东办事处", "吴桐")]
        assert not outstanding(this_moment())


def test_what_fell_due_before_stays_his(app: Flask, clock) -> None:
    keep(app)
    clock.advance(days=7)
    with app.app_context():
        late = select(func.count()).select_from(Occurrence).where(
            Occurrence.person_id == person(CHEN).id, Occurrence.state == "open", Occurrence.due < today()
        )  # fmt: skip
        before = db.session.scalars(late).one()
        assert before > 0
        hand(CHEN, LIN)
        assert db.session.scalars(late).one() == before
        assert left(CHEN) == {}


def test_a_delegation_ends_on_both_sides_and_the_principal_is_told(app: Flask) -> None:
    let(app, ZHOU, HE)
    let(app, WANG, ZHOU)
    with app.app_context():
        hand(ZHOU, WU)
        assert set(db.session.scalars(select(Delegation.ended_at))) == {now()}
    assert notices(app, HE)[-1].startswith("周敏办理了工作交接，委托结束，你不再代为办理")
    assert notices(app, WANG)[-1].startswith("周敏办理了工作交接，不再代你办理，需要时请另行委托")


def test_who_goes_later_works_until_then_and_what_he_has_moves_at_once(app: Flask, clock) -> None:
    keep(app)
    with app.app_context():
        goes = TODAY + timedelta(days=4)
        hand(CHEN, LIN, day=goes)
        assert owned(CHEN) == 0
        assert {day for _, day in owed(CHEN)} == {TODAY + timedelta(days=n) for n in range(4)}
        assert left(CHEN, goes) == {}
        assert person(CHEN).until == goes
    clock.advance(days=4)
    with app.app_context():
        assert left(CHEN) == {}


def test_only_the_post_that_is_given_up_when_he_moves(app: Flask) -> None:
    take_post(app, CHEN, "copywriter", "SOUTH")
    with app.app_context():
        manager, writer = holdings(CHEN)
        mine = owned(CHEN)
        hand(CHEN, LIN, holdings=(writer,))
        assert (owned(CHEN), person(CHEN).until) == (mine, None)
        assert db.session.get_one(Holding, writer).until == TODAY
        hand(CHEN, LIN, day=TODAY + timedelta(days=1), holdings=(manager,))
        assert owned(CHEN) == 0


def test_a_leaving_that_was_entered_before_is_kept(app: Flask) -> None:
    with app.app_context():
        with writing():
            leave(person(CHEN).id, TODAY, Administrator(person(SHEN).id, now(), today()))
        assert left(CHEN).keys() == {"客户"}
        hand(CHEN, LIN)
        assert left(CHEN) == {}


def test_twice_is_once(app: Flask) -> None:
    with app.app_context():
        first = hand(CHEN, LIN, key="once").id
        for again in ({"key": "other"}, {"key": "once", "day": TODAY + timedelta(days=1)}):
            with pytest.raises(Made) as made:
                hand(CHEN, WU, **again)
            assert made.value.handover_id == first
        assert db.session.scalars(select(func.count()).select_from(Handover)).one() == 1


@pytest.mark.parametrize(
    ("who", "told", "field", "why"),
    [
        ((CHEN, CHEN), {}, "successor", "不能是本人"),
        ((SHEN, CHEN), {}, "", "不能给自己办交接"),
        ((CHEN, SHEN), {}, "successor", "你是监交人"),
        ((CHEN, LIN, WANG), {}, "day", "还没有登记离职"),
        ((CHEN, LIN, WANG), {"holdings": (1,)}, "day", "岗位还没有登记到这一天结束"),
        ((CHEN, LIN, WANG), {"taken": (1,)}, "taken", "任命由系统管理者登记"),
        ((CHEN, LIN), {"day": TODAY - timedelta(days=1)}, "day", "不能早于今天"),
        ((CHEN, LIN), {"day": TODAY + timedelta(days=400)}, "day", "最多提前一年"),
    ],
)
def test_what_cannot_be_says_why_and_moves_nothing(app: Flask, who, told, field, why) -> None:
    with app.app_context():
        before = owned(CHEN)
        with pytest.raises(Refused, match=why) as refused:
            hand(*who, **told)
        assert (refused.value.field, owned(CHEN)) == (field, before)
        assert db.session.scalar(select(Handover.id)) is None
        assert person(CHEN).until is None


def test_a_successor_must_be_there_on_the_day(app: Flask) -> None:
    with app.app_context():
        with writing():
            leave(person(LIN).id, TODAY + timedelta(days=3), Administrator(person(SHEN).id, now(), today()))
        with pytest.raises(Refused, match="林可 在 2026-11-26 不在职"):
            hand(CHEN, LIN, day=TODAY + timedelta(days=3))
        hand(CHEN, LIN, day=TODAY + timedelta(days=2))


def test_his_head_hands_over_for_one_whose_leaving_is_entered(app: Flask) -> None:
    with app.app_context():
        with writing():
            leave(person(CHEN).id, TODAY, Administrator(person(SHEN).id, now(), today()))
        assert hand(CHEN, LIN, by=WANG).by.name == "王岚"
        assert left(CHEN) == {}


def test_both_confirm_once_and_nobody_else(app: Flask) -> None:
    with app.app_context():
        sheet = hand(CHEN, LIN).id

        def confirmed(number: str) -> bool:
            who = person(number).id
            with writing():
                return confirm(sheet, who, this_moment())

        assert [confirmed(n) for n in (CHEN, LIN, CHEN)] == [True, True, False]
        for number in (SHEN, WU):
            with pytest.raises(NotAsked):
                confirmed(number)
        assert list(faults()) == []
