"""Entering contracts and correcting them; what hangs on a signing day is decided anew each time."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal.core.approval.hooks import entered
from portal.core.audit.chain import record
from portal.core.instants import Moment
from portal.domain.expenses.models import Contract
from portal.extensions import db, hold, insert_once

SAID = ("number", "customer", "customer_id", "fen", "signed_at")
REGISTER = "contract"


class Agreed(NamedTuple):
    """What somebody enters: number, with whom, what it is worth, when it was signed."""

    number: str
    customer: str
    customer_id: int | None
    fen: int
    signed_at: datetime


class NumberTaken(ValueError):
    """Another contract has a number that was entered; its position among those entered."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


def enter_contracts(agreed: Sequence[Agreed], person_id: int, moment: Moment) -> int:
    """Enter new contracts, all or none; raises NumberTaken. Returns how many."""
    for position, each in enumerate(agreed):
        if not insert_once(Contract, **each._asdict(), entered_by=person_id, version=1):
            raise NumberTaken(position)
        row = db.session.scalars(select(Contract).filter_by(number=each.number)).one()
        record(stream(row), "contract:entered", person_id, moment.at, **told(each))
        entered(REGISTER, row.id, person_id, moment)
    return len(agreed)


def correct_contract(contract_id: int, said: Agreed, reason: str, person_id: int, moment: Moment) -> bool:
    """Correct a contract for a reason; what stood before stays in the chain. Raises NumberTaken; False where
    nothing is different."""
    row = hold(Contract, id=contract_id)
    if row is None:
        raise LookupError(contract_id)
    before = Agreed(*(getattr(row, name) for name in SAID))
    if before == said:
        return False
    change(row, said)
    old, new = told(before), told(said)
    changes = {name: [old[name], new[name]] for name in SAID if old[name] != new[name]}
    record(stream(row), "contract:corrected", person_id, moment.at, changes=changes, reason=reason)
    entered(REGISTER, row.id, person_id, moment)
    return True


def change(row: Contract, said: Agreed) -> None:
    """Store what a contract says now; raises NumberTaken."""
    try:
        with db.session.begin_nested():
            for name, value in said._asdict().items():
                setattr(row, name, value)
            row.version += 1
    except IntegrityError:
        raise NumberTaken(0) from None


def told(agreed: Agreed) -> dict[str, object]:
    """A contract for the chain."""
    return agreed._asdict() | {"signed_at": agreed.signed_at.isoformat()}


def stream(row: Contract) -> str:
    """The contract's stream in the audit chain."""
    return f"contract:{row.id}"
