"""The WSGI entry point of the measurements at size: the portal, and beside it what it is measured against."""

from flask import g, template_rendered

from portal.app import create_app
from tests.bench.bare_decision import blueprint as decisions
from tests.bench.bare_page import blueprint as pages
from tests.bench.bare_page import keep, remembered

app = create_app()
app.register_blueprint(pages)
app.register_blueprint(decisions)
template_rendered.connect(keep, app)
app.jinja_env.globals["shell"] = remembered(app.jinja_env.globals["shell"])
app.teardown_request(lambda _: g.pop("bare", None))
