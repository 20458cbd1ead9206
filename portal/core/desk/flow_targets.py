"""What an address means to change about a flow, and what is said of the change."""

from typing import NamedTuple, get_args

from flask import abort, url_for
from sqlalchemy import select

from portal.core.desk.flow_words import said as words_of
from portal.core.desk.flows import form_of
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
from portal.extensions import db


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


def asked(code: str, number: int, setting: str) -> Target:
    """The step and the setting that an address means; 404 when there is none."""
    form = form_of(code)
    known: dict[str, Setting] = {name: name for name in get_args(Setting) if name != "copies"}
    if number > len(form.flow) or setting not in known:
        abort(404)
    return Target(form, number, known[setting])


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
