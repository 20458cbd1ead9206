"""The WSGI entry point of the measurements: the portal with a bare view beside its own."""

from portal.app import create_app
from tests.bench.bare import blueprint

app = create_app()
app.register_blueprint(blueprint)
