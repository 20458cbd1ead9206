"""R18 运维维护管理制度 (系统运维培训手册): how systems are deployed, watched and kept, and people trained.

Only the cover and the contents page are known; what the forms ask for and who signs is assumed.
"""

from datetime import date

from portal.core.edition import Edition
from portal.core.regulation import Regulation

EDITIONS = (Edition("2026年版", date(2026, 1, 1)),)
REGULATION = Regulation("operations_manual", "R18", "运维维护管理制度", EDITIONS, "运行维护部")
