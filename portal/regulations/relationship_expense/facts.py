"""What the forms of R07 say."""

from typing import Annotated as A
from typing import Literal

from portal.core.facts import Cell, Facts, Month, Ref, Short, Text
from portal.core.money import Amount

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


class AdvanceSlip(Facts, frozen=True, kw_only=True):
    """F07-4 费用借支单: a representative's cash float, settled against invoices."""

    month: A[Month, Cell("借支月份", "§3.2", 3)]
    account: A[Ref, Cell("专户科目", "§1.4", 5, of="special_account")]
    basis: A[Short, Cell("凭据（附表1编号）", "§3.2", 4)]
    use: A[Use, Cell("用途", "§1.2", 6)]
    way: A[
        Literal["商务接待", "带本公司标识的宣传品", "场地、印刷、运输等对外采购"],
        Cell("用于", "反不正当竞争法§8", 6),
    ]
    amount: A[Amount, Cell("借支金额", "§3.2", 12, capitals=True)]
    reason: A[Text, Cell("事由", "§1.1", 12)]


class AccountOpening(Facts, frozen=True, kw_only=True):
    """F07-6 专户开账单: the special account of a product, with what it holds at the start."""

    month: A[Month, Cell("起始月份", "§1.4", 3)]
    product: A[Ref, Cell("品种", "§1.4", 5, of="product")]
    held: A[Amount, Cell("期初余额", "§1.4", 12, negative=True, capitals=True)]
    remark: A[Text, Cell("说明", "§1.4", 12)] = ""
