"""HTML to PDF in a process of its own, kept warm, with limits on time and memory."""

import subprocess
import sys
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from threading import Lock

from portal.core.printing.job import Job

SECONDS = 60


class RenderFailed(Exception):
    """The paper could not be made this time; the message says why."""


class CannotRender(RenderFailed):
    """The paper itself is at fault: another try would end the same way."""


class Renderer:
    """One warm process; it is ended and replaced when a paper takes too long or kills it."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self.lock = Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.pipe: Connection

    def render(self, job: Job) -> bytes:
        """The PDF of a job; raises RenderFailed."""
        with self.lock:
            self.start()
            answer = self.ask(job)
            if isinstance(answer, bytes):
                return answer
            if isinstance(answer, str):
                raise CannotRender(answer)
            self.stop()
            raise RenderFailed(str(answer) or type(answer).__name__)

    def ask(self, job: Job) -> bytes | str | Exception:
        """The PDF, or what went wrong: a sentence from a process that lives on, or the end of it."""
        try:
            self.pipe.send(job)
            return self.pipe.recv() if self.pipe.poll(self.seconds) else TimeoutError("took too long")
        except (EOFError, OSError) as ended:
            return ended

    def start(self) -> None:
        """Start the process unless it lives."""
        if self.process is None or self.process.poll() is not None:
            self.pipe, theirs = Pipe()
            command = [sys.executable, "-m", "portal.core.printing.weasy", str(theirs.fileno())]
            self.process = subprocess.Popen(command, pass_fds=[theirs.fileno()])  # noqa: S603 - our own words
            theirs.close()

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.pipe.close()
            self.process = None


_renderer = Renderer()


def renderer() -> Renderer:
    """The process of this worker."""
    return _renderer
