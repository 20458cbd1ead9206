"""Everything that core can recompute, in the order in which it is told."""

from collections.abc import Iterator
from itertools import chain

from portal.core.audit.chain import faults as of_chains
from portal.core.proof import destroyed, documents, files, seals
from portal.core.proof.destroyed import destroyed_before
from portal.core.proof.fault import Fault


def faults() -> Iterator[Fault]:
    """What is wrong, found one by one."""
    return chain(chains(), seals.faults(), documents.faults(), destroyed.faults(), files.faults())


def chains() -> Iterator[Fault]:
    """The first fault of every stream that has one."""
    return (Fault.of("审计记录", fault) for fault in of_chains(destroyed_before()))
