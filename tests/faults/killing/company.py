"""A company in a folder, for rounds of killing from outside.

python -m tests.faults.killing.company FOLDER"""

import sys
from pathlib import Path

from tests.databases import build

if __name__ == "__main__":
    folder = Path(sys.argv[1]).resolve()
    build(f"sqlite:///{folder / 'portal.db'}", folder)
