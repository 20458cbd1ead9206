"""What monitoring tells: the address that takes it, and the page that shows it."""

from flask import Response, abort, jsonify, render_template, request, url_for

from portal.core.auth.allow import PUBLIC, allow
from portal.core.auth.visitor import visitor
from portal.core.web.context import now, settings, today
from portal.core.web.posted import asked, source_of
from portal.domain.operations.models import Alarm
from portal.domain.operations.monitoring.alarms import fault_form, page, seen_faults, take
from portal.domain.operations.monitoring.webhook import FIRING, Unreadable, read
from portal.domain.operations.panels import WORKS
from portal.domain.operations.views.blueprint import blueprint
from portal.extensions import writing
from portal.monitors import Monitor, known

LARGEST = 512 * 1024


@blueprint.post("/alarms/alertmanager")
@allow(PUBLIC)
def take_alarms() -> tuple[Response, int] | tuple[Response, int, dict[str, str]]:
    """A message of Prometheus Alertmanager, from whoever has a secret; nobody where there is none."""
    if not settings().monitors:
        abort(404)
    monitor = teller()
    if monitor is None:
        return jsonify(error="口令不对"), 401, {"WWW-Authenticate": "Bearer"}
    request.max_content_length = LARGEST
    try:
        group = read(request.get_data(cache=False))
    except Unreadable as fault:
        return jsonify(error=f"不是 Alertmanager 第 4 版的内容：{fault}"), 400
    with writing():
        take(group, monitor.name, now())
    return jsonify(taken=len(group.alarms), left_out=group.left_out), 200


def teller() -> Monitor | None:
    """Whose secret came with the message."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return known(settings().monitors, token.strip()) if scheme.lower() == "bearer" else None


@blueprint.get("/alarms")
@allow(WORKS)
def alarms() -> str:
    """All that was told, what is firing first."""
    rows, more = page(source_of(asked("after")))
    seen = seen_faults(visitor().person_id, rows, today())
    shown = [(row, row.fault_id in seen, fault_of(row)) for row in rows]
    after = f"{more[0]}-{more[1]}" if more else ""
    taken = bool(settings().monitors)
    return render_template(
        "domain/operations/alarms.html", rows=shown, more=after, firing=FIRING, taken=taken
    )


def fault_of(alarm: Alarm) -> str:
    """Where the fault that an alarm asks for is opened; nowhere for whoever may not."""
    form = fault_form()
    if alarm.fault_id or form is None or not visitor().post_for(form.authors):
        return ""
    return url_for("sheets.new", code=form.slug, of=f"alarm-{alarm.id}")


FROM_PROGRAMS = (take_alarms,)
