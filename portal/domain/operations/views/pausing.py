"""Page: the limit of an incident stands still, for a reason, and runs again; by whoever works on tickets."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import AnyOf

from portal.core.approval.visibility import seen_by
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.clocks.models import Clock
from portal.core.clocks.operations import NotRunning, pause, resume
from portal.core.desk.clock_words import shown
from portal.core.desk.moment import this_moment
from portal.core.desk.words import Words
from portal.core.web.context import today
from portal.domain.operations.limits import REPAIR, clock_of
from portal.domain.operations.models import Incident
from portal.domain.operations.panels import WORKS
from portal.domain.operations.views.blueprint import blueprint
from portal.extensions import db, writing

REASONS = ("等报修人", "等备件", "等厂商", "等批准的变更窗口")


class PausingForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Why it stands still: one of the usual reasons, perhaps with words."""

    reason = StringField("为什么暂停", validators=[AnyOf(REASONS, "请选择原因")])
    words = Words("说明", 100)

    def told(self) -> str:
        """The reason in words."""
        return "：".join(filter(None, (self.reason.data, (self.words.data or "").strip())))


@blueprint.get("/incidents/<id:document_id>/pause")
@allow(WORKS)
def pausing(document_id: int) -> str:
    """Why it stands still, or that it runs again."""
    incident, clock = repair_of(document_id)
    return pausing_page(incident, clock, PausingForm())


@blueprint.post("/incidents/<id:document_id>/pause")
@allow(WORKS)
def create_pause(document_id: int) -> Response | tuple[str, int]:
    """Let it stand still, or run again."""
    incident, clock = repair_of(document_id)
    form, again = PausingForm(), request.form.get("act") == "resume"
    if not again and not form.validate():
        return pausing_page(incident, clock, form), 422
    who = (visitor().person_id, this_moment())
    try:
        with writing():
            resume(clock.id, *who) if again else pause(clock.id, form.told(), *who)
    except NotRunning:
        flash("这个期限刚刚已经变了，没有重复登记。")
    else:
        flash("期限已恢复计时。" if again else "期限已暂停，恢复前不计时。")
    return redirect(url_for("cases.show", document_id=document_id), 303)


def repair_of(case_id: int) -> tuple[Incident, Clock]:
    """An incident that the visitor may see, and its limit; 404 where none runs."""
    incident = db.session.get(Incident, case_id) if seen_by(visitor().person_id, case_id, today()) else None
    clock = clock_of(case_id, REPAIR) if incident else None
    if incident is None or clock is None or clock.state == "stopped":
        abort(404)
    return incident, clock


def pausing_page(incident: Incident, clock: Clock, form: PausingForm) -> str:
    """The page."""
    said = {"incident": incident, "ticking": shown(clock), "form": form, "paused": clock.state == "paused"}
    said["reasons"] = REASONS
    return render_template("domain/operations/pause.html", **said)
