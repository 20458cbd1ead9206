"""The WSGI entry point: `wsgi:app`."""

from portal.app import create_app, warn_of_unknown

app = create_app()
warn_of_unknown(app)
