"""R98 设备报修办法, a toy: a case with a paper in it, a report over both, and two static pages."""

from datetime import date

from portal.core.edition import Edition
from portal.core.regulation import Regulation

EDITIONS = (Edition("2026年版", date(2026, 1, 1)),)
REGULATION = Regulation("repairs", "R98", "设备报修办法", EDITIONS, "行政部")
