"""The WSGI entry point: `wsgi:app`.

Nothing of what is loaded here is ever garbage: the collector stays away until all of it is there, which
takes a third off the start, and passes it over from then on.
"""

import gc

gc.disable()

from portal.app import create_app, warn_of_unknown  # noqa: E402 - after the collector was told
from portal.logs import begin  # noqa: E402

app = create_app()
begin(app.config["SETTINGS"].log)
warn_of_unknown(app)
gc.freeze()
gc.enable()
