"""Asking the sealing process."""

from datetime import datetime
from typing import cast

from portal.core.company_seal.job import Expiry, Fault, Look, PutOn, Seen
from portal.core.jobs.warm import Died, WarmProcess
from portal.sealing import Sealing

SECONDS = 30
SIGNED = b"/ByteRange"  # every signature says in plain bytes what it covers


class NotSealed(Exception):
    """The seal was not put on; the message says why. A `lasting` fault ends the same way until somebody does
    something."""

    def __init__(self, words: str, lasting: bool = False) -> None:
        super().__init__(words)
        self.lasting = lasting


class NotSeen(Exception):
    """There is a signature, which cannot be read: the PDF is broken, or no PDF at all."""


class Sealer(WarmProcess):
    """The process that seals."""

    def __init__(self, seconds: float = SECONDS) -> None:
        super().__init__("portal.core.company_seal.process", seconds)

    def put_on(self, pdf: bytes, sealing: Sealing) -> bytes:
        """The sealed PDF; raises NotSealed."""
        try:
            answer = self.ask(PutOn(pdf, sealing))
        except Died:
            raise NotSealed(f"时间戳服务 {self.seconds:g} 秒没有回答") from None
        if isinstance(answer, Fault):
            raise NotSealed(*answer)
        return cast(bytes, answer)

    def until(self, sealing: Sealing) -> datetime:
        """Until when the company's certificate is good; raises NotSealed."""
        try:
            answer = self.ask(Expiry(sealing))
        except Died as fault:
            raise NotSealed(str(fault)) from None
        if isinstance(answer, Fault):
            raise NotSealed(*answer)
        return cast(datetime, answer)

    def look(self, pdf: bytes, sealing: Sealing | None) -> tuple[Seen, ...]:
        """The seals on a PDF; raises NotSeen."""
        if SIGNED not in pdf:
            return ()
        try:
            answer = self.ask(Look(pdf, sealing))
        except Died:
            raise NotSeen from None
        if isinstance(answer, Fault):
            raise NotSeen
        return cast(tuple[Seen, ...], answer)


_sealer = Sealer()


def sealer() -> Sealer:
    """The process of this program."""
    return _sealer
