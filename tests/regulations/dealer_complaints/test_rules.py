"""R16 §3 to §8: what each paper must say, on both sides of each boundary."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from portal.core.facts import Ref
from portal.core.money import Amount
from portal.core.parameter import Values
from portal.domain.complaints.likeness import Alike, Known
from portal.regulations.dealer_complaints.documents import TYPES
from portal.regulations.dealer_complaints.facts import Handling, Liability, Measure, Record
from portal.regulations.dealer_complaints.parameters import PENALTIES
from portal.regulations.dealer_complaints.rules.follow_up import measure_refusals
from portal.regulations.dealer_complaints.rules.handling import (
    TICKS,
    general,
    handling_refusals,
    major,
    told_too_early,
    too_early,
    why_major,
)
from portal.regulations.dealer_complaints.rules.liability import OFF, days_late, liability_refusals, most_of
from portal.regulations.dealer_complaints.rules.records import (
    duplicate_refusal,
    own_complaint,
    own_handler,
    record_refusals,
)
from portal.regulations.dealer_complaints.rules.rounds import round_refusal
from tests.terms import TERMS

DAY = timedelta(days=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")
SOMEBODY, UNIT = Ref(7, "1004", "吴桐"), Ref(3, "AFTER", "售后服务部")
RECORD = Record(
    day=TERMS.day, at=time(9), channel="电话", complainant="罗先生", phone="13800001234", plate="粤B12345",
    what="异响",
)  # fmt: skip
HANDLING = Handling(
    day=TERMS.day, category="维修质量", sufficient="充分", reasonable="合理", investigated="查了",
    claim="复修", unit=UNIT, handler=SOMEBODY,
)  # fmt: skip
MEASURE = Measure(day=TERMS.day, pursuit="纠正措施", unit=UNIT, cause="漏检", measure="试车", due=TERMS.day)
LIABILITY = Liability(
    day=TERMS.day, person=SOMEBODY, unit=UNIT, ground="造成损失的责任者", kind="赔偿", liability="漏检",
    late=0, loss=Amount(200_000), statement="认可", procedure="职工大会", wage=Amount(600_000),
    amount=Amount(120_000),
)  # fmt: skip
ON = TERMS._replace(values=Values({PENALTIES.name: ((date(2026, 1, 1), 1),)}))


def test_r16_8_the_file_of_a_complaint_is_kept_ten_years_and_what_is_made_of_it_shorter() -> None:
    kept = {form.code: form.keep_years for form in TYPES}
    assert kept == {
        "F16-1": 10, "F16-2": 10, "F16-3": 10, "F16-4": 10, "F16-5": 3, "F16-6": 3, "F16-7": 5,
    }  # fmt: skip


def paths(found: Any) -> list[Any]:
    return [refusal.path[0] if refusal.path else "" for refusal in found]


@pytest.mark.parametrize(
    ("other", "path"),
    [
        ({}, None),
        ({"day": TERMS.day + DAY}, "day"),
        ({"phone": "1234"}, "phone"),
        ({"phone": "12345"}, None),
        ({"plate": "粤B1234"}, "plate"),
        ({"plate": "粤BD12345"}, None),
        ({"plate": "未上牌"}, "vin"),
        ({"plate": "未上牌", "vin": "LSGPC52U6AF123453"}, None),
        ({"vin": "LSGPC52U6AF12345"}, "vin"),
        ({"vin": "LSGPC52U7AF123453"}, "vin"),
    ],
)
def test_r16_4_1_1_a_record_names_a_phone_and_a_car_that_can_be(other: dict, path: str | None) -> None:
    assert paths(record_refusals(replace(RECORD, **other), TERMS)) == ([path] if path else [])


def test_r16_7_whoever_is_complained_of_takes_no_part() -> None:
    assert own_complaint(7, 7) and not own_complaint(7, 8) and not own_complaint(7, None)
    assert own_handler(7, 7) and not own_handler(7, 8) and not own_handler(7, None)


def test_r16_4_1_1_what_may_be_registered_is_not_registered_unseen() -> None:
    alike = [Alike(Known(1, "TS-1", "", "", TERMS.day), "同一辆车")]
    assert duplicate_refusal("", alike) and not duplicate_refusal("是新的投诉", alike)
    assert not duplicate_refusal("", [])


@pytest.mark.parametrize("tick", TICKS)
def test_r16_7_each_tick_alone_makes_a_complaint_major(tick: str) -> None:
    said = replace(HANDLING, **{tick: "是"})
    assert len(why_major(said)) == 1 and major(said, TERMS).holds and not general(said, TERMS).holds


def test_r16_7_without_a_tick_it_is_general() -> None:
    assert (why_major(HANDLING), major(HANDLING, TERMS).holds, general(HANDLING, TERMS).holds) == (
        (), False, True,
    )  # fmt: skip
    assert len(TICKS) == 7


@pytest.mark.parametrize(
    ("other", "path"),
    [
        ({}, None),
        ({"day": TERMS.day + DAY}, "day"),
        ({"cost": Amount(-1)}, "cost"),
        ({"cost": Amount(0)}, None),
        ({"until": TERMS.day - DAY}, "until"),
        ({"until": TERMS.day}, None),
        ({"told": TERMS.day}, None),
        ({"told": TERMS.day + DAY}, "told"),
    ],
)
def test_r16_4_1_a_form_says_what_can_be(other: dict, path: str | None) -> None:
    assert paths(handling_refusals(replace(HANDLING, **other), TERMS)) == ([path] if path else [])


@pytest.mark.parametrize("cell", ["told", "how", "answer", "reaction", "negotiators"])
def test_r16_4_1_4_a_form_that_is_sent_has_told_nobody(cell: str) -> None:
    said = {"told": TERMS.day, "how": "电话", "answer": "接受"}.get(cell, "好")
    assert paths(too_early(replace(HANDLING, **{cell: said}))) == [cell]
    assert not list(too_early(replace(HANDLING, cause="松动", solution="更换")))


def test_r16_4_1_4_nobody_is_told_before_the_day_of_the_approval() -> None:
    assert told_too_early(TERMS.day - DAY, TERMS.day)
    assert not told_too_early(TERMS.day, TERMS.day) and not told_too_early(None, TERMS.day)


@pytest.mark.parametrize(
    ("outcome", "wanted"), [("", False), ("接受", False), ("不接受", True), ("不满意", True)]
)
def test_r16_4_1_5_another_form_follows_only_where_the_last_was_not_taken(outcome: str, wanted: bool) -> None:
    assert (round_refusal("CL-1", outcome) is None) == wanted


@pytest.mark.parametrize(
    ("other", "path"),
    [
        ({}, None),
        ({"due": TERMS.day - DAY}, "due"),
        ({"finished": TERMS.day}, None),
        ({"finished": TERMS.day + DAY}, "finished"),
        ({"finished": TERMS.day - DAY}, "finished"),
    ],
)
def test_r16_3_a_measure_is_done_between_its_day_and_today(other: dict, path: str | None) -> None:
    assert paths(measure_refusals(replace(MEASURE, **other), TERMS)) == ([path] if path else [])


def test_r16_6_there_are_no_penalties_until_they_are_switched_on() -> None:
    assert [refusal.message for refusal in liability_refusals(LIABILITY, TERMS)] == [OFF]
    assert not list(liability_refusals(LIABILITY, ON))


@pytest.mark.parametrize(
    ("other", "path"),
    [
        ({"amount": Amount(120_001)}, "amount"),  # a fifth of 6,000.00
        ({"loss": Amount(119_999)}, "amount"),
        ({"loss": Amount(120_000)}, None),
        ({"wage": Amount(300_000), "amount": Amount(26_000)}, None),  # 2,740.00 stay
        ({"wage": Amount(300_000), "amount": Amount(26_001)}, "amount"),
        ({"ground": "处理延误的受理责任人"}, "late"),
        ({"ground": "处理延误的受理责任人", "late": 1}, None),
    ],
)
def test_r16_6_no_more_is_taken_than_the_law_lets_be(other: dict, path: str | None) -> None:
    assert paths(liability_refusals(replace(LIABILITY, **other), ON)) == ([path] if path else [])


def test_r16_6_the_bound_that_counts_is_said() -> None:
    assert most_of(replace(LIABILITY, wage=Amount(200_000)), 20, Amount(274_000))[0] == Amount(0)
    assert "20%" in most_of(LIABILITY, 20, Amount(274_000))[1]


@pytest.mark.parametrize(
    ("done", "late"),
    [
        (datetime(2026, 11, 24, 9, 30, tzinfo=UTC), 0),  # the instant at which it is up, 17:30
        (datetime(2026, 11, 24, 15, 59, tzinfo=UTC), 0),  # late at night of the last day
        (datetime(2026, 11, 24, 16, 0, tzinfo=UTC), 1),
        (datetime(2026, 11, 26, 2, 0, tzinfo=UTC), 2),
    ],
)
def test_r16_6_2_a_proposal_is_late_from_the_day_after_its_last(done: datetime, late: int) -> None:
    assert days_late(datetime(2026, 11, 24, 9, 30, tzinfo=UTC), done, SHANGHAI) == late
    assert days_late(None, done, SHANGHAI) == 0
