"""HTML to PDF in a process of its own, kept warm, with limits on time and memory."""

from typing import Any

from portal.core.jobs.warm import Died, WarmProcess
from portal.core.printing.job import Job

SECONDS = 30
NO_MEMORY = ("MemoryError", "SystemError")


class RenderFailed(Exception):
    """The paper could not be made this time; the message says why."""


class CannotRender(RenderFailed):
    """The paper itself is at fault: another try would end the same way."""


class Renderer(WarmProcess):
    """The process that prints."""

    def __init__(self, seconds: float = SECONDS) -> None:
        super().__init__("portal.core.printing.weasy", seconds)

    def render(self, job: Job) -> bytes:
        """The PDF of a job; raises RenderFailed."""
        try:
            answer = self.ask(job)
        except Died as fault:
            raise RenderFailed(str(fault)) from None
        if isinstance(answer, bytes):
            return answer
        raise (RenderFailed if self.is_spent(answer) else CannotRender)(answer)

    def is_spent(self, answer: Any) -> bool:
        """Whether memory ran out, which the next paper would find no better: a fresh process may."""
        return isinstance(answer, str) and answer.startswith(NO_MEMORY)


_renderer = Renderer()


def renderer() -> Renderer:
    """The process of this worker."""
    return _renderer
