"""R05 信息系统运行维护管理制度: how the company and its branches operate and maintain their systems.

Only the first chapter is there; changes, work plans, inspections and fault levels follow sister rules.
"""

from datetime import date

from portal.core.edition import Edition
from portal.core.regulation import Regulation

EDITIONS = (Edition("2026年版", date(2026, 1, 1)),)
REGULATION = Regulation("system_maintenance", "R05", "信息系统运行维护管理制度", EDITIONS, "信息技术部")
