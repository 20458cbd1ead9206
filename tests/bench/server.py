"""A PostgreSQL server for measurements; it keeps running, as building anew takes long.

To end it and throw its data away: setup/postgres.sh stop ~/.cache/guiju/bench/postgresql 5477
"""

import os
import subprocess
from pathlib import Path

from portal.config import ROOT

PORT = "5477"


def place() -> Path:
    """Where its data are."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "guiju" / "bench" / "postgresql"


def start_postgresql() -> str:
    """Start it unless it runs; gives its address."""
    command = [str(ROOT / "setup" / "postgres.sh"), "start", str(place()), PORT]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
