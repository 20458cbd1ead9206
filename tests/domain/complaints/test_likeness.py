"""R10 §7.3: when a complaint may be one that is open already, on both sides of each boundary."""

from datetime import date, timedelta

import pytest

from portal.domain.complaints.likeness import Known, Same, Told, alike

DAY = date(2026, 11, 23)
KNOWN = Known(7, "KS10-202611-001", "模块 M1", "DD-1", DAY - timedelta(days=60))
SAME = Same(known_by="同一订单", about="同一品种")


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (Told("", "", DAY), None),
        (Told("", "dd 1", DAY), "同一订单"),
        (Told("", "DD-2", DAY), None),
        (Told("", "--", DAY), None),
        (Told("模块 M1", "", DAY), "同一品种"),
        (Told("模块 M2", "", DAY), None),
        (Told("", "", KNOWN.received + timedelta(days=30)), "30 天内接到"),
        (Told("", "", KNOWN.received + timedelta(days=31)), None),
        (Told("", "", KNOWN.received - timedelta(days=30)), "30 天内接到"),
        (Told("", "", KNOWN.received - timedelta(days=31)), None),
        (Told("", "", None), None),
    ],
)
def test_r10_7_3_the_same_order_product_or_month_is_likely_the_same_complaint(
    told: Told, why: str | None
) -> None:
    assert [each.why for each in alike(told, [KNOWN], 30, SAME)] == ([why] if why else [])


def test_r10_7_3_a_complaint_without_order_or_product_is_like_none_by_them() -> None:
    bare = KNOWN._replace(about="", known_by="")
    assert alike(Told("", "", DAY), [bare], 30, SAME) == []


def test_what_a_regulation_does_not_ask_for_makes_no_complaint_alike() -> None:
    told = Told("模块 M1", "DD-1", DAY)
    assert [each.why for each in alike(told, [KNOWN], 60, Same())] == ["60 天内接到"]
    assert alike(told, [KNOWN], 59, Same(about="")) == []
