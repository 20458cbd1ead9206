"""R07 §3.2, 反不正当竞争法§8 without a database: what a settlement and a check may say, at each boundary."""

from datetime import date
from fractions import Fraction

import pytest

from portal.core.calendar import Calendar
from portal.core.facts import Ref
from portal.core.money import Amount
from portal.core.terms import Terms
from portal.regulations.relationship_expense.facts import (
    ACTIVITY,
    HOSPITALITY,
    NEW_CUSTOMER,
    PURCHASE,
    THEIR_PEOPLE,
    TRUE,
    Checked,
    Paid,
    SettlementSlip,
    SpotRecord,
)
from portal.regulations.relationship_expense.rules import (
    Lottery,
    balance_refusals,
    names_their_people,
    naming_refusals,
    picking_refusals,
    record_refusals,
    settlement_refusals,
    table_refusal,
    yearly_refusals,
)

DAY = date(2026, 11, 23)
TERMS = Terms(DAY, Calendar())
ADVANCE, HOTEL, SHOP = Ref(9, "KQF-JZ-202611-001", "借支"), Ref(1, "91", "酒店"), Ref(5, "E0001", "嘉禾")


def line(fen: int, **said: object) -> Paid:
    told = {"key": "1", "day": DAY, "payee": HOTEL, "invoice": "1", "customer": SHOP, "use": ACTIVITY}
    return Paid(**told | {"way": PURCHASE, "amount": Amount(fen)} | said)


def treat(fen: int, people: int = 1, **said: object) -> Paid:
    told = {"use": THEIR_PEOPLE[0], "way": HOSPITALITY, "people": people, "guests": "采购经理"}
    return line(fen, **told | said)


def slip(*lines: Paid, returned: int = 0, owed: int = 0, **said: object) -> SettlementSlip:
    told = {"day": DAY, "advance": ADVANCE, "lines": lines, "returned": Amount(returned)}
    return SettlementSlip(**told | {"owed": Amount(owed)} | said)


def refused(*lines: Paid, **said: object) -> list[tuple]:
    return [refusal.path for refusal in settlement_refusals(slip(*lines, **said), TERMS)]


@pytest.mark.parametrize(("fen", "people", "passes"), [
    (20_000, 1, True), (20_001, 1, False), (60_000, 3, True), (60_001, 3, False),
])  # fmt: skip
@pytest.mark.parametrize("use", THEIR_PEOPLE)
def test_law_8_a_head_costs_at_most_200_an_occasion(use: str, fen: int, people: int, passes: bool) -> None:
    assert (refused(treat(fen, people, use=use)) == []) is passes


@pytest.mark.parametrize("use", [ACTIVITY, NEW_CUSTOMER])
def test_r07_8_uses_4_and_5_are_ordinary_invoiced_spending(use: str) -> None:
    assert refused(line(2_000_000, use=use)) == []


@pytest.mark.parametrize("use", THEIR_PEOPLE)
def test_law_8_for_a_customers_people_only_hospitality_and_marked_gifts(use: str) -> None:
    assert refused(treat(100, use=use, way=PURCHASE)) == [("lines", 0, "way")]
    assert refused(treat(100, use=use)) == []


@pytest.mark.parametrize(("before", "fen", "passes"), [
    (Fraction(30_000), 20_000, True), (Fraction(30_001), 20_000, False),
    (Fraction(100_000, 3), 16_666, True), (Fraction(100_000, 3), 16_667, False),
])  # fmt: skip
def test_law_8_a_head_of_a_position_gets_at_most_500_a_year(before: Fraction, fen: int, passes: bool) -> None:
    got = {(SHOP.id, "采购经理", 2026): before}
    assert (list(yearly_refusals([treat(fen)], got, TERMS)) == []) is passes
    assert list(yearly_refusals([treat(fen, guests="总经理")], got, TERMS)) == []
    assert list(yearly_refusals([treat(fen, day=date(2025, 12, 31))], got, TERMS)) == []
    assert list(yearly_refusals([treat(fen, customer=Ref(6, "E2", "别家"))], got, TERMS)) == []


def test_law_8_lines_of_one_settlement_add_up_in_a_year() -> None:
    lines = [treat(20_000, invoice="1"), treat(20_000, invoice="2"), treat(10_001, invoice="3")]
    assert [r.path for r in yearly_refusals(lines, {}, TERMS)] == [("lines", 2, "amount")]
    assert list(yearly_refusals([*lines[:2], treat(10_000, guests=" 采购 经理 ")], {}, TERMS)) == []
    assert list(yearly_refusals([*lines[:2], treat(10_001, guests=" 采购 经理 ")], {}, TERMS)) != []


def test_law_8_no_text_names_a_registered_person_of_the_customer() -> None:
    contacts = {SHOP.id: {"王芳"}, 6: {"李强"}}
    said = slip(treat(100, guests="采购 王 芳"), treat(100, guests="李强处"), remark="请王芳吃饭")
    assert [r.path for r in naming_refusals(said, contacts)] == [("lines", 0, "guests"), ("remark",)]
    assert list(naming_refusals(slip(treat(100), remark="请采购经理"), contacts)) == []


def test_r07_3_2_invoices_are_of_days_that_were_each_once_and_above_nothing() -> None:
    assert refused(line(1, day=date(2026, 11, 24))) == [("lines", 0, "day")]
    assert refused(line(0)) == [("lines", 0, "amount")]
    assert refused(treat(1, 0)) == [("lines", 0, "people")] and refused(treat(1, 999)) == []
    assert refused(treat(1, 1000)) == [("lines", 0, "people")]
    assert refused(line(1, way=HOSPITALITY)) == [("lines", 0, "people")]
    assert refused(line(1, way=HOSPITALITY, people=1)) == []
    assert refused(treat(1, guests=" ")) == [("lines", 0, "guests")]
    assert refused(line(1), line(2)) == [("lines", 1, "invoice")]
    assert refused(line(1), line(2, invoice="No. 1")) == []
    assert refused(line(1), line(2, payee=Ref(2, "92", "别家"))) == []
    assert refused(line(1, invoice="——")) == [("lines", 0, "invoice")]
    assert refused() == [("returned",)] and refused(returned=1) == []
    assert refused(line(1), day=date(2026, 11, 24)) == [("day",)]


@pytest.mark.parametrize(("spent", "back", "owed", "paths"), [
    (60_000, 40_000, 0, []), (60_000, 40_001, 0, [("returned",)]), (60_000, 30_000, 10_000, []),
    (60_000, 30_000, 9_999, [("owed",)]), (60_000, 30_000, 10_001, [("owed",)]),
])  # fmt: skip
def test_r07_3_2_what_nothing_covers_stays_owed_and_more_than_is_left_is_refused(
    spent: int, back: int, owed: int, paths: list[tuple]
) -> None:
    said = slip(line(spent), returned=back, owed=owed)
    assert [r.path for r in balance_refusals(said, Amount(100_000))] == paths


@pytest.mark.parametrize(("taken", "asked", "passes"), [(0, 100, True), (0, 101, False), (60, 40, True),
    (60, 41, False)])  # fmt: skip
def test_r07_3_2_the_advances_on_a_table_stay_within_what_it_lets_be_paid(
    taken: int, asked: int, passes: bool
) -> None:
    assert (table_refusal(Amount(100), Amount(taken), Amount(asked)) is None) is passes


def test_law_8_the_compliance_officer_signs_only_for_a_customers_people() -> None:
    assert names_their_people(slip(line(1), treat(1)), TERMS).holds
    assert not names_their_people(slip(line(1)), TERMS).holds


def customers(count: int) -> list[Ref]:
    return [Ref(n, f"E{n:04}", f"客户{n}") for n in range(1, count + 1)]


def check(lots: Lottery, asked: list[Ref], other: str = "") -> SpotRecord:
    lines = tuple(Checked(key=str(n), customer=ref, how="电话", result=TRUE) for n, ref in enumerate(asked))
    return SpotRecord(day=DAY, settlement=ADVANCE, lines=lines, drawn=lots.told, other=other)


def picked(lots: Lottery, asked: list[Ref], other: str = "") -> list[tuple]:
    return [r.path for r in picking_refusals(check(lots, asked, other), lots)]


@pytest.mark.parametrize(("count", "wanted"), [(1, 1), (2, 2), (3, 3), (4, 3), (40, 3)])
def test_r07_3_2_three_customers_are_drawn_all_where_there_are_fewer(count: int, wanted: int) -> None:
    lots = Lottery("KQF-202610-001", "ab" * 32, customers(count), 3)
    assert len(lots.drawn) == wanted
    assert picked(lots, lots.drawn) == []
    assert picked(lots, lots.drawn[1:], "联系不上") == [("settlement",)]


def test_r07_3_2_the_same_table_draws_the_same_and_another_one_others() -> None:
    lots = Lottery("N", "ab" * 32, customers(40), 3)
    assert lots.drawn == Lottery("N", "ab" * 32, customers(40)[::-1], 3).drawn
    assert lots.drawn != Lottery("N", "cd" * 32, customers(40), 3).drawn
    assert "取前 3 家" in lots.told and "共 40 家" in lots.told


def test_r07_3_2_others_than_drawn_need_a_reason_and_strangers_do_not_count() -> None:
    lots = Lottery("N", "ab" * 32, customers(40), 3)
    others = [ref for ref in lots.customers if ref not in lots.drawn][:3]
    assert picked(lots, others) == [("other",)]
    assert picked(lots, others, "停业") == []
    stranger = Ref(99, "E0099", "外人")
    assert picked(lots, [*lots.drawn, stranger]) == [("lines", 3, "customer")]
    assert picked(lots, [*lots.drawn[:2], stranger], "x") == [("lines", 2, "customer"), ("settlement",)]


def test_r07_3_2_different_customers_are_asked_on_a_day_that_was() -> None:
    lots = Lottery("N", "ab" * 32, customers(3), 3)
    twice = check(lots, [*lots.drawn, lots.drawn[0]])
    assert [r.path for r in record_refusals(twice, TERMS)] == [("lines", 3, "customer")]
    early = Terms(date(2026, 11, 22), Calendar())
    assert [r.path for r in record_refusals(check(lots, lots.drawn), early)] == [("day",)]
