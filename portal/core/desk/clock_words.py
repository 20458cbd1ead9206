"""A clock in words: when it is due and why, whether it is overdue, how much of it has run."""

from collections.abc import Iterable
from typing import NamedTuple

from portal.core.calendar import Deadline, Stopped
from portal.core.clocks.models import Clock
from portal.core.desk.moment import terms
from portal.core.web.context import now


class Ticking(NamedTuple):
    """A clock as a page shows it; `told` says how much of it has run, empty once it is stopped."""

    clock: Clock
    deadline: Deadline | Stopped
    overdue: bool
    told: str

    @property
    def name(self) -> str:
        """What runs, where the step beside it does not say so."""
        return "" if self.clock.step_id else self.clock.name


def by_step(clocks: Iterable[Clock]) -> dict[int, Ticking]:
    """The clocks of steps, by the step."""
    return {clock.step_id: shown(clock) for clock in clocks if clock.step_id}


def by_document(clocks: Iterable[Clock]) -> dict[int, list[Ticking]]:
    """The clocks of documents, by the document."""
    found: dict[int, list[Ticking]] = {}
    for clock in clocks:
        found.setdefault(clock.document_id, []).append(shown(clock))
    return found


def shown(clock: Clock) -> Ticking:
    """One clock as pages show it: stopped ones by what was known when they stopped."""
    work, running = terms().of_unit(clock.unit_id).working_time, clock.running
    told = running.told(now(), work) if clock.state == "running" else ""
    return Ticking(clock, running.due(work), clock.overdue(now()), told)
