"""R01 §2(3), F01-4: a dealer's monthly target is split, adds up, and is approved by the office manager."""

import pytest

from portal.core.facts import Month, Ref
from portal.core.money import Amount
from portal.regulations.customer_maintenance.facts import MonthlyTarget, TargetLine
from portal.regulations.customer_maintenance.rules import target_refusals
from tests.pages import Browser
from tests.terms import TERMS


def refused(target: int, *split: tuple[str, int]) -> list[tuple[str | int, ...]]:
    lines = tuple(
        TargetLine(key=f"{n:08}", product=Ref(0, "", p), target=Amount(fen))
        for n, (p, fen) in enumerate(split)
    )
    said = MonthlyTarget(
        month=Month(2026, 12), dealer=Ref(1, "E0001", "嘉禾建材"), target=Amount(target), lines=lines
    )
    return [refusal.path for refusal in target_refusals(said, TERMS)]


@pytest.mark.parametrize(("second", "places"), [(400, []), (399, [("target",)]), (401, [("target",)])])
def test_r01_2_3_what_is_split_adds_up_to_the_target(second: int, places: list[object]) -> None:
    assert refused(1000, ("模块", 600), ("配件", second)) == places


def test_r01_2_3_each_product_once() -> None:
    assert refused(1000, ("模块", 600), ("模块", 400)) == [("lines", 1, "product")]


def test_r01_2_3_the_target_goes_to_the_office_manager_with_its_totals(chen: Browser, zhou: Browser) -> None:
    page = chen.get("/forms/f01-4/new")
    words = {"dealer": "嘉禾建材", "target": "1200", "lines-0-product": "模块", "lines-0-target": "800"}
    sent = chen.submit(
        page, button="act=send", **words, **{"lines-1-product": "配件 安装支架", "lines-1-target": "400"}
    )
    assert "MB-202612-0001" in sent.text
    assert "¥1,200.00" in sent.text
    assert "壹仟贰佰元整" in sent.text
    assert "嘉禾建材2026年12月目标" in zhou.get("/").text
