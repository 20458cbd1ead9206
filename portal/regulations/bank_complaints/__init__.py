"""R06 银行客户投诉管理制度: three lines that answer as one, a reply within the law's days, who keeps away.

The text breaks off in its fifth article; what a bank owes besides follows the national rules on complaints of
consumers as the public tells them (clauses §附1 to §附5).
"""

from datetime import date

from portal.core.edition import Edition
from portal.core.regulation import Regulation

EDITIONS = (Edition("2026年版", date(2026, 1, 1)),)
REGULATION = Regulation("bank_complaints", "R06", "银行客户投诉管理制度", EDITIONS, "总行人力资源部")
