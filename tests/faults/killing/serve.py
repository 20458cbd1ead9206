"""The web server of a company in a folder, in the foreground: two processes, as `portal serve` starts them.

python -m tests.faults.killing.serve PORT FOLDER"""

import os
import sys

from portal.config import Settings
from portal.running import server_command

ENTRY = "tests.races.with_toys:app"


def command(settings: Settings) -> list[str]:
    """How it is started."""
    return [*server_command(settings)[:-1], ENTRY]


if __name__ == "__main__":
    os.environ |= {"PORT": sys.argv[1], "PORTAL_DATA": sys.argv[2]}
    words = command(Settings.from_environment())
    os.execv(words[0], words)  # noqa: S606 - our own words
