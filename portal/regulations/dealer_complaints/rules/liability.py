"""§6, with what the law leaves of it: heard and published, a part of the wage at most; late is late."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from portal.core.facts import Refusal
from portal.core.instants import last_day, local_day
from portal.core.money import Amount
from portal.core.terms import Terms
from portal.regulations.dealer_complaints.facts import Liability
from portal.regulations.dealer_complaints.facts.words import DELAYED
from portal.regulations.dealer_complaints.parameters import MINIMUM_WAGE, PENALTIES, SHARE

HUNDRED = 100
OFF = "责任处罚没有开通，现在不能提交：要先经民主程序并公示，再由系统管理者改参数。"


def liability_refusals(said: Liability, terms: Terms) -> Iterator[Refusal]:
    """§6.1: no penalties until they are switched on; then no more than the law lets be taken."""
    if not terms.value(PENALTIES):
        yield Refusal((), OFF, "§6.1")
        return
    if said.loss.fen < 0:
        yield Refusal(("loss",), "不能小于 0", "§6.1")
    if said.amount.fen < 0:
        yield Refusal(("amount",), "不能小于 0", "§6.1")
    if said.ground == DELAYED and said.late < 1:
        yield Refusal(("late",), "没有迟提解决办法，就不是处理延误", "§6.2")
    most, why = most_of(said, terms.value(SHARE), terms.value(MINIMUM_WAGE))
    if said.amount.fen > most.fen:
        yield Refusal(("amount",), f"最多 {most}：{why}", "§6.1")


def most_of(said: Liability, share: int, minimum: Amount) -> tuple[Amount, str]:
    """The most that may be taken from a month's wage, and which of the three bounds it is."""
    bounds = {
        "不超过损失金额": said.loss.fen,
        f"不超过当月工资的 {share}%": said.wage.fen * share // HUNDRED,
        f"扣除后不低于最低工资 {minimum}": said.wage.fen - minimum.fen,
    }
    why = min(bounds, key=lambda each: bounds[each])
    return Amount(max(0, bounds[why])), why


def days_late(due: datetime | None, done: datetime, zone: ZoneInfo) -> int:
    """§6.2: how many days after the last day of its limit a solution was proposed, or is not yet."""
    last: date | None = last_day(due, zone) if due else None
    return max(0, (local_day(done, zone) - last).days) if last else 0
