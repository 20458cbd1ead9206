"""R07 客情关系维护费用管理制度（初稿）: a budget for relations, drawn in advance, settled by invoice.

Read on in this order: clauses, parameters, facts, rules, flows, duties, models, documents, operations.
"""

from datetime import date

from portal.core.edition import Edition
from portal.core.regulation import Regulation

REGULATION = Regulation(
    slug="relationship_expense",
    code="R07",
    title="客情关系维护费用管理制度（初稿）",
    editions=(Edition("2026年版", date(2026, 1, 1)),),
    owner="销售部",
)
