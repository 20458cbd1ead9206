"""peers.md §1.11 rule 6: who may act for whom, to the instant, by form, over at most two delegations."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.administration.acts import Administrator
from portal.core.administration.people import leave
from portal.core.approval.acting import forms_asked_of, waiting
from portal.core.approval.rights import barred
from portal.core.approval.visibility import visible
from portal.core.audit.chain import faults
from portal.core.audit.models import AuditEvent
from portal.core.delegations.operations import Over
from portal.core.delegations.queries import acts_for, delegates_of, mandate_for
from portal.core.delegations.rules import Refused
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.facts import Month
from portal.core.web.context import now, today
from portal.extensions import db, writing
from tests.conftest import MONDAY_MORNING, TestClock
from tests.core.delegations.delegating import let, revoke, sees, turns, wanted
from tests.core.notices.outbox import notices
from tests.core.org.changes import person
from tests.plans import plan

pytestmark = pytest.mark.both_databases
ZHOU, HE, WANG, FANG, SHEN = "1003", "1005", "1006", "1008", "1009"
TICK = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
ZHOUS = ["周敏 F01-1"]


def refusal(app: Flask, *who: str, **times: object) -> str:
    """Where and why a delegation is refused; "" when it is not."""
    try:
        let(app, *who, **times)
    except Refused as refused:
        return f"{refused.field}: {refused}"
    return ""


def test_a_delegation_is_active_from_its_first_instant_to_just_before_its_last(app: Flask) -> None:
    plan(app)
    since, until = MONDAY_MORNING + HOUR, MONDAY_MORNING + 3 * HOUR
    let(app, ZHOU, HE, since=since, until=until)
    assert [turns(app, HE, at) for at in (since - TICK, since, until - TICK, until)] == [[], ZHOUS, ZHOUS, []]


def test_a_revoked_one_ends_at_that_very_instant(app: Flask, clock: TestClock) -> None:
    plan(app)
    delegation_id = let(app, ZHOU, HE)
    clock.advance(hours=1)
    revoke(app, delegation_id, ZHOU)
    ended = clock.moment
    assert [turns(app, HE, at) for at in (ended - TICK, ended, ended + TICK)] == [ZHOUS, [], []]
    with pytest.raises(Over):
        revoke(app, delegation_id, ZHOU)


def test_the_task_stays_its_persons_own(app: Flask) -> None:
    plan(app)
    let(app, ZHOU, HE)
    assert turns(app, ZHOU) == turns(app, HE) == ZHOUS


def test_a_scope_by_form_leaves_other_forms_alone(app: Flask) -> None:
    plan(app)
    let(app, ZHOU, HE, forms=("F01-4", "F08-1"))
    assert turns(app, HE) == []
    let(app, ZHOU, WANG, forms=("F01-1",))
    assert turns(app, WANG) == ZHOUS


def test_a_chain_of_two_works_and_of_three_does_not(app: Flask) -> None:
    plan(app)
    let(app, ZHOU, HE)
    let(app, HE, WANG)
    let(app, WANG, FANG)
    assert [turns(app, number) for number in (HE, WANG, FANG)] == [ZHOUS, ZHOUS, []]
    with app.app_context():
        (direct, chained) = acts_for(person(WANG).id, now())
    assert (direct.principal_name, direct.through, len(direct.via)) == ("何清", "", 1)
    assert (chained.principal_name, chained.through, len(chained.via)) == ("周敏", "何清", 2)


def test_a_chain_covers_what_both_cover_until_the_first_ends(app: Flask) -> None:
    plan(app)
    until = MONDAY_MORNING + HOUR
    let(app, ZHOU, HE, forms=("F01-1", "F01-4"), until=until)
    second = let(app, HE, WANG, forms=("F01-1", "F08-1"))
    with app.app_context():
        (_, chained) = acts_for(person(WANG).id, now())
    assert (chained.forms, chained.until) == (("F01-1",), until)
    assert [turns(app, WANG, at) for at in (until - TICK, until)] == [ZHOUS, []]
    revoke(app, second, HE)
    let(app, HE, WANG, forms=("F08-1",))
    assert turns(app, WANG) == []


def test_the_same_is_answered_of_people_and_of_one_right(app: Flask) -> None:
    let(app, ZHOU, HE, forms=("F01-1",))
    let(app, HE, WANG)
    with app.app_context():
        zhou, he, wang, fang = (person(number).id for number in (ZHOU, HE, WANG, FANG))
        assert delegates_of([zhou, he, fang], "F01-1", now()) == {zhou: [he, wang], he: [wang], fang: []}
        assert delegates_of([zhou, he], "F01-4", now()) == {zhou: [], he: [wang]}
        assert delegates_of([], "F01-1", now()) == {}
        assert mandate_for(wang, zhou, "F01-1", now()).via != mandate_for(wang, he, "F01-1", now()).via
        assert mandate_for(wang, zhou, "F01-4", now()) is None
        assert mandate_for(zhou, he, "F01-1", now()) is None


def test_rule_6_two_people_cannot_act_for_each_other_at_one_time(app: Flask) -> None:
    until = MONDAY_MORNING + HOUR
    let(app, ZHOU, HE, until=until)
    told = refusal(app, HE, ZHOU, since=until - timedelta(minutes=1))
    assert told.startswith("delegate: 周敏已委托何清代办（2026-11-23 10:00 至 2026-11-23 11:00（不含））")
    assert told.endswith("不能互相委托")
    assert refusal(app, HE, ZHOU, since=until) == ""


def test_nobody_has_two_delegates_for_one_form_at_one_time(app: Flask) -> None:
    first = let(app, ZHOU, HE, forms=("F01-1",))
    assert "这段时间已委托何清代办" in refusal(app, ZHOU, WANG)
    assert "这段时间已委托何清代办" in refusal(app, ZHOU, HE, forms=("F01-1", "F01-4"))
    assert refusal(app, ZHOU, WANG, forms=("F01-4",)) == ""
    revoke(app, first, ZHOU)
    assert refusal(app, ZHOU, FANG, forms=("F01-1",)) == ""


def test_whoever_is_not_employed_is_no_delegate(app: Flask, clock: TestClock) -> None:
    plan(app)
    let(app, ZHOU, HE)
    with app.app_context():
        shen = Administrator(person(SHEN).id, now(), today())
        gone = person(HE).id
        with writing():
            leave(gone, today() + timedelta(days=2), shen)
    assert "自 2026-11-25 起不在职" in refusal(app, WANG, HE)
    assert turns(app, HE) == ZHOUS
    clock.advance(days=2)
    assert turns(app, HE) == []
    assert "自 2026-11-25 起已不在职" in refusal(app, WANG, HE)


def test_rule_6_what_came_back_is_revised_by_its_author_alone(app: Flask) -> None:
    plan(app, "return")
    let(app, "1001", "1002")
    assert (turns(app, "1001"), turns(app, "1002")) == (["陈立 F01-1"], [])


def test_a_delegate_sees_what_waits_while_it_waits(app: Flask, clock: TestClock) -> None:
    waits, done = plan(app), plan(app, "approve", Month(2026, 11))
    delegation_id = let(app, ZHOU, HE)

    def seen() -> set[int]:
        with app.app_context():
            return {waits, done} & sees(app, HE, visible(person(HE).id, today()))

    assert seen() == {waits}
    revoke(app, delegation_id, ZHOU)
    assert seen() == set()


def test_rule_7_whoever_wrote_a_paper_or_acts_for_him_is_barred_from_it(app: Flask) -> None:
    document_id = plan(app)
    let(app, "1001", "1002", forms=("F01-1",))
    let(app, "1002", HE)
    let(app, ZHOU, WANG)
    with app.app_context():
        names = {number: person(number).id for number in ("1001", "1002", HE)}
        document, moment = db.session.get_one(Document, document_id), this_moment()
        assert barred(document, moment) == set(names.values())
        later = moment._replace(at=moment.at + timedelta(days=5))
        assert barred(document, later) == {names["1001"]}


def test_what_waits_is_counted_within_the_forms(app: Flask) -> None:
    plan(app)
    with app.app_context():
        zhou = person(ZHOU).id
        assert [waiting(zhou, forms) for forms in ((), ("F01-1",), ("F01-4",))] == [1, 1, 0]


def test_one_is_asked_by_post_or_as_the_head(app: Flask) -> None:
    with app.app_context():
        asked = {n: {f.code for f in forms_asked_of(person(n).id, today())} for n in ("1001", ZHOU, "1013")}
    assert asked["1001"] == set()
    assert {"F01-1", "F08-1"} <= asked[ZHOU]
    assert "F07-6" not in asked[ZHOU]
    assert "F07-6" in asked["1013"]


def test_everybody_concerned_is_told_once_and_it_is_in_the_chain(app: Flask) -> None:
    delegation_id = let(app, ZHOU, HE, by=SHEN, forms=("F01-1",))
    revoke(app, delegation_id, SHEN)
    window = "2026-11-23 10:00 至 2026-11-28 10:00（不含），月度巡访计划表"
    assert notices(app, HE) == [
        f"周敏委托你代为办理：{window}。现有待办 0 件",
        f"周敏的委托已收回，你不再代为办理（原定 {window}）",
    ]
    assert notices(app, ZHOU) == [
        f"沈知替你登记了委托，由何清代为办理：{window}",
        f"你给何清的委托已由系统管理者收回（原定 {window}）",
    ]
    with app.app_context():
        stream = f"person:{person(ZHOU).id}"
        told = db.session.scalars(select(AuditEvent.event).filter_by(stream=stream).order_by(AuditEvent.id))
        assert list(told) == ["delegation:created", "delegation:ended"]
        assert list(faults()) == []


def test_whoever_delegates_himself_needs_no_word_of_it(app: Flask) -> None:
    revoke(app, let(app, ZHOU, HE), ZHOU)
    assert notices(app, ZHOU) == []


def test_a_refused_one_leaves_nothing(app: Flask) -> None:
    with app.app_context():
        assert wanted(ZHOU, ZHOU).person_id == person(ZHOU).id
    assert refusal(app, ZHOU, ZHOU) == "delegate: 不能委托给本人"
    with app.app_context():
        assert db.session.scalars(select(AuditEvent).where(AuditEvent.event.like("delegation%"))).all() == []
