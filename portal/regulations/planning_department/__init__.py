"""R08 企划部门管理规定: how the corporate-planning department works, day by day and week by week.

Read on in this order: clauses, parameters, facts, rules, flows, duties, documents, operations.
"""

from datetime import date

from portal.core.edition import Edition
from portal.core.regulation import Regulation

REGULATION = Regulation(
    slug="planning_department",
    code="R08",
    title="企划部门管理规定",
    editions=(Edition("2026年版", date(2026, 1, 1)),),
    owner="企划部",
)
