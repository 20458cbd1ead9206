"""§4(2), §附5: the level of a fault follows from what stood still, and for how long."""

from collections.abc import Iterator
from datetime import datetime

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.domain.operations.levels import Affected, Judged, highest, is_lower, level_of
from portal.domain.operations.windows import MINUTE, Window
from portal.regulations.system_maintenance.facts import AffectedLine, Fault, FaultReport
from portal.regulations.system_maintenance.facts.words import STOOD
from portal.regulations.system_maintenance.rules.changes import hours_on


def began(said: Fault) -> datetime:
    """When a fault began, in the company's time."""
    return datetime.combine(said.day, said.at)


def level_until(said: Fault, now: datetime, terms: Terms) -> Judged:
    """§附5: the level that a fault has reached by now."""
    down, since = said.effect == STOOD, began(said)
    return level_of(
        Affected(said.business, said.important, down, Window(since, max(since, now))), hours_on(terms)
    )


def fault_refusals(said: Fault, terms: Terms) -> Iterator[Refusal]:
    """§4(2): a fault of a day that has come."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§4(2)")


def found_refusals(said: Fault, now: datetime, terms: Terms) -> Iterator[Refusal]:
    """§附5: a fault that has begun, of no lower level than it has reached."""
    if began(said) > now:
        yield Refusal(("at",), "这个时间还没有到", "§4(2)")
        return
    least = level_until(said, now, terms)
    if is_lower(said.level, least.level):
        yield Refusal(("level",), f"不能低于{least.level}：{least.why}", "§附5")


def window_of(line: AffectedLine) -> Window:
    """When a business was affected."""
    begins, ends = datetime.combine(line.from_day, line.from_at), datetime.combine(line.to_day, line.to_at)
    return Window(begins, ends)


def level_of_report(said: FaultReport, terms: Terms) -> Judged:
    """§附5: the highest level of all that was affected."""
    lines = (Affected(e.business, e.important, e.effect == STOOD, window_of(e)) for e in said.affected)
    return highest(lines, hours_on(terms))


def downtime_of(said: FaultReport) -> int:
    """How many minutes passed from the first standstill to the last recovery; 0 where nothing stood still."""
    stood = [window_of(line) for line in said.affected if line.effect == STOOD]
    if not stood:
        return 0
    return (max(each.ends for each in stood) - min(each.begins for each in stood)) // MINUTE


def report_refusals(said: FaultReport, terms: Terms) -> Iterator[Refusal]:
    """§4(2), §附5: a report of what is over, with the level and the downtime that follow from it."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§4(2)")
    wrong = [n for n, line in enumerate(said.affected) if window_of(line).ends <= window_of(line).begins]
    yield from (Refusal(("affected", n, "to_at"), "恢复要晚于开始", "§附5") for n in wrong)
    if wrong:
        return
    least, minutes = level_of_report(said, terms), downtime_of(said)
    if is_lower(said.level, least.level):
        yield Refusal(("level",), f"不能低于{least.level}：{least.why}", "§附5")
    if said.downtime != minutes:
        yield Refusal(("downtime",), f"按下面停运的起止时间是 {minutes} 分钟", "§4(2)")
