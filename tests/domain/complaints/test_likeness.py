"""R10 §7.3: when a complaint may be one that is open already, on both sides of each boundary."""

from datetime import date, timedelta

import pytest

from portal.domain.complaints.likeness import Known, Told, alike

DAY = date(2026, 11, 23)
KNOWN = Known(7, "KS10-202611-001", 3, "DD-1", DAY - timedelta(days=60))


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (Told(None, "", DAY), None),
        (Told(None, "dd 1", DAY), "同一订单"),
        (Told(None, "DD-2", DAY), None),
        (Told(None, "--", DAY), None),
        (Told(3, "", DAY), "同一品种"),
        (Told(4, "", DAY), None),
        (Told(None, "", KNOWN.received + timedelta(days=30)), "30 天内接到"),
        (Told(None, "", KNOWN.received + timedelta(days=31)), None),
        (Told(None, "", KNOWN.received - timedelta(days=30)), "30 天内接到"),
        (Told(None, "", KNOWN.received - timedelta(days=31)), None),
        (Told(None, "", None), None),
    ],
)
def test_r10_7_3_the_same_order_product_or_month_is_likely_the_same_complaint(
    told: Told, why: str | None
) -> None:
    assert [each.why for each in alike(told, [KNOWN], 30)] == ([why] if why else [])


def test_r10_7_3_a_complaint_without_order_or_product_is_like_none_by_them() -> None:
    bare = KNOWN._replace(product_id=None, order="")
    assert alike(Told(None, "", DAY), [bare], 30) == []
