"""Page: one setting of a step, changed from a day on; the flow as it would be is shown before it is saved."""

from typing import NamedTuple, get_args

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from portal.core.approval.overrides import (
    Backdated,
    ChangedMeanwhile,
    Nonsense,
    copies_on,
    flow_on,
    newest,
    override,
    overrides_of,
    require_sense,
    rows_of,
    take_back,
    with_one_more,
)
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.flow_form import OverrideForm, copies_form, override_form
from portal.core.desk.flow_words import said as words_of
from portal.core.desk.flow_words import side_by_side
from portal.core.desk.flows import form_of, shown
from portal.core.desk.moment import this_moment
from portal.core.document_type import DocumentType
from portal.core.flow import Step
from portal.core.flow_override import (
    SETTINGS,
    WHOLE,
    Override,
    Setting,
    Signer,
    copied,
    overridden,
    told,
)
from portal.core.org.models import Holding, Post
from portal.core.org.queries import in_force
from portal.core.org.roles import SUPERIOR, title_of
from portal.core.web.context import catalogue, today
from portal.core.web.posted import posted_id
from portal.extensions import db, writing

blueprint = Blueprint("flow_overrides", __name__)
MEANWHILE = "这个流程在你打开之后改过，请看过再改"
BACKDATED = "不能早于今天：已经提交的单据按原来的流程走"


class Target(NamedTuple):
    """What an address means to change: a setting of the step with a number, or (0) of the whole flow."""

    form: DocumentType
    number: int
    setting: Setting

    @property
    def step(self) -> Step | None:
        """The declared step."""
        return self.form.flow[self.number - 1] if self.number else None

    @property
    def name(self) -> str:
        """The step as overrides name it."""
        return self.step.name if self.step else WHOLE

    @property
    def address(self) -> str:
        """Where its form posts to."""
        if not self.number:
            return url_for("flow_overrides.create_copies", code=self.form.slug)
        slug = self.form.slug
        return url_for("flow_overrides.create", code=slug, number=self.number, setting=self.setting)

    def words(self, overrides: list[Override]) -> str:
        """What the setting says today, with some overrides."""
        if self.setting == "copies":
            return told("copies", copied(self.form.copies, overrides, today()))
        flow = overridden(self.form.flow, overrides, today())
        return words_of(flow[self.number - 1], self.setting, catalogue().chapter_of(self.form.code))


@blueprint.get("/flows/<code>/steps/<id:number>/<setting>")
@allow("administer")
def edit(code: str, number: int, setting: str) -> str:
    """What the step says, and the form."""
    target = asked(code, number, setting)
    return page(target, override_form(flow_on(target.form, today())[number - 1], target.setting))


@blueprint.post("/flows/<code>/steps/<id:number>/<setting>")
@allow("administer")
def create(code: str, number: int, setting: str) -> Response | str | tuple[str, int]:
    """Look at it first, enter it, or take back what is to come."""
    target = asked(code, number, setting)
    return answer(target, override_form(target.form.flow[number - 1], target.setting))


@blueprint.get("/flows/<code>/copies")
@allow("administer")
def edit_copies(code: str) -> str:
    """Who gets copies, and the form."""
    form = form_of(code)
    return page(Target(form, 0, "copies"), copies_form(copies_on(form, today())))


@blueprint.post("/flows/<code>/copies")
@allow("administer")
def create_copies(code: str) -> Response | str | tuple[str, int]:
    """The same for who gets copies."""
    form = form_of(code)
    return answer(Target(form, 0, "copies"), copies_form(form.copies))


def asked(code: str, number: int, setting: str) -> Target:
    """The step and the setting that an address means; 404 when there is none."""
    form = form_of(code)
    known: dict[str, Setting] = {name: name for name in get_args(Setting) if name != "copies"}
    if number > len(form.flow) or setting not in known:
        abort(404)
    return Target(form, number, known[setting])


def answer(target: Target, typed: OverrideForm) -> Response | str | tuple[str, int]:
    """Do what was posted, or say what is wrong with it."""
    act, wanted = request.form.get("act", "save"), typed.override()
    if wanted is None:
        return page(target, typed), 422
    try:
        if act == "preview":
            require_sense(target.form, wanted, today())
            return page(target, typed, wanted)
        enter(target.form, wanted, typed, act)
    except Backdated:
        typed.since.errors = [BACKDATED]
        return page(target, typed), 422
    except Nonsense as why:
        (typed.since if act == "withdraw" else typed.cells[0]).errors = [str(why)]
        return page(target, typed), 422
    except ChangedMeanwhile:
        typed.cells[0].errors = [MEANWHILE]
        return page(target, typed), 409
    flash(said(wanted, act))
    return redirect(url_for("flows.show", code=target.form.slug), 303)


def enter(form: DocumentType, wanted: Override, typed: OverrideForm, act: str) -> None:
    """Do what was asked for."""
    operation = take_back if act == "withdraw" else override
    with writing():
        operation(
            form, wanted, typed.reason.data or "", visitor().person_id, posted_id("seen"), this_moment()
        )


def said(wanted: Override, act: str) -> str:
    """What was done, and what to think of."""
    if act == "withdraw":
        return f"撤销了 {wanted.since} 起的改动。"
    words, step = told(wanted.setting, wanted.value), f"「{wanted.step}」" if wanted.step else ""
    done = f"从 {wanted.since} 起提交的单据，{step}{SETTINGS[wanted.setting]}：{words}。"
    return f"{done}{nobody(wanted)}"


def nobody(wanted: Override) -> str:
    """A warning when nobody in the company holds the role today."""
    if not isinstance(wanted.value, Signer) or wanted.value.by == SUPERIOR:
        return ""
    held = select(Holding.id).join(Holding.post).join(Holding.person)
    held = held.where(Post.role == wanted.value.by, *in_force(today()))
    if db.session.scalar(held.limit(1)):
        return ""
    return f"注意：今天公司里没有人任{title_of(wanted.value.by)}，有人任职前单据会停在这一步。"


def page(target: Target, typed: OverrideForm, wanted: Override | None = None) -> str:
    """The page; with the flow as it would be where somebody wants to look at it first."""
    form, rows = target.form, rows_of(target.form)
    before = overrides_of(rows)
    flow = overridden(form.flow, with_one_more(before, wanted), wanted.since) if wanted else ()
    mine = (target.name, target.setting)
    return render_template(
        "core/desk/flow_override.html",
        form=form,
        target=target,
        label=SETTINGS[target.setting],
        now=target.words(before),
        declared=target.words([]),
        typed=typed,
        stretches=side_by_side(shown(form, flow, rows)) if wanted else [],
        wanted=wanted,
        warning=nobody(wanted) if wanted else "",
        coming=[each for each in before if each[:2] == mine and each.since > today()],
        told=told,
        seen=newest(form),
    )
