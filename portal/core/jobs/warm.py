"""A process of its own for work on what may be huge or hostile: kept warm, with a limit on its time."""

import subprocess
import sys
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any


class Died(Exception):
    """The process took too long and was ended, or ended by itself; the message says which."""


class WarmProcess:
    """One process that runs a module, which is given the number of a pipe to serve; it is ended and replaced
    when an answer takes too long or kills it."""

    def __init__(self, module: str, seconds: float) -> None:
        self.module, self.seconds = module, seconds
        self.lock = Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.pipe: Connection

    def ask(self, question: Any) -> Any:
        """The answer to a question, both plain values; raises Died."""
        with self.lock:
            self.start()
            try:
                self.pipe.send(question)
                if self.pipe.poll(self.seconds):
                    answer = self.pipe.recv()
                    if self.is_spent(answer):
                        self.stop()
                    return answer
                fault = "took too long"
            except (EOFError, OSError) as ended:
                fault = str(ended) or type(ended).__name__
            self.stop()
            raise Died(fault)

    def is_spent(self, _answer: Any) -> bool:
        """Whether a process that answers so is of no use any more."""
        return False

    def start(self) -> None:
        """Start the process unless it lives."""
        if self.process is None or self.process.poll() is not None:
            self.pipe, theirs = Pipe()
            command = [sys.executable, "-m", self.module, str(theirs.fileno())]
            self.process = subprocess.Popen(command, pass_fds=[theirs.fileno()])  # noqa: S603 - our own words
            theirs.close()

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.pipe.close()
            self.process = None
