"""R09 运行维护管理体系和制度规范: the service desk, incidents and work orders of an IT unit.

Of the text only the contents page and two articles are known; what the forms ask for, who does it and how
soon follows what is usual in the trade, each parameter says so.
"""

from datetime import date

from portal.core.edition import Edition
from portal.core.regulation import Regulation

EDITIONS = (Edition("2026年版", date(2026, 1, 1)),)
REGULATION = Regulation("it_service", "R09", "运行维护管理体系和制度规范", EDITIONS, "运行维护部")
