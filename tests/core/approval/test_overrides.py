"""§1.11 rule 10, DESIGN §5: an override of a flow counts for what is sent from its day on, never before."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.models import RouteStep
from portal.core.approval.override_models import FlowOverride
from portal.core.approval.overrides import (
    Backdated,
    ChangedMeanwhile,
    Nonsense,
    faults,
    flow_on,
    newest,
    override,
    take_back,
)
from portal.core.audit.models import AuditEvent
from portal.core.clocks.models import Clock
from portal.core.desk.moment import this_moment
from portal.core.flow import edition
from portal.core.flow_override import Override, Signer
from portal.core.web.context import catalogue
from portal.extensions import db, writing
from tests.core.approval.papers import desks, person, say, send, send_again, status

pytestmark = [pytest.mark.usefixtures("toys"), pytest.mark.both_databases]
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
TO_FINANCE = Override("审核", "by", MONDAY, Signer("finance_head", "company"))


def enter(code: str, wanted: Override, seen: int | None = None) -> None:
    """The administrator enters an override."""
    form = catalogue().type(code)
    with writing():
        last = newest(form) if seen is None else seen
        override(form, wanted, "公司通知", person("1009"), last, this_moment())


def rows() -> int:
    return len(db.session.scalars(select(FlowOverride)).all())


def test_another_signer_counts_for_what_is_sent_from_its_day_on(clock) -> None:
    enter("F97-2", TO_FINANCE._replace(since=TUESDAY))
    before = send("F97-2")
    say(before, "1001")
    clock.advance(days=1)
    after = send("F97-2")
    say(after, "1001")
    assert (desks(before), desks(after)) == (["1006"], ["1013"])


def test_rule_10_row_20_a_paper_that_comes_back_walks_again_on_the_edition_it_took(clock) -> None:
    paper = send("F97-2")
    enter("F97-2", TO_FINANCE)
    say(paper, "1001", "return")
    send_again(paper)
    say(paper, "1002")
    assert desks(paper) == ["1006"]
    taken = {row.edition for row in db.session.scalars(select(RouteStep).filter_by(document_id=paper))}
    assert taken == {edition(catalogue().type("F97-2").flow)}
    say(paper, "1006")
    assert status(paper) == "approved"


def test_a_deadline_in_working_days_runs_from_arrival(clock) -> None:
    enter("F97-2", Override("或签", "deadline", MONDAY, 2))
    send("F97-2")
    mine = db.session.scalars(select(Clock)).one()
    assert (mine.name, f"{mine.due_at:%m-%d}") == ("或签", "11-25")


def test_an_override_is_audited_with_its_reason() -> None:
    enter("F97-2", TO_FINANCE)
    event = db.session.scalars(select(AuditEvent).filter_by(event="flow:overridden")).one()
    assert (event.stream, event.person_id) == ("flow:F97-2", person("1009"))


def test_no_override_is_entered_for_yesterday() -> None:
    with pytest.raises(Backdated):
        enter("F97-2", TO_FINANCE._replace(since=date(2026, 11, 22)))
    assert rows() == 0


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (Override("没有这步", "vacancy", MONDAY, "escalate"), "没有这一步"),
        (Override("审核", "vacancy", MONDAY, "escalate"), "全公司"),
        (Override("审核", "by", MONDAY, Signer("sales_manager", "company")), "不用改"),
        (Override("审核", "deadline", MONDAY, 0), "不用改"),
        (Override("审核", "by", MONDAY, None), "不用改"),
    ],
)
def test_what_changes_nothing_is_refused_with_its_reason(wanted: Override, why: str) -> None:
    with pytest.raises(Nonsense, match=why):
        enter("F97-2", wanted)
    assert rows() == 0
    enter("F97-2", TO_FINANCE, seen=0)  # the turn was not used up


def test_of_two_administrators_the_second_is_told() -> None:
    enter("F97-2", TO_FINANCE, seen=0)
    with pytest.raises(ChangedMeanwhile):
        enter("F97-2", TO_FINANCE._replace(value=Signer("general_manager", "company")), seen=0)
    assert rows() == 1


def test_what_is_to_come_is_taken_back_and_what_stands_is_not() -> None:
    form = catalogue().type("F97-2")
    enter("F97-2", TO_FINANCE)
    enter("F97-2", TO_FINANCE._replace(since=TUESDAY, value=None))
    with pytest.raises(Nonsense), writing():
        take_back(form, TO_FINANCE, "算了", person("1009"), newest(form), this_moment())
    with writing():
        coming = TO_FINANCE._replace(since=TUESDAY)
        take_back(form, coming, "算了", person("1009"), newest(form), this_moment())
    assert [flow_on(form, day)[1].by for day in (MONDAY, TUESDAY)] == ["finance_head"] * 2


def test_as_declared_again_from_a_day_on() -> None:
    form = catalogue().type("F97-2")
    enter("F97-2", TO_FINANCE)
    enter("F97-2", TO_FINANCE._replace(since=TUESDAY, value=None))
    assert [flow_on(form, day) == form.flow for day in (MONDAY, TUESDAY)] == [False, True]


def test_an_override_of_what_is_gone_is_left_out_and_verify_says_so(toys: Flask) -> None:
    enter("F97-2", TO_FINANCE)
    forms = list(catalogue().types())
    assert faults(forms) == []
    with writing():
        common = {"type": "F97-2", "since": MONDAY, "reason": "旧", "person_id": 1, "at": this_moment().at}
        db.session.add(FlowOverride(step="没了", setting="by", value='{"by": "auditor"}', **common))
        db.session.add(FlowOverride(step="或签", setting="by", value='{"by": "gone"}', **common))
    assert flow_on(catalogue().type("F97-2"), MONDAY)[0].by == "account_manager"
    assert [fault.split("「")[1].split("」")[0] for fault in faults(forms)] == ["没了", "或签"]
