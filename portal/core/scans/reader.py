"""Asking the reading process."""

from typing import cast

from portal.core.jobs.warm import Died, WarmProcess
from portal.core.scans.job import Bind, Fault, InkFound, LookForInk, PageRead, ReadPage

SECONDS = 60


class CannotRead(Exception):
    """What was given cannot be read; another try would end the same way. The message says why."""


class NotRead(Exception):
    """The process died of it, or took too long; another try may do."""


class Reader(WarmProcess):
    """The process that reads pictures."""

    def __init__(self, seconds: float = SECONDS) -> None:
        super().__init__("portal.core.scans.process", seconds)

    def page(self, asked: ReadPage) -> PageRead:
        """A page as it was read; raises CannotRead, NotRead."""
        return cast(PageRead, self.answer(asked))

    def ink(self, asked: LookForInk) -> InkFound:
        """What is in the signature boxes of a page; raises CannotRead, NotRead."""
        return cast(InkFound, self.answer(asked))

    def bound(self, asked: Bind) -> bytes:
        """The PDF of pictures; raises CannotRead, NotRead."""
        return cast(bytes, self.answer(asked))

    def answer(self, asked: Bind | LookForInk | ReadPage) -> object:
        """What the process answers; raises CannotRead, NotRead."""
        try:
            answer = self.ask(asked)
        except Died as fault:
            raise NotRead(str(fault)) from None
        if isinstance(answer, Fault):
            raise CannotRead(answer.words)
        return answer


_reader = Reader()


def reader() -> Reader:
    """The process of this worker."""
    return _reader
