"""Every kind of cell: what is sent comes back, conditions demand and forget, totals are the server's."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from portal.core.facts import decode, encode, tables
from portal.core.forms.fields import Fields, dump, from_facts, load
from portal.core.forms.sheet_form import SheetForm
from portal.core.money import Amount
from portal.core.sheet import CellView, TableView
from tests.core.forms.toys import CUSTOMERS, HEAD, Toy, toy, toys
from tests.terms import TERMS

GOOD = {
    "month": "2026-12", "begins": "08:30", "payment": "现金", "limit": "1,234.50", "share": "12.5",
    "urgent": "否", "items-0-key": "0000abcd", "items-0-what": "瓷砖", "items-0-pieces": "2",
    "items-0-weight": "1.5", "items-0-cost": "100", "items-0-passed": "是",
}  # fmt: skip


def filled(fields: Fields) -> SheetForm:
    form = SheetForm(toy, fields)
    form.look_up({"customer": CUSTOMERS}, unit_id=1)
    return form


def typed(**changed: str) -> SheetForm:
    return filled(list((GOOD | {n.replace("__", "-"): t for n, t in changed.items()}).items()))


def facts(form: SheetForm) -> Any:
    said = form.facts(TERMS)
    assert said is not None, form.faults()
    return said


def cells(said: Toy) -> dict[str, CellView]:
    rows = toy.view(said, HEAD, "T-1").rows
    return {cell.name: cell for row in rows if isinstance(row, tuple) for cell in row}


def table(said: Toy) -> TableView:
    return next(toy.view(said, HEAD, "T-1").tables())


@settings(max_examples=60)
@given(toys())
def test_facts_survive_being_typed_again_and_json(said: Toy) -> None:
    assert facts(filled(load(dump(from_facts(said))))) == said
    assert decode(encode(said), Toy) == said
    assert from_facts(decode(encode(said), Toy)) == from_facts(said)


@settings(max_examples=30)
@given(toys())
def test_the_foot_is_the_sum_of_the_lines(said: Toy) -> None:
    foot = {cell.name: cell.text for cell in table(said).foot}
    assert foot["pieces"] == str(sum(item.pieces for item in said.items))
    assert foot["cost"] == str(Amount(sum(item.cost.fen for item in said.items)))
    assert foot["what"] == foot["passed"] == ""
    weights = [item.weight.value for item in said.items if item.weight]
    assert foot["weight"] == (f"{sum(weights).normalize():,f} 吨" if weights else "")


def test_amounts_are_shown_with_marks_and_in_capitals_where_asked() -> None:
    said = facts(typed())
    limit = cells(said)["limit"]
    assert (limit.text, limit.capitals) == ("¥1,234.50", "人民币壹仟贰佰叁拾肆元伍角整")
    assert [c.capitals for c in table(said).foot if c.capitals] == ["人民币壹佰元整"]
    assert [c.text for c in table(said).rows[0].cells] == ["瓷砖", "2", "1.5 吨", "¥100.00", "是", ""]


@pytest.mark.parametrize(
    ("changed", "id", "fault"),
    [
        ({"payment": "其他"}, "other", "其他方式：请填写"),
        ({"urgent": "是"}, "until", "最晚日期：请填写"),
        ({"items__0__passed": "否"}, "items-0-fault", "第1行 不合格原因：请填写"),
        ({"payment": "支票"}, "payment", "付款方式：请从选项中选择"),
        ({"urgent": "1"}, "urgent", "紧急：请从选项中选择"),
        ({"payment": ""}, "payment", "付款方式：请填写"),
        ({"urgent": "是", "until": "明天"}, "until", "最晚日期：日期请写成 2026-12-01 这样"),
    ],
)
def test_what_an_answer_demands(changed: dict[str, str], id: str, fault: str) -> None:
    form = typed(**changed)
    assert form.facts(TERMS) is None
    assert form.faults() == [(id, fault)]
    assert form.head.cell("payment").typed == changed.get("payment", "现金")


def test_what_is_not_needed_is_kept_as_typed_and_counts_for_nothing() -> None:
    form = typed(other="支票", until="明天", items__0__fault="破损")
    said = facts(form)
    assert (said.other, said.until, said.items[0].fault) == ("", None, "")
    assert form.head.cell("other").typed == "支票"
    assert form.head.cell("until").typed == "明天"
    assert cells(said)["other"].hidden


def test_the_answer_that_demands_brings_the_cell_back() -> None:
    said = facts(typed(payment="其他", other="支票", urgent="是", until="2026-12-05"))
    assert (said.other, said.until) == ("支票", date(2026, 12, 5))
    assert not cells(said)["other"].hidden


def test_an_optional_reference_left_empty_copies_nothing() -> None:
    assert facts(typed(customer="")).grade == ""
    assert facts(typed(customer="E0001")).grade == "A"


def test_a_sum_that_does_not_fit_is_refused_in_words() -> None:
    most = {"what": "瓷砖", "pieces": "2", "cost": "999,999,999,999.99", "passed": "是"}
    form = typed(**{f"items__{n}__{name}": text for n in range(2) for name, text in most.items()})
    assert form.foot(tables(Toy)["items"]) == ()
    assert form.facts(TERMS) is None
    assert form.faults() == [("", "明细：合计太大")]
