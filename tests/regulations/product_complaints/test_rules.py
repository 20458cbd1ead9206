"""R10 §3, §9.1, §11: what a form must say, and who decides, on both sides of each boundary."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from portal.core.facts import Ref
from portal.core.money import Amount
from portal.regulations.product_complaints.facts import HandlingForm
from portal.regulations.product_complaints.policies import ENTERPRISE, PCB
from portal.regulations.product_complaints.rules import form_refusals, loss_refusal
from portal.regulations.product_complaints.rules.authority import level_of
from tests.terms import TERMS

FORM = HandlingForm(
    day=TERMS.day, region="国内", customer=Ref(1, "E1", "嘉禾"), product=Ref(1, "P1", "模块"),
    shipped=TERMS.day, order="DD-1", part_no="LH-7", batch="P1", quantity=100, defective=100,
    lost=Amount(0), request="改善", reason="起泡", sample="附样品", opinion="属实",
)  # fmt: skip
SMALL, MIDDLE = Amount(100_000), Amount(1_000_000)


def paths(policy=PCB, **other: object) -> list[tuple]:
    return [refusal.path for refusal in form_refusals(policy)(replace(FORM, **other), TERMS)]


@pytest.mark.parametrize(
    ("other", "path"),
    [
        ({}, None),
        ({"sample": "没有样品"}, "no_sample"),
        ({"sample": "没有样品", "no_sample": "已全部装机"}, None),
        ({"defective": 101}, "defective"),
        ({"request": "退货"}, "wanted"),
        ({"request": "换货", "processing": "客户加工中未确定"}, None),
        ({"request": "退货", "wanted": 100}, None),
        ({"request": "退货", "wanted": 1}, None),
        ({"request": "退货", "wanted": 0}, "wanted"),
        ({"request": "退货", "wanted": 101}, "wanted"),
        ({"request": "退货", "wanted": 1, "processing": "客户加工中未确定"}, "processing"),
        ({"shipped": TERMS.day + timedelta(days=1)}, "shipped"),
        ({"part_no": ""}, "part_no"),
        ({"lost": Amount(-1)}, "lost"),
    ],
)
def test_r10_9_1_a_form_is_sent_only_with_all_that_the_office_needs(other: dict, path: str | None) -> None:
    assert paths(**other) == ([(path,)] if path else [])


def test_r12_a_product_is_known_by_its_batch() -> None:
    assert paths(ENTERPRISE, part_no="") == []
    assert paths(ENTERPRISE, batch="") == [("batch",)]


@pytest.mark.parametrize(
    ("other", "level"),
    [
        ({"settled": None}, "sales"),
        ({"settled": Amount(100_000)}, "sales"),
        ({"settled": Amount(100_001)}, "deputy"),
        ({"settled": Amount(1_000_000)}, "deputy"),
        ({"settled": Amount(1_000_001)}, "general"),
        ({"settled": Amount(1), "region": "国外"}, "general"),
        ({"settled": Amount(0), "region": "国外"}, "sales"),
        ({"settled": Amount(1), "liable": "业务部门"}, "deputy"),
    ],
)
def test_r10_11_who_decides_follows_the_amount_and_never_the_liable_unit(other: dict, level: str) -> None:
    assert level_of(replace(FORM, **other), SMALL, MIDDLE)[0] == level


@pytest.mark.parametrize(
    ("loss", "with_loss", "fits"),
    [
        ("有损失", True, True), ("有损失", False, False), ("没有损失", True, False),
        ("没有损失", False, True),
        ("待查明", True, True), ("待查明", False, True),
    ],
)  # fmt: skip
def test_r10_3_the_form_follows_the_loss(loss: str, with_loss: bool, fits: bool) -> None:
    assert (loss_refusal(loss, with_loss) is None) is fits


def test_r10_r12_differ_by_their_policy_alone() -> None:
    """No rule, flow, operation or table, and nothing in the core, asks which regulation it serves."""
    folder = Path("portal/regulations/product_complaints")
    files = [*folder.glob("rules/*.py"), *folder.glob("operations/*.py"), folder / "flows.py"]
    files += [*Path("portal/domain/complaints").rglob("*.py"), *Path("portal/core").rglob("*.py")]
    assert len(files) > 300
    named = ('"R10"', '"R12"', '"R02"', '"F10', '"F12', "PCB", "ENTERPRISE")
    for file in files:
        text = file.read_text()
        assert not any(word in text for word in named), file
