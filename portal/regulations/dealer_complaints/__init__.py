"""R16 客户投诉管理制度: how a car dealer handles complaints, the usual ones and the major ones.

The text begins in the middle of its table of duties; what it leaves open follows sister rules of the trade or
is assumed, each parameter says which.
"""

from datetime import date

from portal.core.edition import Edition
from portal.core.regulation import Regulation

EDITIONS = (Edition("2026年版", date(2026, 1, 1)),)
REGULATION = Regulation("dealer_complaints", "R16", "客户投诉管理制度（汽车经销商）", EDITIONS, "客户关系部")
