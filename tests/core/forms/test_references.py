"""A reference is never a guess: one meaning is taken, none or several are said with the choices."""

import pytest

from portal.core.facts import Ref
from portal.core.forms.sheet_form import SheetForm
from portal.regulations.customer_maintenance.documents import visit_plan
from tests.core.forms.registers import NAMES
from tests.terms import TERMS

GOOD = {"day": "2026-12-01", "route": "滨江", "frequency": "2", "goal": "订货", "solution": "补货"}


def typed(customer: str) -> SheetForm:
    line = GOOD | {"key": "0000abcd", "customer": customer}
    form = SheetForm(visit_plan, [("month", "2026-12"), *((f"lines-0-{n}", t) for n, t in line.items())])
    form.look_up({"customer": NAMES}, unit_id=1)
    return form


@pytest.mark.parametrize("text", ["E0001", "嘉禾建材", "嘉禾", "嘉禾建材 E0001", " 嘉禾建材\u3000"])
def test_a_text_with_one_meaning_is_taken_with_what_is_copied(text: str) -> None:
    plan = typed(text).facts(TERMS)
    assert plan.lines[0].customer == Ref(1, "E0001", "嘉禾建材")
    assert plan.lines[0].grade == "A"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("建材", "「建材」对应多个客户：嘉禾建材 E0001、远帆建材 E0002，请写明编码"),
        ("不存在", "没有找到客户「不存在」，请从提示中选择"),
        ("E000", "没有找到客户「E000」，请从提示中选择"),
        ("嘉禾建材 E0002", "没有找到客户「嘉禾建材 E0002」，请从提示中选择"),
        ("未评级", "「未评级五金」登记时没有填等级，请先补上"),
        ("张\u200b三", "含有看不见的字符（U+200B），请删去"),
    ],
)
def test_a_text_with_no_or_several_meanings_is_refused_at_its_cell(text: str, sentence: str) -> None:
    form = typed(text)
    assert form.facts(TERMS) is None
    assert form.faults() == [("lines-0-customer", f"第1行 客户：{sentence}")]
    assert form.tables["lines"][0].cell("customer").typed == text


def test_a_posted_grade_counts_for_nothing() -> None:
    fields = [("month", "2026-12"), ("lines-0-grade", "S"), *((f"lines-0-{n}", t) for n, t in GOOD.items())]
    form = SheetForm(visit_plan, [*fields, ("lines-0-customer", "E0002")])
    form.look_up({"customer": NAMES}, unit_id=1)
    assert form.facts(TERMS).lines[0].grade == "B"
