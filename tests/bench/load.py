"""Load: 50 requests a second of every kind over a million documents, for MINUTES (5): `make load`.

Arrivals are fixed ahead. Some clients are slow (1 KB a second), and one web process is killed in the middle.
A GET that was in its hands is asked again; a POST is repeated with the key of its form: both are counted.
The worker does not run: papers are printed behind, by a process of lower rank. ENGINES names databases.
"""

import os
import random
import signal
import sys
import threading
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

from tests.bench.acts import Actors, Mix
from tests.bench.building.big import built
from tests.bench.lines import Arrival, arriving, percentile
from tests.bench.slow import slow_clients
from tests.bench.told import Table, machine, write
from tests.servers import web_server

DOCUMENTS, RATE, HANDS, SLOW, SEED = int(os.environ.get("DOCUMENTS", "1000000")), 50, 48, 4, 7
MOST_MS, MINUTES = 300, float(os.environ.get("MINUTES", "5"))
ENGINES = os.environ.get("ENGINES", "sqlite postgresql").split()


def main() -> None:
    """On each database; what came of one is written before the next begins."""
    sys.exit(not all([held(engine) for engine in ENGINES]))


def held(engine: str) -> bool:
    """Whether one database held, which is written down."""
    table, told = under_load(engine), machine([built(DOCUMENTS, engine)])
    write(f"Load on {engine}: {RATE} requests a second for {MINUTES:g} minutes", told, [table])
    print(table.text(), flush=True)
    return table.good


def under_load(engine: str) -> Table:
    """One run: everybody signs in before, then the arrivals."""
    found = built(DOCUMENTS, engine)
    with web_server(found.settings) as port:
        actors = Actors.on(found.settings, port)
        mix = Mix(actors, random.Random(SEED))  # noqa: S311 - the same each time
        number = int(RATE * 60 * MINUTES)
        arrivals = [Arrival(n / RATE, *drawn(mix)) for n in range(number)]
        killer = threading.Timer(30 * MINUTES, kill_one)
        killer.start()
        with slow_clients(port, actors, SLOW) as slow:
            spent = arriving(arrivals, port, HANDS)
        killer.join()
    return table_of(engine, spent, mix, slow.done, slow.lost)


def drawn(mix: Mix) -> tuple[partial[None], str]:
    """What comes next, and its kind."""
    kind = mix.draw()
    return partial(mix.act, kind), kind


def kill_one() -> None:
    """One process of the web server ends without a word."""
    [server] = [pid for pid in children(os.getpid()) if "granian" in Path(f"/proc/{pid}/cmdline").read_text()]
    os.kill(children(server)[-1], signal.SIGKILL)


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):
            found += map(int, (task / "children").read_text().split())
    return sorted(found)


def table_of(engine: str, spent: list[tuple[str, float]], mix: Mix, slow: int, lost: int) -> Table:
    """What came of it."""
    table = Table(
        f"On {engine}", ("what", "requests", "p50 ms", "p95 ms"), f"p95 below {MOST_MS} ms, no error"
    )
    kinds = sorted({kind for kind, _ in spent})
    for kind in (*kinds, "all"):
        took = [seconds for each, seconds in spent if kind in (each, "all")]
        late = percentile(took, 95)
        good = late < MOST_MS or kind != "all"
        table.add(good, kind, len(took), f"{percentile(took, 50):.0f}", f"{late:.0f}")
    table.add(not mix.errors, "errors", len(mix.errors), "; ".join(mix.errors[:3]), "")
    table.add(
        True, "asked again after the kill: GET, POST", f"{mix.again['GET']}, {mix.again['POST']}", "", ""
    )
    table.add(lost <= SLOW, "slow clients: done, cut off by the kill", f"{slow}, {lost}", "", "")
    return table


if __name__ == "__main__":
    began = time.perf_counter()
    try:
        main()
    finally:
        print(f"{time.perf_counter() - began:.0f} s")
