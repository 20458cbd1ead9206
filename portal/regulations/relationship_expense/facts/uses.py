"""What relationship expenses are for (the draft's five uses), and how they may be spent."""

from typing import Literal

BUYER, LEADERS, EXECUTIVES = "①客户采购员", "②客户采购部领导", "③客户主管采购的公司领导"
NEW_CUSTOMER, ACTIVITY = "④争取新客户的特殊费用", "⑤客户活动、推广会及联谊"
THEIR_PEOPLE = (BUYER, LEADERS, EXECUTIVES)
HOSPITALITY, PROMOTION, PURCHASE = "商务接待", "带本公司标识的宣传品", "场地、印刷、运输等对外采购"
Use = Literal[
    "①客户采购员",
    "②客户采购部领导",
    "③客户主管采购的公司领导",
    "④争取新客户的特殊费用",
    "⑤客户活动、推广会及联谊",
]

Way = Literal["商务接待", "带本公司标识的宣传品", "场地、印刷、运输等对外采购"]
