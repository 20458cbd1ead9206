"""§5, §附1, §附4: what report, notice and request for more time must say."""

from collections.abc import Iterator
from datetime import date

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.regulations.bank_complaints.facts import Prolonging, Report, Told
from portal.regulations.bank_complaints.facts.words import (
    BRANCH,
    GROUP,
    HEADQUARTERS,
    REPLIED,
    UNSUITABLE,
    UTTERLY,
    Level,
)

WAYS = {  # how a reply may name each way to go further
    "核查": ("核查", "复核", "复查"),
    "调解": ("调解",),
    "仲裁": ("仲裁",),
    "诉讼": ("诉讼", "起诉", "法院"),
}
OUTSIDE_A_BRANCH = ("总行部室负责人", "服务监督电话")
INVESTIGATORS = {
    "网点员工": "outlet_clerk", "网点负责人": "outlet_head", "客户援助电话": "aid_line_officer",
    "一级行部负责人": "first_branch_head", "总行部室负责人": "bank_department_head",
    "服务监督电话": "supervision_officer",
}  # fmt: skip


def report_refusals(said: Report, terms: Terms) -> Iterator[Refusal]:
    """§附4: the reply names every way to go further; §5: who decides."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§5")
    if said.investigator in OUTSIDE_A_BRANCH and said.decider == BRANCH:
        yield Refusal(("decider",), f"{said.investigator}承办的，由{GROUP}批准", "§5(一)")
    if missing := unnamed(said.reply):
        why = f"答复里要写明不满意时的途径，还缺：{'、'.join(missing)}"
        yield Refusal(("reply",), why, "§附4")
    if said.suitable == UNSUITABLE and not said.unsuitable:
        yield Refusal(("unsuitable",), "不适合回访的，请写原因", "§4(三)")


def unnamed(reply: str) -> list[str]:
    """§附4: the ways to go further that a reply does not name."""
    return [way for way, spoken in WAYS.items() if not any(word in reply for word in spoken)]


def decider_refusals(said: Report, level: Level) -> Iterator[Refusal]:
    """§5(一): what concerns the whole bank is decided by the leading group."""
    if level == HEADQUARTERS and said.decider == BRANCH:
        yield Refusal(("decider",), f"登记的办理层级是总行，由{GROUP}批准", "§5(一)")


def told_refusals(said: Told, terms: Terms) -> Iterator[Refusal]:
    """§附4: with the result the complainant hears how to go further."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§附4")
    if said.matter == REPLIED and not said.ways:
        yield Refusal(("ways",), "告知处理结果时，要同时告知核查、调解、仲裁、诉讼的途径", "§附4")


def prolonging_refusals(said: Prolonging, terms: Terms) -> Iterator[Refusal]:
    """§附1: more than the first extension is for the leading group."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§附1")
    if said.difficulty == UTTERLY and said.decider == BRANCH:
        yield Refusal(("decider",), f"特别复杂的，由{GROUP}批准", "§附1")


def order_refusals(said: Prolonging, before: int) -> Iterator[Refusal]:
    """§附1: the limit is prolonged once, then once more; `before` is how often it was."""
    if said.difficulty == UTTERLY and before == 0:
        yield Refusal(("difficulty",), "先按复杂的延长，还不够时才按特别复杂的再延长", "§附1")
    if said.difficulty != UTTERLY and before > 0:
        yield Refusal(("difficulty",), "已经按复杂的延长过，再延长要按特别复杂的申请", "§附1")
    if said.difficulty == UTTERLY and before > 1:
        yield Refusal(("difficulty",), "已经延长到最长的时限，不能再延长", "§附1")


def in_time_refusals(cell: str, day: date, last: date | None) -> Iterator[Refusal]:
    """§附1: a limit is prolonged, and the complainant told of it, while it runs or stands still."""
    if last and day > last:
        yield Refusal((cell,), f"答复时限 {last} 已经过了，不能再延长", "§附1")
