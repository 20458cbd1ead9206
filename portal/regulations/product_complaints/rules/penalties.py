"""§12, with what the law leaves of it: heard and published, a share of the loss, a fifth of the wage."""

from collections.abc import Callable, Iterator

from portal.core.facts import Refusal
from portal.core.money import Amount
from portal.core.terms import Terms
from portal.regulations.product_complaints.facts import Penalty
from portal.regulations.product_complaints.parameters import Parameters

HUNDRED = 100
OFF = "责任人员处分没有开通，现在不能提交：要先经民主程序并公示，再由系统管理者改参数。"


def penalty_refusals(parameters: Parameters) -> Callable[[Penalty, Terms], Iterator[Refusal]]:
    """The rules of a policy's penalties: none, until they are switched on."""

    def refusals(said: Penalty, terms: Terms) -> Iterator[Refusal]:
        if not terms.value(parameters.penalties):
            yield Refusal((), OFF, "§12")
            return
        if not said.unit:
            yield Refusal(("unit",), "请选责任单位", "§12")
        if said.points > said.total:
            yield Refusal(("points",), f"不能多于责任单位的合计 {said.total}", "§12")
        if said.amount.fen < 0:
            yield Refusal(("amount",), "不能小于 0", "§12")
        most, why = most_of(said, terms.value(parameters.share), terms.value(parameters.minimum_wage))
        if said.amount.fen > most.fen:
            yield Refusal(("amount",), f"最多 {most}：{why}", "§12")

    return refusals


def most_of(said: Penalty, share: int, minimum: Amount) -> tuple[Amount, str]:
    """The most that may be taken from a month's wage, and which of the three bounds it is."""
    bounds = {
        f"损失按基点分摊（{said.points}/{said.total}）": said.loss.fen * said.points // said.total,
        f"不超过当月工资的 {share}%": said.wage.fen * share // HUNDRED,
        f"扣除后不低于最低工资 {minimum}": said.wage.fen - minimum.fen,
    }
    why = min(bounds, key=lambda each: bounds[each])
    return Amount(max(0, bounds[why])), why
