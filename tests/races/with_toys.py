"""The WSGI entry point of the races: the portal with the toys R95 to R97 beside its own regulations."""

import portal.regulations
from portal.app import create_app
from portal.config import ROOT

portal.regulations.__path__.append(str(ROOT / "tests" / "toys"))
app = create_app()
