"""R01 客户维护管理制度: how account managers visit and look after customers.

Read on in this order: clauses, parameters, facts, rules, flows, duties, documents, operations.
"""

from datetime import date

from portal.core.edition import Edition
from portal.core.regulation import Regulation

REGULATION = Regulation(
    slug="customer_maintenance",
    code="R01",
    title="客户维护管理制度",
    editions=(Edition("2026年版", date(2026, 1, 1)),),
    owner="销售部",
)
