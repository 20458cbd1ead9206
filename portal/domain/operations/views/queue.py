"""Page: the open incidents by the time that is left."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import render_template

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.calendar.counted import length_words
from portal.core.cases.by_due import place_of
from portal.core.clocks.models import Clock
from portal.core.desk.moment import terms
from portal.core.instants import local_text
from portal.core.web.context import catalogue, now, today, zone
from portal.core.web.posted import asked
from portal.domain.operations.panels import WORKS
from portal.domain.operations.priority import PRIORITIES
from portal.domain.operations.queue import Filter, Row, clocks, queue
from portal.domain.operations.views.blueprint import blueprint


class Left(NamedTuple):
    """What is said of the limit that ends next."""

    words: str
    name: str = ""
    until: str = ""
    late: bool = False


@blueprint.get("/incidents")
@allow(WORKS)
def queue_page() -> str:
    """All of them, or one's own, or those of one level."""
    level = asked("level") if asked("level") in PRIORITIES else ""
    only_mine = asked("mine") == "1"
    wanted = Filter(level, visitor().person_id if only_mine else None)
    rows, more = queue(visitor().person_id, today(), wanted, place_of(asked("after")[:60]))
    running = clocks([row.incident.case_id for row in rows])
    shown = [(row, left(running.get(row.incident.case_id, ())), stage(row)) for row in rows]
    said = {"rows": shown, "more": more.told() if more else "", "level": level, "only_mine": only_mine}
    return render_template("domain/operations/queue.html", **said, levels=("", *PRIORITIES))


def left(found: Sequence[Clock]) -> Left:
    """How much working time is left of the limit that ends next, in the service hours that it runs in."""
    if not found:
        return Left("没有在走的期限")
    clock = found[0]
    if clock.due_at is None:
        return Left(f"暂停：{clock.running.pauses[-1].reason}", clock.name)
    work = terms().of_unit(clock.unit_id).working_time
    late = clock.overdue(now())
    length = length_words(abs(work.between(now(), clock.due_at)))
    words = f"超 {length}" if late else f"还剩 {length}"
    return Left(words.partition("分")[0] + "分" if "分" in words else words, clock.name, until(clock), late)


def until(clock: Clock) -> str:
    """When a limit is over, as people read it."""
    return local_text(clock.due_at, zone())[5:] if clock.due_at else ""


def stage(row: Row) -> str:
    """The stage as people read it."""
    document = row.incident.document
    case = catalogue().type(document.type).case
    return case.label(document.stage or "") if case else ""
