"""R95 用印办法, a toy: three steps in a row with a password at the last, and a vote."""

from datetime import date

from portal.core.edition import Edition
from portal.core.regulation import Regulation

EDITIONS = (Edition("2026年版", date(2026, 1, 1)),)
REGULATION = Regulation("seals", "R95", "用印办法", EDITIONS, "行政部")
