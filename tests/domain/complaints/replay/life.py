"""A complaint lived through by the real operations, as chance has it, at a pace of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from portal.core.desk.moment import this_moment
from tests.domain.complaints.replay.gate import Closed, Gate
from tests.domain.complaints.replay.way import Sheet


@dataclass
class Life(Gate):
    """The life of one case; what is particular to a regulation is said by the last five."""

    pace: int = 1

    def live(self) -> Iterator[timedelta]:
        """From its first line to its last closing."""
        self.take_down()
        try:
            yield from self.rest()
            yield from self.be_handled()
            yield from self.finish()
        except Closed:
            pass
        while self.chance(0.15):
            yield self.wait()
            yield from self.once_more()
        self.compare()

    def once_more(self) -> Iterator[timedelta]:
        """The case is opened again, and sooner or later closed."""
        self.open_again()
        try:
            yield from self.rest()
            yield from self.finish()
        except Closed:
            pass

    def wait(self) -> timedelta:
        """Minutes, hours or days."""
        most = self.random.choice((60, 400, 400, 3000))
        return timedelta(minutes=self.random.randint(1, most * self.pace))

    def rest(self) -> Iterator[timedelta]:
        """Time goes by, and other things happen to the case meanwhile."""
        yield self.wait()
        if self.left and self.chance(0.2):
            self.left -= 1
            self.begin_something()
        self.meanwhile()
        for errand in [each for each in self.errands if self.chance(0.7)]:
            if next(errand, self) is self:
                self.errands.remove(errand)
        self.stand_still()
        if self.chance(0.3):
            self.compare()
        if self.chance(0.2 if self.book.on_way else 0.8):
            self.try_to_close()

    def is_late(self) -> bool:
        """Whether the case is over its limit."""
        limit = self.book.outer()
        due = limit and limit.due()
        return due is not None and due < this_moment().at

    def main(self, sheet: Sheet) -> Iterator[timedelta]:
        """A paper on which the case waits."""
        for _ in self.go(sheet):
            yield from self.rest()

    def finish(self) -> Iterator[timedelta]:
        """Whatever is missing is done, then the case is closed."""
        while self.errands or self.book.missing():
            if not self.errands:
                self.do_what_is_missing()
            yield from self.rest()
        while self.book.stage != self.LAST:
            self.move_on()
        self.try_to_close()

    def take_down(self) -> None:
        """The complaint comes in."""
        raise NotImplementedError

    def be_handled(self) -> Iterator[timedelta]:
        """The main papers go round."""
        raise NotImplementedError

    def begin_something(self) -> None:
        """Some paper beside the main ones."""
        raise NotImplementedError

    def meanwhile(self) -> None:
        """What happens by itself while time goes by."""

    def do_what_is_missing(self) -> None:
        """One of the things that keep the case open."""
        raise NotImplementedError
