"""R94 督办办法, a toy: papers whose cells say in which department, or by whom, they are signed."""

from datetime import date

from portal.core.edition import Edition
from portal.core.regulation import Regulation

EDITIONS = (Edition("2026年版", date(2026, 1, 1)),)
REGULATION = Regulation("errands", "R94", "督办办法", EDITIONS, "行政部")
