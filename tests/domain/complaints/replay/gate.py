"""Closing a case and opening it again, whether it may be or not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import pytest

from portal.core.approval.hooks import Refused
from portal.core.cases.operations import Act, NoSuchAct, act_on
from portal.core.desk.moment import this_moment
from portal.core.documents.case_files import newest_position
from portal.extensions import writing
from tests.domain.complaints.acts import acting, move, stage
from tests.domain.complaints.replay.way import Way


class Closed(Exception):
    """The case is closed: what was still to come does not."""


@dataclass
class Gate(Way):
    """What whoever keeps the register does with a case by hand.

    `ROLE` is what he acts as, `ON` where he moves a case on to, `LAST` the only stage from which it is
    closed, `AGAIN` the one at which it is opened again. `errands` are the papers beside the main one.
    """

    ROLE: ClassVar[str]
    ON: ClassVar[Mapping[str, str]]
    LAST: ClassVar[str]
    AGAIN: ClassVar[str]
    errands: list[Iterator[None]] = field(default_factory=list)
    left: int = 2

    def turn_to(self, to: str) -> None:
        self.book.stage = to

    def move(self, to: str) -> None:
        move(self.book.case_id, to, acting(self.KEEPER, self.ROLE))

    def move_on(self) -> None:
        """The keeper moves the case on by hand."""
        to = self.ON[self.book.stage]
        self.move(to)
        self.turn_to(to)

    def try_to_close(self) -> None:
        """The case closes if, and only if, nothing keeps it open; raises Closed."""
        if self.book.stage in self.ON and self.chance(0.6):
            self.move_on()
        missing = self.book.missing()
        if self.book.stage != self.LAST:
            with pytest.raises(NoSuchAct):
                self.move("closed")
            self.counts["closings not offered"] += 1
        elif missing:
            with pytest.raises(Refused) as found:
                self.move("closed")
            assert sorted(refusal.clause for refusal in found.value.refusals) == missing
            self.counts["closings refused"] += 1
            self.counts.update(f"refused by {clause}" for clause in set(missing))
        else:
            self.move("closed")
            self.book.close(this_moment().at)
            self.counts["closed"] += 1
        assert stage(self.book.case_id) == self.book.stage
        if self.book.stage == "closed":
            raise Closed

    def open_again(self) -> None:
        """The keeper opens the case again."""
        act = Act("reopened", self.AGAIN, "客户又来电", newest_position(self.book.case_id))
        with writing():
            act_on(self.book.case_id, act, acting(self.KEEPER, self.ROLE), this_moment())
        self.turn_to(self.AGAIN)
        self.left, self.errands = 2, []
        self.counts["opened again"] += 1
