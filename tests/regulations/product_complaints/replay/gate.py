"""Closing a case and opening it again, whether it may be or not."""

from dataclasses import dataclass

import pytest

from portal.core.approval.hooks import Refused
from portal.core.cases.operations import Act, Acting, NoSuchAct, act_on
from portal.core.desk.moment import this_moment
from portal.core.documents.case_files import newest_position
from portal.demonstration.company import author_of
from portal.extensions import writing
from tests.regulations.product_complaints.complaints import GROUP, move, stage
from tests.regulations.product_complaints.replay.papers import Papers

ON = {"received": "follow_up", "handling": "executing", "executing": "follow_up"}


class Closed(Exception):
    """The case is closed: what was still to come does not."""


@dataclass
class Gate(Papers):
    """What the group does with a case by hand."""

    def move_on(self) -> None:
        """The group moves the case on by hand."""
        to = ON[self.book.stage]
        move(self.book.case_id, to)
        self.turn_to(to)

    def try_to_close(self) -> None:
        """The case closes if, and only if, nothing keeps it open; raises Closed."""
        if self.book.stage in ON and self.chance(0.6):
            self.move_on()
        missing = self.book.missing()
        if self.book.stage != "follow_up":
            with pytest.raises(NoSuchAct):
                move(self.book.case_id, "closed")
            self.counts["closings not offered"] += 1
        elif missing:
            with pytest.raises(Refused) as found:
                move(self.book.case_id, "closed")
            assert sorted(refusal.clause for refusal in found.value.refusals) == missing
            self.counts["closings refused"] += 1
            self.counts.update(f"refused by {clause}" for clause in set(missing))
        else:
            move(self.book.case_id, "closed")
            self.book.close(this_moment().at)
            self.counts["closed"] += 1
        assert stage(self.book.case_id) == self.book.stage
        if self.book.stage == "closed":
            raise Closed

    def open_again(self) -> None:
        """The group opens the case again."""
        act = Act("reopened", "handling", "客户又来电", newest_position(self.book.case_id))
        acting = Acting(author_of(GROUP).person_id, "生产管理组", frozenset({"production_control"}))
        with writing():
            act_on(self.book.case_id, act, acting, this_moment())
        self.turn_to("handling")
        self.left, self.errands = 2, []
        self.counts["opened again"] += 1
