"""Rule 11: a step passes by itself only where its flow says so, and that is written and told as it was."""

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from portal.core.approval.faults import TooLate
from portal.core.approval.overdue import watch_clocks
from portal.core.calendar import AfterWorkingDays
from portal.core.desk.moment import this_moment
from portal.core.notices.models import Notice
from portal.core.time_limit import TimeLimit
from portal.core.web.context import catalogue
from portal.extensions import db
from tests.core.approval.papers import desks, person, say, send, steps, trace

pytestmark = pytest.mark.usefixtures("toys")
MANAGERS = ["1001", "1002", "1004"]


def sent_in_time(passes: bool) -> int:
    """An 或签单 whose first step has one working day; the toys are made anew for each test."""
    form = catalogue().type("F97-2")
    limit = TimeLimit(clause="§2", limit=AfterWorkingDays(1), passes=passes)
    object.__setattr__(form, "flow", (replace(form.flow[0], within_time=limit), *form.flow[1:]))
    return send("F97-2")


def told(number: str) -> list[str]:
    late = select(Notice.words).filter_by(person_id=person(number), kind="step_overdue")
    return list(db.session.scalars(late))


def test_rule_11_row_18_a_step_that_may_passes_as_超时跳过_and_the_author_is_told(clock) -> None:
    paper = sent_in_time(passes=True)
    clock.advance(days=1)
    watch_clocks(this_moment())
    assert desks(paper) == MANAGERS, "the day is not over"
    clock.advance(days=1)
    watch_clocks(this_moment())
    assert (steps(paper), desks(paper)) == ([("或签", "skipped"), ("审核", "open")], ["1006"])
    assert trace(paper, "或签") == '["超时跳过"]'
    assert [words.partition("：")[0] for words in told("1011")] == ["超时跳过"]
    with pytest.raises(TooLate):
        say(paper, "1001")


def test_rule_11_every_other_step_waits_however_late_it_is(clock) -> None:
    paper = sent_in_time(passes=False)
    clock.advance(days=30)
    watch_clocks(this_moment())
    assert (steps(paper)[0], desks(paper)) == (("或签", "open"), MANAGERS)
    assert [len(told(number)) for number in MANAGERS] == [1, 1, 1]
