"""Visit plans as hypothesis draws them: every text that the fonts can print, 1 to 300 lines."""

import json
import unicodedata
from functools import cache
from itertools import product

from hypothesis import strategies as st

from portal.core.characters import COVERAGE
from portal.core.facts import Month, Ref
from portal.regulations.customer_maintenance.facts import PlanLine, VisitPlan
from tests.core.forms.registers import Names

INVISIBLE = ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")
PRINTABLE = "".join(
    chr(point)
    for first, last in json.loads(COVERAGE.read_text())
    for point in range(first, last + 1)
    if unicodedata.category(chr(point)) not in INVISIBLE
)
GRADE = "ABC"
FEW, FULL = st.integers(1, 12), st.sampled_from((299, 300))
COUNTS = st.one_of(FEW, FEW, FEW, FULL)
NAMES = st.lists(st.text(PRINTABLE, min_size=1, max_size=12), min_size=3, max_size=3)


@cache
def texts(longest: int, also: str = "\t") -> st.SearchStrategy[str]:
    """Words with something to see in them; made once, as hypothesis looks at each of 40,000 letters."""
    return st.text(PRINTABLE + also, min_size=1, max_size=longest).filter(str.strip)


@st.composite
def registers(draw: st.DrawFn) -> Names:
    """Twelve customers with any printable names."""
    names = draw(NAMES)
    refs = [Ref(n, f"E{n:04}", f"{names[n % 3].strip()}行{n}") for n in range(1, 13)]
    return Names(*((ref, GRADE[ref.id % 3]) for ref in refs))


@st.composite
def plans(draw: st.DrawFn, customers: Names) -> VisitPlan:
    """A plan that no rule refuses: each customer at most once a day, all days in the month."""
    month = Month(draw(st.integers(1900, 2199)), draw(st.integers(1, 12)))
    days = [month.first().replace(day=day) for day in (*range(1, 29), draw(st.integers(1, 28)))]
    visits = list(product(sorted(set(days)), customers.entries))
    start, count = draw(st.integers(0, 35)), draw(COUNTS)
    drawn = draw(st.lists(words(), min_size=1, max_size=3))
    lines = [
        PlanLine(key=f"{n:08x}", day=day, customer=ref, grade=grade, **drawn[n % len(drawn)])
        for n, (day, (ref, grade)) in enumerate(visits[start : start + count])
    ]
    return VisitPlan(month=month, lines=tuple(lines), remarks=draw(st.just("") | texts(300, "\n\t")))


def words() -> st.SearchStrategy[dict[str, str | int]]:
    """What a line says besides its day and customer."""
    frequency = st.integers(1, 31)
    long = texts(300, "\n\t")
    return st.fixed_dictionaries({"route": texts(40), "frequency": frequency, "goal": long, "solution": long})
