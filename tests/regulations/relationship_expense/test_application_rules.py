"""R07 §3.1, §1.2 without a database: when an application counts, what a summary may say."""

from datetime import date, timedelta

import pytest

from portal.core.calendar import Calendar
from portal.core.facts import Month, Ref
from portal.core.money import Amount
from portal.core.parameter import Values
from portal.core.terms import Terms
from portal.regulations.relationship_expense.facts import (
    NEW_CUSTOMER,
    NewCustomerApplication,
    SpecialItem,
    SummaryLine,
    SummaryTable,
)
from portal.regulations.relationship_expense.parameters import SIGNED
from portal.regulations.relationship_expense.rules import (
    application_refusals,
    came_too_late,
    checked_too_late,
    summary_refusals,
)

TODAY = date(2026, 11, 23)
TERMS = Terms(TODAY, Calendar())
OCTOBER = Month(2026, 10)
PRODUCT, CARRIER = Ref(2, "M1", "进口模块"), Ref(3, "91", "物流公司")


def refused(**said: object) -> list[tuple]:
    item = SpecialItem(
        key="1", item="样机", amount=said.pop("amount", Amount(1)), payee=Ref(3, "91", "物流公司")
    )
    told = {
        "month": Month(2026, 11), "prospect": "新程电子", "product": PRODUCT, "use": NEW_CUSTOMER,
        "contract": "A-1", "value": Amount(1), "planned": TODAY + timedelta(days=1), "items": (item,),
        "reason": "首单",
    }  # fmt: skip
    return [each.path for each in application_refusals(NewCustomerApplication(**told | said), TERMS)]


@pytest.mark.parametrize(
    ("said", "paths"),
    [
        ({}, []),
        ({"planned": TODAY}, [("planned",)]),
        ({"planned": TODAY - timedelta(days=1)}, [("planned",)]),
        ({"value": Amount(0)}, [("value",)]),
        ({"amount": Amount(0)}, [("items", 0, "amount")]),
        ({"prospect": "  "}, [("prospect",)]),
        ({"customer": Ref(1, "C1", "甲店")}, [("prospect",)]),
        ({"customer": Ref(1, "C1", "甲店"), "prospect": ""}, []),
    ],
)
def test_r07_3_1_an_application_is_for_one_customer_before_a_contract_that_is_still_to_be_signed(
    said: dict, paths: list[tuple]
) -> None:
    assert refused(**said) == paths


def test_r07_3_1_the_day_of_signing_is_too_late_and_the_day_before_is_not() -> None:
    assert came_too_late(date(2026, 7, 10), date(2026, 7, 10))
    assert came_too_late(date(2026, 7, 11), date(2026, 7, 10))
    assert not came_too_late(date(2026, 7, 10), date(2026, 7, 11))
    assert not came_too_late(date(2026, 7, 10), date(2026, 7, 13))


def test_r07_3_1_signatures_may_come_after_the_contract_unless_the_company_wants_them_before() -> None:
    day = date(2026, 7, 13)
    changed = {"relationship_expense.before_contract": ((date(2026, 1, 1), SIGNED),)}
    strict = TERMS._replace(values=Values(changed))
    assert not checked_too_late(day + timedelta(days=1), day, TERMS)
    assert checked_too_late(day, day, strict) and checked_too_late(day + timedelta(days=1), day, strict)
    assert not checked_too_late(day - timedelta(days=1), day, strict)


def summary_paths(*lines: SummaryLine, month: Month = OCTOBER) -> list[tuple]:
    return [each.path for each in summary_refusals(SummaryTable(month=month, lines=lines), TERMS)]


def line(**said: object) -> SummaryLine:
    told = {
        "key": "1", "application": Ref(7, "K-1", "申请"), "customer": Ref(1, "C1", "甲店"),
        "product": PRODUCT,
        "applied": Amount(10_000), "approved": Amount(10_000), "signed": date(2026, 10, 9),
        "collected": Amount(100_000), "payable": Amount(10_000),
    }  # fmt: skip
    return SummaryLine(**told | said)


@pytest.mark.parametrize(
    ("said", "paths"),
    [
        ({}, []),
        ({"payable": Amount(10_001)}, [("lines", 0, "payable")]),
        ({"payable": Amount(-1)}, [("lines", 0, "payable")]),
        ({"payable": Amount(0)}, []),
        ({"signed": None}, [("lines", 0, "payable")]),
        ({"signed": None, "payable": Amount(0)}, []),
    ],
)
def test_r07_3_1_nothing_is_paid_out_before_the_contract_nor_more_than_was_approved(
    said: dict, paths: list[tuple]
) -> None:
    assert summary_paths(line(**said)) == paths


def test_r07_2_1_a_summary_is_of_a_month_that_is_over_and_may_be_empty() -> None:
    assert summary_paths() == []
    assert summary_paths(month=Month(2026, 11)) == [("month",)]
    assert summary_paths(line(), line(key="2")) == [("lines", 1, "application")]
