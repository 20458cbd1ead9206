"""Pauses of a running clock, and the working time that they take away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from portal.core.calendar.shifts import Stretch

FOREVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Pause:
    """Time that does not count, from an instant (UTC) up to another or, while open, without end; and why."""

    since: datetime
    until: datetime | None
    reason: str

    def __post_init__(self) -> None:
        if not self.reason:
            raise ValueError("a clock is paused for a reason")
        if self.until and self.until < self.since:
            raise ValueError(f"a pause from {self.since} cannot end at {self.until}")

    @property
    def ends(self) -> datetime:
        """Its end, or an instant that never comes."""
        return self.until or FOREVER

    def stops(self, end: datetime) -> bool:
        """Whether it lasts at the end of something: it began before and is not over by then."""
        return self.since < end <= self.ends


def without(stretches: Sequence[Stretch], pauses: Iterable[Pause]) -> Sequence[Stretch]:
    """What the pauses leave of stretches."""
    for pause in pauses:
        stretches = [part for each in stretches for part in _parts(each, pause)]
    return stretches


def _parts(each: Stretch, pause: Pause) -> Iterable[Stretch]:
    before = Stretch(each.begins, min(each.ends, pause.since))
    after = Stretch(max(each.begins, pause.ends), each.ends)
    whole = pause.since == pause.ends or pause.ends <= each.begins or each.ends <= pause.since
    return (each,) if whole else (part for part in (before, after) if part.begins < part.ends)
