"""Pages and decisions over a million documents: `make bench`.

Beside each page a bare view that renders the same template with the same values from memory; beside each
decision a bare guarded UPDATE with one audit row; and every page over 1,000 documents and over a million.
Ends with 1 where something is slower than it is to be. Writes docs/benchmarks.md.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from urllib.parse import quote

from flask import Flask

from portal.app import create_app
from tests.bench.building.big import Built, built
from tests.bench.deciding import decide_beside
from tests.bench.lines import Arrival, Wire, arriving, percentile, together
from tests.bench.pages import Sight, sights
from tests.bench.questions import questions_of
from tests.bench.rounds import Compared, Way, compare
from tests.bench.told import Table, machine, write
from tests.races.people import Person
from tests.servers import web_server

SMALL, LARGE = 1_000, 1_000_000
RATIO, GROWTH, MOST_MS, QUESTIONS = 0.5, 1.3, 300, 12
ALIKE = 0.1  # pages of sizes that differ by less show the same
READERS, EACH, ROUNDS = 4, 6, 9
ALONE, GROWING = 4, 25
RATE, SECONDS, HANDS = 20, 30, 16
ENTRY = "tests.bench.entry_big:app"
People = dict[str, Person]


class Place:
    """A running portal on one database, with its people signed in."""

    def __init__(self, found: Built, port: int, app: Flask) -> None:
        self.found, self.port, self.sights = found, port, sights(app)
        self.people: People = {n: Person(port, n) for n in {s.person for s in self.sights}}


@contextmanager
def place(documents: int) -> Iterator[Place]:
    """The portal over so many documents."""
    found = built(documents)
    print(f"{documents:,} documents: built in {found.seconds:.0f} s, {found.megabytes:,} MB", flush=True)
    app = create_app(found.settings)
    with web_server(found.settings, ENTRY) as port:
        yield Place(found, port, app)


def main() -> None:
    """Everything, one after the other, each in rounds beside what it is compared with."""
    numbers = [int(each) for each in sys.argv[1:]] or [SMALL, LARGE]
    with place(numbers[0]) as small, place(numbers[-1]) as large:
        tables = [growth(small, large), beside_bare(large), in_time(large)]
        tables += [questions_of([small.found, large.found], QUESTIONS), decide_beside(large)]
    write("Pages and decisions at size", machine([small.found, large.found]), tables)
    for table in tables:
        print(table.text(), flush=True)
    sys.exit(not all(table.good for table in tables))


def growth(small: Place, large: Place) -> Table:
    """Each page asked for in turn over few and over very many documents, by one reader. Where there is less
    to show on it among few, what it takes to render the rest is no growth."""
    table = Table("Growth", ("page", "1,000 ms", "1,000,000 ms", "times"), f"at most {GROWTH}")
    for few, many in zip(small.sights, large.sights, strict=True):
        ways = [Way(p.found.settings.database_url, asking(p, s)) for p, s in ((large, many), (small, few))]
        found = compare(ways[0], ways[1], GROWING)
        times = found.ours / (found.plain + shows_more(small, few, large, many))
        table.add(
            times <= GROWTH, many.name, each(found.plain, ALONE), each(found.ours, ALONE), f"{times:.2f}"
        )
    return table


def shows_more(small: Place, few: Sight, large: Place, many: Sight) -> float:
    """How much longer the bare view renders the larger page, in seconds; 0 where both show the same."""
    sizes = [size(large, many), size(small, few)]
    if abs(sizes[0] - sizes[1]) < ALIKE * max(sizes):
        return 0.0
    ways = [Way(str(p.port), asking(p, s, bare(s))) for p, s in ((large, many), (small, few))]
    found = compare(ways[0], ways[1], GROWING)
    return found.ours - found.plain


def size(where: Place, sight: Sight) -> int:
    """How long a page is."""
    return len(Wire(where.port).ask(where.people[sight.person], "GET", sight.path).body)


def bare(sight: Sight) -> str:
    """The address of the bare view of a page."""
    return f"/bare-page?of={quote(sight.path)}"


def asking(where: Place, sight: Sight, path: str = "") -> Callable[[], object]:
    """Ask for a page, or for its bare view, a few times on one connection."""
    wire, person = Wire(where.port), where.people[sight.person]

    def ask() -> None:
        for _ in range(ALONE):
            reply = wire.ask(person, "GET", path or sight.path)
            assert reply.status == 200, (sight, reply.status)

    return ask


def beside_bare(large: Place) -> Table:
    """How many of each page there are in a second, beside the bare view."""
    columns = ("page", "a second", "bare", "ratio")
    table = Table("Requests a second, four readers", columns, f"at least {RATIO}")
    for sight in large.sights:
        require_same(large, sight, bare(sight))
        found = compare(
            Way("ours", partial(readers, large, sight, sight.path)),
            Way("bare", partial(readers, large, sight, bare(sight))), ROUNDS,
        )  # fmt: skip
        table.add(found.ratio >= RATIO, sight.name, *paces(found, READERS * EACH), f"{found.ratio:.2f}")
    return table


def require_same(large: Place, sight: Sight, address: str) -> None:
    """The bare view sends the same page, in both processes."""
    wire, person = Wire(large.port), large.people[sight.person]
    ours = len(wire.ask(person, "GET", sight.path).body)
    for _ in range(8):
        theirs = wire.ask(person, "GET", address)
        assert theirs.status == 200 and abs(len(theirs.body) - ours) < 600, (sight, ours, len(theirs.body))


def readers(large: Place, sight: Sight, path: str) -> None:
    """Several readers at once, each a few times."""

    def read() -> None:
        wire = Wire(large.port)
        for _ in range(EACH):
            assert wire.ask(large.people[sight.person], "GET", path).status == 200, path
        wire.connection.close()

    together([read] * READERS)


def in_time(large: Place) -> Table:
    """All pages mixed, so many a second at moments fixed ahead: how long a reader waits."""
    title = f"Waiting, {RATE} pages a second mixed, arrivals fixed ahead"
    table = Table(title, ("pages", "requests", "p50 ms", "p95 ms"), f"p95 below {MOST_MS} ms")
    spent: dict[str, list[float]] = {}
    turn = count()

    def reading(sight: Sight, at: float) -> Callable[[Wire], object]:
        def ask(wire: Wire) -> None:
            assert wire.ask(large.people[sight.person], "GET", sight.path).status == 200, sight

        return ask

    arrivals = []
    for number in range(RATE * SECONDS):
        sight = large.sights[next(turn) % len(large.sights)]
        arrivals.append(Arrival(number / RATE, reading(sight, number / RATE), sight.kind))
    for kind, took in arriving(arrivals, large.port, HANDS):
        spent.setdefault(kind, []).append(took)
    for kind, took in spent.items():
        late = percentile(took, 95)
        table.add(late < MOST_MS, kind, len(took), f"{percentile(took, 50):.0f}", f"{late:.0f}")
    return table


def each(seconds: float, times: int) -> str:
    return f"{1000 * seconds / times:.1f}"


def paces(found: Compared, times: int) -> tuple[str, str]:
    return f"{times / found.ours:.0f}", f"{times / found.plain:.0f}"


if __name__ == "__main__":
    main()
