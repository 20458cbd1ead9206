"""The roll-up of stays: working time from arrival to decision; what is taken back counts no more."""

import pytest

from portal.core.approval.staying import MOST_OPEN, Reader, counted, open_longest, units_counted
from portal.core.approval.stays import Stay
from portal.core.approval.taking_back import take_back
from portal.core.facts import Month
from portal.core.report import Months, Question
from portal.core.web.context import today
from portal.extensions import db, writing
from tests.conftest import TestClock
from tests.core.approval.papers import act, person, say, send
from tests.core.org.changes import unit

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("toys")]
NOVEMBER = Months(Month(2026, 11), Month(2026, 11))


def asked(number: str = "1014", by: str = "person", **more: object) -> dict[object, tuple[int, int]]:
    """Papers and minutes of each row that somebody sees: 严静 sees everybody's."""
    reader = Reader(person(number), today(), number == "1014")
    found = counted(reader, Question(**{"months": NOVEMBER, "by": by, **more}))
    return {key[-1]: (count.papers, count.minutes) for key, count in found.rows}


def test_a_stay_is_the_working_time_until_the_decision(clock: TestClock) -> None:
    paper = send("F97-1")
    clock.advance(hours=3)  # 10:00 to 13:00, an hour of it at noon
    say(paper, "1001")
    clock.advance(days=1)
    say(paper, "1002")
    assert asked() == {"林可": (1, 10 * 60), "陈立": (1, 2 * 60)}
    assert list(asked()) == ["林可", "陈立"], "the longest first"


def test_a_decision_that_is_taken_back_counts_no_more(clock: TestClock) -> None:
    paper = send("F97-1")
    clock.advance(hours=1)
    first = say(paper, "1001")
    say(paper, "1002")
    assert asked() == {"陈立": (1, 60), "林可": (1, 60)}
    clock.advance(hours=1)
    act(take_back, first.id, person("1001"))
    assert asked() == {"林可": (1, 60)}
    clock.advance(hours=2)
    say(paper, "1001")
    assert asked()["陈立"] == (1, 60), "from coming back at 12:00 until 14:00, an hour of it at noon"


def test_whoever_was_not_needed_any_more_is_not_counted(clock: TestClock) -> None:
    paper = send("F97-2")
    clock.advance(hours=1)
    say(paper, "1001")
    assert asked() == {"陈立": (1, 60)}


def test_months_forms_and_units_narrow_and_group(clock: TestClock) -> None:
    for code in ("F97-1", "F97-2"):
        paper = send(code)
        clock.advance(hours=1)
        say(paper, "1001")
    sales = unit("SALES").id
    assert asked(by="step") == {"会签": (1, 60), "或签": (1, 60)}
    assert asked(by="unit") == {sales: (2, 120)}
    assert asked(by="month") == {Month(2026, 11).first(): (2, 120)}
    assert asked(form="F97-1") == {"陈立": (1, 60)}
    assert asked(unit_id=sales) == {"陈立": (2, 120)}
    assert asked(unit_id=unit("EAST").id) == {}
    for month in (Month(2026, 10), Month(2026, 12)):
        assert asked(months=Months(month, month)) == {}


def test_heads_see_their_people_and_their_units_papers_others_only_themselves(clock: TestClock) -> None:
    paper = send("F97-1")  # a paper of the sales department
    clock.advance(hours=1)
    for number in ("1001", "1002", "1004"):
        say(paper, number)
    east, all_three = {"陈立", "林可"}, {"陈立", "林可", "吴桐"}
    seen = {"1001": {"陈立"}, "1003": east, "1005": {"吴桐"}, "1006": all_three, "1013": set()}
    assert {number: set(asked(number)) for number in seen} == seen
    assert set(units_counted(Reader(person("1013"), today(), all=False))) == set()
    assert units_counted(Reader(person("1003"), today(), all=False)) == {unit("SALES").id: "销售部"}


def test_no_more_rows_than_a_page_holds_and_the_sum_is_of_all() -> None:
    key = {"type": "F97-1", "unit_id": 1, "month": Month(2026, 11).first()}
    with writing() as session:
        for n in range(101):
            session.add(Stay(**key, step=f"第{n}步", person_id=1, papers=1, minutes=n))
    found = counted(Reader(1, today(), all=True), Question(NOVEMBER, "step"))
    assert (len(found.rows), found.groups, found.together) == (100, 101, (101, 5050))
    assert found.rows[0][0] == ("F97-1", "第100步")


def test_a_calendar_that_changed_leaves_no_time_below_zero() -> None:
    key = {"type": "F97-1", "unit_id": 1, "month": Month(2026, 11).first(), "step": "会签"}
    with writing() as session:
        session.add(Stay(**key, person_id=1, papers=1, minutes=-5))
        session.add(Stay(**key, person_id=2, papers=0, minutes=7))
    assert asked() == {"陈立": (1, 0)}


def test_what_lies_longest_now_is_of_papers_that_one_may_open(clock: TestClock) -> None:
    for _ in range(8):
        send("F97-1")  # on three desks each
        clock.advance(minutes=1)
    question = Question(NOVEMBER, "person")

    def desks(number: str, **more: object) -> list[str]:
        reader = Reader(person(number), today(), number == "1014")
        return [task.person.name for task in open_longest(reader, question._replace(**more))]

    assert len(desks("1006")) == MOST_OPEN
    assert desks("1006")[:4] == ["陈立", "林可", "吴桐", "陈立"]
    assert set(desks("1001")) == {"陈立"}
    assert desks("1014") == [], "whoever sees every figure still opens no strange paper"
    assert desks("1003") == []
    assert desks("1006", form="F97-2") == desks("1006", unit_id=unit("EAST").id) == []
    assert db.session.query(Stay).count() == 0
