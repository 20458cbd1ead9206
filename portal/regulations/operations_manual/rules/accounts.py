"""§3.3.2: an account is registered before it is used, and no password is written down."""

from collections.abc import Iterator

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.regulations.operations_manual.facts import ISSUED, AccountPaper, AccountReview
from portal.regulations.operations_manual.rules.passwords import secret_refusals


def account_refusals(said: AccountPaper, terms: Terms) -> Iterator[Refusal]:
    """§3.3.2: of a day that has come; issued from that day on at the earliest, with what it may."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§3.3.2")
    if said.kind == ISSUED and said.since < said.day:
        yield Refusal(("since",), "先登记再使用，不能早于登记的日期", "§3.3.2")
    yield from secret_refusals(said, "§3.3.2")


def review_refusals(said: AccountReview, terms: Terms) -> Iterator[Refusal]:
    """§3.3.2: done, on a day that has come."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§3.3.2")
    if not said.checked:
        yield Refusal(("checked",), "逐个核对以后再提交", "§3.3.2")
    yield from secret_refusals(said, "§3.3.2")


IN_USE = Refusal(("account",), "这个帐号在用，改权限或持有人选变更", "§3.3.2")
NOT_IN_USE = Refusal(("account",), "没有登记过这个在用的帐号，核对系统和帐号的写法", "§3.3.2")


def misses_its_account(said: AccountPaper, in_use: bool) -> Refusal | None:
    """§3.3.2: issued is what is not in use, changed and withdrawn what is."""
    if said.kind == ISSUED:
        return IN_USE if in_use else None
    return None if in_use else NOT_IN_USE


def miscounted(live: int) -> Refusal:
    """§3.3.2: a review is of all accounts in use."""
    return Refusal(("live",), f"登记里在用的是 {live} 个", "§3.3.2")
