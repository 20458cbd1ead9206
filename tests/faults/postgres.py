"""The PostgreSQL server of this test session: shut down in good order or killed, and started again."""

import os
import signal
import subprocess
import time
from pathlib import Path

from portal.config import ROOT
from tests.faults.killed import children, lives, wait_until

WITHIN, AWAY = 30, 1  # seconds


class PostgresServer:
    """A server that `setup/postgres.sh` started below a folder."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.port = folder, url.rpartition(":")[2].partition("/")[0]

    def restart(self) -> float:
        """Shut it down as an administrator does who waits for nobody, and start it; when it was back."""
        self.end(signal.SIGINT)
        time.sleep(AWAY)
        return self.start()

    def crash(self) -> float:
        """Kill it in the middle, and start it; when it was back."""
        self.end(signal.SIGKILL)
        time.sleep(AWAY)
        return self.start()

    def end(self, how: signal.Signals) -> None:
        number = int((self.data / "postmaster.pid").read_text().split()[0])
        everybody = [number, *children(number)]
        os.kill(number, how)
        wait_until(lambda: not any(map(lives, everybody)), WITHIN, "the server does not end")
        (self.data / "postmaster.pid").unlink(missing_ok=True)  # a killed one leaves it

    def start(self) -> float:
        command = [ROOT / "setup" / "postgres.sh", "start", self.folder, self.port]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return time.monotonic()

    @property
    def data(self) -> Path:
        return Path((self.folder / "postgres.place").read_text().strip())
