"""Two ways to do the same, measured in turn: A B A B …, so that whatever else the machine does meets both."""

import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple


class Way(NamedTuple):
    """One way to do something: its name, and doing it once."""

    name: str
    once: Callable[[], object]


class Compared(NamedTuple):
    """How long each way took in the middle, in seconds, and how much it does beside the plain one."""

    ours: float
    plain: float

    @property
    def ratio(self) -> float:
        """Ours as a share of the plain one's pace."""
        return self.plain / self.ours


def compare(ours: Way, plain: Way, rounds: int) -> Compared:
    """Rounds of both, after one of each that does not count; who begins changes each time."""
    ours.once(), plain.once()
    took: dict[str, list[float]] = {ours.name: [], plain.name: []}
    for number in range(rounds):
        for way in (ours, plain) if number % 2 else (plain, ours):
            began = time.perf_counter()
            way.once()
            took[way.name].append(time.perf_counter() - began)
    return Compared(median(took[ours.name]), median(took[plain.name]))


def told(what: str, found: Compared, each: int, unit: str, wanted: float) -> bool:
    """Print a line, and say whether the ratio is as wanted."""
    enough = found.ratio >= wanted
    mark = "ok" if enough else "MISSED"
    pace = f"{each / found.ours:8.1f} beside {each / found.plain:8.1f} {unit}"
    print(f"{what:<34} {pace}   ratio {found.ratio:.2f} (wanted {wanted}) {mark}", flush=True)
    return enough
