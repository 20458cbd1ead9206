"""Pages: the flow of a form, as it stands today, with what was changed of it; and who still goes by an older
edition."""

from collections.abc import Sequence

from flask import Blueprint, abort, render_template

from portal.core.approval.editions import MOST, Use, running, steps_of, uses
from portal.core.approval.moving import SHORT
from portal.core.approval.override_models import FlowOverride
from portal.core.approval.overrides import overrides_of, rows_of
from portal.core.approval.pointing import pointers
from portal.core.approval.routing import find_all
from portal.core.auth.allow import allow
from portal.core.auth.visitor import HeldPost, visitor
from portal.core.desk.flow_words import StepRow, called, entered, side_by_side, step_rows
from portal.core.desk.moment import chain
from portal.core.document_type import DocumentType
from portal.core.flow import Flow, edition
from portal.core.flow_override import WHOLE, copied, overridden, standing
from portal.core.signer import whose
from portal.core.web.context import catalogue, today

blueprint = Blueprint("flows", __name__)


@blueprint.get("/flows/<code>")
@allow("work")
def show(code: str) -> str:
    """A form's flow."""
    form = form_of(code)
    rows = rows_of(form)
    flow = overridden(form.flow, overrides_of(rows), today())
    administers = "administer" in visitor().capabilities
    return render_template(
        "core/desk/flow.html",
        form=form,
        post=post_for(form),
        stretches=side_by_side(shown(form, flow, rows)),
        copies=copied(form.copies, overrides_of(rows), today()),
        copies_changed=[row for row in stands(rows) if row.step == WHOLE],
        history=rows[::-1],
        entered=entered,
        called=called,
        today=today(),
        administers=administers,
        editions=with_current(uses(form), flow) if administers else [],
        current=edition(flow),
        short=SHORT,
    )


@blueprint.get("/flows/<code>/editions/<digest>")
@allow("administer")
def show_edition(code: str, digest: str) -> str:
    """The papers on their way that use an edition: their numbers, where they stand, nothing of what they
    say."""
    form = form_of(code)
    used = {use.digest: use.papers for use in uses(form)}
    if digest not in used:
        abort(404)
    return render_template(
        "core/desk/flow_edition.html",
        form=form,
        digest=digest,
        short=SHORT,
        steps=[(step.name, whose(step, form)) for step in steps_of(digest)],
        papers=running(form, digest),
        count=used[digest],
        most=MOST,
        current=edition(overridden(form.flow, overrides_of(rows_of(form)), today())),
    )


def form_of(code: str) -> DocumentType:
    """The form with this code, if there is one."""
    try:
        return catalogue().type(code)
    except KeyError:
        abort(404)


def post_for(form: DocumentType) -> HeldPost:
    """The visitor's post by which he fills the form, else the one held longest."""
    return visitor().post_for(form.authors) or visitor().posts[0]


def shown(form: DocumentType, flow: Flow, rows: Sequence[FlowOverride]) -> list[StepRow]:
    """The steps, and whose turn each is when somebody of the visitor's unit sends the form today."""
    writers = {visitor().person_id} if visitor().post_for(form.authors) else set()
    asked = pointers(flow, form, {})
    findings = find_all(flow, writers, chain(post_for(form).unit_id), today(), asked)
    return step_rows(flow, form, catalogue().chapter_of(form.code), findings, stands(rows))


def stands(rows: Sequence[FlowOverride]) -> list[FlowOverride]:
    """The rows whose word counts today, but for those that went back to what was declared."""
    words = standing(overrides_of(rows), today()).values()
    counted = {word[:3] for word in words if word.value is not None}
    last = {(row.step, row.setting, row.since): row for row in rows}
    return [row for key, row in last.items() if key in counted]


def with_current(used: list[Use], flow: Flow) -> list[Use]:
    """The editions in use, and today's in any case."""
    now = edition(flow)
    return used if now in {use.digest for use in used} or not flow else [Use(now, 0), *used]
