"""R02, R10, R12 客户投诉管理: three copies of one text on complaints about products, each with its policy.

Read on in this order: policies, clauses, parameters, facts, rules, flows, documents, operations. What a file
declares stands there by the code of its regulation.
"""

from datetime import date

from portal.core.edition import Edition
from portal.core.regulation import Regulation

EDITIONS = (Edition("2026年版", date(2026, 1, 1)),)
REGULATIONS = (
    Regulation("product_complaints", "R10", "客户投诉管理制度模板", EDITIONS, "总经理室生产管理组"),
    Regulation("product_complaints_copy", "R02", "客户投诉管理规章制度", EDITIONS, "总经理室生产管理组"),
    Regulation("enterprise_complaints", "R12", "企业客户投诉管理制度", EDITIONS, "总经理室生产管理室"),
)
