"""`portal verify`: everything that can be recomputed is, and the first fault of each kind is told."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain

from portal.core.approval.overrides import faults as left_out
from portal.core.parameters.queries import faults as unreadable
from portal.core.proof import whole
from portal.core.proof.fault import Fault
from portal.core.web.context import catalogue
from portal.domain.ledger.queries import faults as unbalanced

Say = Callable[[str], object]


def faults() -> Iterator[Fault]:
    """What is wrong, found one by one."""
    known = catalogue()
    settings = chain(unreadable(known.parameters()), left_out(known.types()))
    return chain(
        whole.faults(),
        (Fault.of("账务", fault) for fault in unbalanced()),
        (Fault.of("设置", fault) for fault in settings),
    )


def tell(every: bool, say: Say) -> int:
    """Say the first fault of each kind with how many more there are, or every one; returns how many faults
    there are, without what is harmless."""
    firsts, counts = dict[str, Fault](), Counter[str]()
    for fault in faults():
        firsts.setdefault(fault.kind, fault)
        counts[fault.kind] += 1
        if every:
            say(line(fault, 0))
    for kind, fault in firsts.items():
        if not every:
            say(line(fault, counts[kind] - 1))
    return sum(counts[kind] for kind, fault in firsts.items() if not fault.harmless)


def line(fault: Fault, more: int) -> str:
    """A fault in one line."""
    mark = "提示：" if fault.harmless else ""
    return f"{mark}{fault}" + (f"（这一类还有 {more} 处）" if more else "")
