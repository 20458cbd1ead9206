"""How fast PDFs are made and opened: `make bench-print`.

Ends with 1 where the portal is much slower than what it is built on."""

import sys
import tempfile
from pathlib import Path

from portal.app import create_app
from portal.config import Settings
from portal.core.printing.renderer import renderer
from tests.bench import making, opening
from tests.databases import build


def main() -> None:
    """Measure in a company of its own."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        settings = Settings(data, f"sqlite:///{data / 'portal.db'}", testing=True)
        build(settings.database_url, data)
        app = create_app(settings)
        with app.test_request_context():
            fast = making.measure()
        opened = opening.measure(app, settings)
        renderer().stop()
    sys.exit(not (fast and opened))


if __name__ == "__main__":
    main()
