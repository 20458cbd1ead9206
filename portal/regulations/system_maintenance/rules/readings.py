"""§4(1), §附4: what is read lies within its limits, or asks for a fault."""

from collections.abc import Iterator, Sequence

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.domain.operations.monitoring.bounds import NORMAL, OUTSIDE, is_outside
from portal.regulations.system_maintenance.facts import CheckLine, InspectionPaper, LogLine, OperationLog

Lines = Sequence[CheckLine | LogLine]


def asks_for_a_fault(line: CheckLine | LogLine) -> bool:
    """§4(1): its value lies outside its limits, or whoever looked says so."""
    return line.state == OUTSIDE or is_outside(line.value, line.low, line.high)


def is_read(line: CheckLine | LogLine) -> bool:
    """Whether a line says a value, or how it is."""
    return line.value is not None or bool(line.state)


def limit_refusals(lines: Lines, clause: str) -> Iterator[Refusal]:
    """Limits that hold together, and no word of 正常 on a value outside them."""
    for n, line in enumerate(lines):
        if line.low and line.high and line.low.value > line.high.value:
            yield Refusal(("lines", n, "high"), "上限不能小于下限", clause)
        elif line.state == NORMAL and is_outside(line.value, line.low, line.high):
            yield Refusal(("lines", n, "state"), "值超出范围，不能填正常", clause)


def unread_refusals(lines: Lines, clause: str) -> Iterator[Refusal]:
    """Every line was looked at."""
    for n, line in enumerate(lines):
        if not is_read(line):
            yield Refusal(("lines", n, "value"), "请填值，或者选情况", clause)


def log_refusals(said: OperationLog, terms: Terms) -> Iterator[Refusal]:
    """§4(1): a log of a day that has come, each line read."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§4(1)")
    yield from limit_refusals(said.lines, "§4(1)")
    yield from unread_refusals(said.lines, "§4(1)")


def inspection_refusals(said: InspectionPaper, terms: Terms) -> Iterator[Refusal]:
    """§附4: an inspection done on a day that has come."""
    yield from limit_refusals(said.lines, "§附4")
    if said.done_on and said.done_on > terms.day:
        yield Refusal(("done_on",), "这一天还没有到", "§附4")


def notice_refusals(said: InspectionPaper) -> Iterator[Refusal]:
    """§附4: a notice that is issued has no values yet."""
    for n, line in enumerate(said.lines):
        if is_read(line):
            yield Refusal(("lines", n, "value"), "发通知时不填值，由巡检部门填", "§附4")
