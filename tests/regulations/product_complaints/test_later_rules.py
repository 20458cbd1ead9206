"""R10 §7.3, §9.2, §10, §12-§14: what the later papers must say, on both sides of each boundary."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from portal.core.facts import Facts, Ref
from portal.core.money import Amount
from portal.core.parameter import Values
from portal.core.terms import Terms
from portal.regulations.product_complaints import rules
from portal.regulations.product_complaints.facts import (
    CallBack,
    Discount,
    Expedite,
    Improvement,
    Inspection,
    Memorandum,
    Penalty,
    Report,
    Returned,
    ReturnProved,
)
from portal.regulations.product_complaints.parameters import OF
from tests.terms import TERMS

TODAY, A_DAY = TERMS.day, timedelta(days=1)
FIGURES = OF["R10"]
GOODS, SLIP, SOMEBODY = Ref(1, "P1", "模块"), Ref(1, "TH-1", "退货 40"), Ref(1, "1001", "陈立")
INSPECTION = Inspection(
    day=TODAY, place="仓库", led="质量管理部", ours="吴", theirs="张", found="起泡", judged="制程"
)
REPORT = Report(day=TODAY, about="会勘", abnormal="起泡", cause="蚀刻", done="挑选", proposal="折让")
MEASURE = Improvement(day=TODAY, unit="制造部门", pursuit="追踪改善", wanted=TODAY, item="浓度")
MEMO = Memorandum(day=TODAY, matter="申请延期", days=1, reason="出差", asked="延期")
URGED = Expedite(day=TODAY, unit="制造部门", over=1, asked="请尽快")
CALL = CallBack(day=TODAY, reached="张", content="满意", words="好")
SLIP_OFF = Discount(
    day=TODAY, product=GOODS, order="D1", quantity=3, price=Amount(333), amount=Amount(999),
    proof="客户盖章的证明单", reason="起泡",
)  # fmt: skip
BACK = Returned(
    day=TODAY, way="退货", order="D1", product=GOODS, approved=40, reason="起泡", proof="退回原发票"
)
PROOF = ReturnProved(
    day=TODAY, slip=SLIP, goods="模块", quantity=3, price=Amount(333), amount=Amount(999), reason="起泡"
)
ANSWERING = Penalty(
    day=TODAY, person=SOMEBODY, unit="制造部门", kind="赔偿", liability="未校正", statement="属实",
    procedure="职代会 2026-3 号", loss=Amount(1_000_000), total=100, points=10, wage=Amount(600_000),
    amount=Amount(100_000),
)  # fmt: skip


def paths(rule: Any, said: Facts, terms: Terms = TERMS, **other: object) -> list[str]:
    return [".".join(map(str, refusal.path)) for refusal in rule(replace(said, **other), terms)]


@pytest.mark.parametrize(
    ("rule", "said", "cell"),
    [
        (rules.inspection_refusals, INSPECTION, "day"),
        (rules.report_refusals, REPORT, "day"),
        (rules.callback_refusals, CALL, "day"),
        (rules.discount_refusals, SLIP_OFF, "day"),
        (rules.returned_refusals, BACK, "day"),
        (rules.returned_refusals, BACK, "arrived"),
        (rules.proof_refusals, PROOF, "day"),
        (rules.improvement_refusals, MEASURE, "finished"),
    ],
)
def test_r10_what_is_told_has_happened(rule: Any, said: Facts, cell: str) -> None:
    assert paths(rule, said, **{cell: TODAY}) == []
    assert paths(rule, said, **{cell: TODAY + A_DAY}) == [cell]


@pytest.mark.parametrize(
    ("rule", "said", "other", "cell"),
    [
        (rules.inspection_refusals, INSPECTION, {"led": "总经理指派人员", "appointed": "孙工"}, ""),
        (rules.inspection_refusals, INSPECTION, {"led": "总经理指派人员"}, "appointed"),
        (rules.improvement_refusals, MEASURE, {"unit": ""}, "unit"),
        (rules.improvement_refusals, MEASURE, {"wanted": TODAY - A_DAY}, "wanted"),
        (rules.improvement_refusals, MEASURE, {"finished": TODAY - A_DAY}, "finished"),
        (rules.memorandum_refusals, MEMO, {"days": 60}, ""),
        (rules.memorandum_refusals, MEMO, {"days": 61}, "days"),
        (rules.memorandum_refusals, MEMO, {"days": 0}, "days"),
        (rules.memorandum_refusals, MEMO, {"days": None}, "days"),
        (rules.memorandum_refusals, MEMO, {"days": None, "matter": "其他请示"}, ""),
        (rules.expedite_refusals, URGED, {"promised": TODAY}, ""),
        (rules.expedite_refusals, URGED, {"promised": TODAY - A_DAY}, "promised"),
        (rules.expedite_refusals, URGED, {"unit": ""}, "unit"),
        (rules.discount_refusals, SLIP_OFF, {"amount": Amount(998)}, "amount"),
        (rules.discount_refusals, SLIP_OFF, {"amount": Amount(1000)}, "amount"),
        (rules.discount_refusals, SLIP_OFF, {"price": Amount(0), "amount": Amount(0)}, "price"),
        (rules.discount_refusals, SLIP_OFF, {"proof": "红字发票"}, "invoice"),
        (rules.discount_refusals, SLIP_OFF, {"proof": "红字发票", "invoice": "H1"}, ""),
        (rules.proof_refusals, PROOF, {"amount": Amount(998)}, "amount"),
        (rules.returned_refusals, BACK, {"proof": "红字发票"}, "invoice"),
        (rules.returned_refusals, BACK, {"way": "换货"}, "replaced"),
        (rules.returned_refusals, BACK, {"way": "换货", "replaced": 0}, "replaced"),
        (rules.returned_refusals, BACK, {"way": "换货", "replaced": 1}, ""),
        (rules.returned_refusals, BACK, {"actual": 0}, ""),
        (rules.returned_refusals, BACK, {"actual": -1}, "actual"),
    ],
)
def test_r10_what_a_paper_needs(rule: Any, said: Facts, other: dict, cell: str) -> None:
    assert paths(rule, said, **other) == ([cell] if cell else [])


@pytest.mark.parametrize(
    ("actual", "tolerance", "differs"),
    [(40, 0, False), (39, 0, True), (41, 0, True), (38, 2, False), (37, 2, True), (None, 0, True)],
)
def test_r10_13_accounting_tells_apart_what_is_within_the_tolerance(
    actual: int | None, tolerance: int, differs: bool
) -> None:
    terms = told(**{FIGURES.tolerance.name: tolerance})
    said = replace(BACK, actual=actual)
    found = {name: rule(said, terms).holds for name, rule in rules.counts_of(FIGURES).items()}
    assert found == {"differs": differs, "as_approved": not differs}


def told(**values: Any) -> Terms:
    """The terms with other values of some parameters."""
    return TERMS._replace(values=Values({name: ((TERMS.day, value),) for name, value in values.items()}))


ON = {FIGURES.penalties.name: 1}


def test_r10_12_penalties_are_off_until_they_are_switched_on() -> None:
    rule = rules.penalty_refusals(FIGURES)
    assert paths(rule, ANSWERING) == [""]
    assert paths(rule, ANSWERING, told(**ON)) == []


@pytest.mark.parametrize(
    ("other", "cell"),
    [
        ({"amount": Amount(100_001)}, "amount"),  # a tenth of the loss
        ({"points": 100, "amount": Amount(120_000)}, ""),  # a fifth of the wage
        ({"points": 100, "amount": Amount(120_001)}, "amount"),
        ({"points": 100, "wage": Amount(300_000), "amount": Amount(26_000)}, ""),  # down to the minimum
        ({"points": 100, "wage": Amount(300_000), "amount": Amount(26_001)}, "amount"),
        ({"wage": Amount(200_000), "amount": Amount(1)}, "amount"),
        ({"wage": Amount(200_000), "amount": Amount(0)}, ""),
        ({"amount": Amount(-1)}, "amount"),
        ({"points": 101, "amount": Amount(0)}, "points"),
        ({"unit": ""}, "unit"),
    ],
)
def test_r10_12_no_more_is_taken_than_the_law_leaves(other: dict, cell: str) -> None:
    assert paths(rules.penalty_refusals(FIGURES), ANSWERING, told(**ON), **other) == ([cell] if cell else [])
