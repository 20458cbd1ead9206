"""§4, §7: what was deployed, and who was trained."""

from collections.abc import Iterator

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.regulations.operations_manual.facts import FAILED, SUCCEEDED, Deployment, Trainee, Training
from portal.regulations.operations_manual.rules.passwords import secret_refusals

FULL = 100  # the highest score
TOO_HIGH = f"最高 {FULL} 分"


def deployment_refusals(said: Deployment, terms: Terms) -> Iterator[Refusal]:
    """§4: done on a day that has come; it worked only if every check did; no password is written down."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§4")
    for n, line in enumerate(said.lines):
        if line.result == FAILED and said.outcome == SUCCEEDED:
            yield Refusal(("lines", n, "result"), "检查没有通过，结果不能填成功", "§4")
    yield from secret_refusals(said, "§3.3.2")


def training_refusals(said: Training, terms: Terms) -> Iterator[Refusal]:
    """§7: held on a day that has come; each stands once, and leaves his signature to the print."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§7")
    if said.passing is not None and said.passing > FULL:
        yield Refusal(("passing",), TOO_HIGH, "§7")
    people = [line.person.id for line in said.lines]
    for n, line in enumerate(said.lines):
        if line.person.id in people[:n]:
            yield Refusal(("lines", n, "person"), "这个人已经在上面", "§7")
        if why := wrong_score(line, said.passing is not None):
            yield Refusal(("lines", n, "score"), why, "§7")
        if line.signed:
            yield Refusal(("lines", n, "signed"), "打印后由本人手签，这里空着", "§7")


def wrong_score(line: Trainee, tested: bool) -> str:
    """§7: why a score does not stand: whoever came has one where there was a test, nobody else."""
    if line.score is None:
        return "有合格分数的，到场的都要填成绩" if line.present and tested else ""
    if not line.present:
        return "没有到场的不填成绩"
    return TOO_HIGH if line.score > FULL else ""


def passed(said: Training) -> int:
    """§7: how many reached the score; all who came where there is none."""
    return sum(line.present and (line.score or 0) >= (said.passing or 0) for line in said.lines)
