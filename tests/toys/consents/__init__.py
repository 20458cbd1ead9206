"""R97 会商办法, a toy: papers that several people decide together, one form for each way of doing so."""

from datetime import date

from portal.core.edition import Edition
from portal.core.regulation import Regulation

EDITIONS = (Edition("2026年版", date(2026, 1, 1)),)
REGULATION = Regulation("consents", "R97", "会商办法", EDITIONS, "行政部")
