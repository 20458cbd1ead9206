"""What R07 fixes in figures, as dated values with their evidence."""

from datetime import date

from portal.core.money import Amount
from portal.core.parameter import Parameter
from portal.regulations.relationship_expense.clauses import LAW

IN_FORCE = date(2000, 1, 1)


def nth(n: int) -> str:
    """A working day by its number, as people say it."""
    return f"第 {n} 个工作日"


ADVANCE_LIMIT = Parameter(
    name="relationship_expense.advance_limit",
    label="每个销售代表未核销借支的限额",
    clause="§3.2",
    evidence="seed",
    unit="元",
    values=((IN_FORCE, Amount(300_000)),),
    words=str,
    least=Amount(0),
    most=Amount(300_000),
)
ADVANCE_OPENS = Parameter(
    name="relationship_expense.advance_opens",
    label="每月从第几个工作日起可以借支",
    clause="§3.2",
    evidence="seed",
    unit="工作日",
    values=((IN_FORCE, 9),),
    words=nth,
    least=9,
    most=15,
)
SETTLED_WITHIN = Parameter(
    name="relationship_expense.settled_within",
    label="借支后多少个工作日内核销",
    clause="§3.2",
    evidence="assumption",
    unit="个工作日",
    values=((IN_FORCE, 10),),
    least=1,
    most=60,
)
FILED_BY = Parameter(
    name="relationship_expense.filed_by",
    label="上月统计表最迟第几个工作日填报",
    clause="§2.1",
    evidence="seed",
    unit="工作日",
    values=((IN_FORCE, 3),),
    words=nth,
    least=1,
    most=10,
)
CHECKED_BY = Parameter(
    name="relationship_expense.checked_by",
    label="上月统计表最迟第几个工作日检核完",
    clause="§2.2",
    evidence="seed",
    unit="工作日",
    values=((IN_FORCE, 8),),
    words=nth,
    least=1,
    most=15,
)
FULL, PROPORTIONAL = 1, 2
PAYOUT = Parameter(
    name="relationship_expense.payout",
    label="回款到什么程度可以兑付",
    clause="§1.2",
    evidence="seed",
    unit="",
    values=((IN_FORCE, FULL),),
    words=lambda mode: {FULL: "全部回款后", PROPORTIONAL: "按回款比例"}.get(mode, str(mode)),
    least=FULL,
    most=PROPORTIONAL,
)

PER_OCCASION = Parameter(
    name="relationship_expense.per_occasion",
    label="用途①②③每人每次（件）的限额",
    clause=LAW,
    evidence="assumption",
    unit="元",
    values=((IN_FORCE, Amount(20_000)),),
    words=str,
    least=Amount(0),
    most=Amount(100_000),
)
PER_YEAR = Parameter(
    name="relationship_expense.per_year",
    label="用途①②③同一客户同一职务每人每年的限额",
    clause=LAW,
    evidence="assumption",
    unit="元",
    values=((IN_FORCE, Amount(50_000)),),
    words=str,
    least=Amount(0),
    most=Amount(300_000),
)
SPOT_CHECKED = Parameter(
    name="relationship_expense.spot_checked",
    label="兑付后抽查几家客户（不足的全查）",
    clause="§3.2",
    evidence="seed",
    unit="家",
    values=((IN_FORCE, 3),),
    least=3,
    most=10,
)

SENT, SIGNED = 1, 2
BEFORE_CONTRACT = Parameter(
    name="relationship_expense.before_contract",
    label="新客户特殊费用申请在签合同之前要做到哪一步",
    clause="§3.1",
    evidence="assumption",
    unit="",
    values=((IN_FORCE, SENT),),
    words=lambda step: {SENT: "提交申请", SIGNED: "检核签字完毕"}.get(step, str(step)),
    least=SENT,
    most=SIGNED,
)

PARAMETERS = (
    ADVANCE_LIMIT, ADVANCE_OPENS, SETTLED_WITHIN, FILED_BY, CHECKED_BY, PAYOUT, PER_OCCASION, PER_YEAR,
    SPOT_CHECKED, BEFORE_CONTRACT,
)  # fmt: skip
