"""R93 电话值守办法, a toy: a line of each office that is answered day and night, and one with hours."""

from datetime import date

from portal.core.edition import Edition
from portal.core.regulation import Regulation

EDITIONS = (Edition("2026年版", date(2026, 1, 1)),)
REGULATION = Regulation("lines", "R93", "电话值守办法", EDITIONS, "行政部")
