"""Forms of the verbs: what they ask for, and where they say why an act was not done."""

from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import StopValidation

from portal.core.approval.faults import NoLonger, NotPossible, PaperChanged, Unanswered, Unattached, Unproven
from portal.core.approval.hooks import Refused
from portal.core.approval.passing import MOST_ADDED
from portal.core.auth.passwords import LONGEST as LONGEST_PASSWORD
from portal.core.auth.proving import NotProven, proven
from portal.core.auth.visitor import visitor
from portal.core.desk.people_field import PeopleField
from portal.core.desk.words import Reason, Words
from portal.core.flow import MODES
from portal.core.web.posted import posted_id

LONGEST_REASON = 200
LONGEST_OPINION = 500
CHANGED = "这张单据在你打开之后改过，请看改动再处理。"
GONE = "你已不在这个岗位，不能再办；这件待办会转给接任的人。"
PROVE = "这一步要再填一次登录密码，才能同意"
ATTACH = "这一步要附上文件，才能同意"
ANSWER = "要写明答复，才能结束这一步"
FAULTS = (NotPossible, NoLonger, PaperChanged, Refused, Unanswered, Unattached, Unproven)
SIDES = [("before", "前加签"), ("beside", "并加签"), ("after", "后加签")]
ADDED_MODES = [(mode, MODES[mode]) for mode in ("all", "any", "in_order")]


def why_not(fault: Exception) -> list[str]:
    """Why an act was not done, in sentences."""
    if isinstance(fault, Refused):
        return [refusal.message for refusal in fault.refusals]
    said = {NoLonger: GONE, PaperChanged: CHANGED, Unproven: PROVE, Unanswered: ANSWER, Unattached: ATTACH}
    return [said.get(type(fault)) or str(fault)]


class VerbForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """A form that says at its fields, or above them, why an act was not done."""

    def take(self, fault: Exception) -> int:
        """Put a fault at its place; returns the status that says so."""
        places = {Unproven: "password", Unanswered: "words", Unattached: "file"}
        self.at(places.get(type(fault), ""), *why_not(fault))
        return 409 if isinstance(fault, NoLonger | PaperChanged) else 422

    def at(self, name: str, *sentences: str) -> None:
        """Say it at a field, or above all where there is none."""
        if name in self:
            self[name].errors = list(sentences)
        else:
            self.form_errors.extend(sentences)

    def wrong(self) -> list[Any]:
        """The fields at which something is said, in order."""
        return [field for field in self if field.errors]


class ReasonForm(VerbForm):
    """A reason that must be given."""

    words = Reason("原因", LONGEST_REASON)


class SureForm(VerbForm):
    """Nothing to fill in: the button alone."""


class PassForm(VerbForm):
    """One person, and perhaps some words to him."""

    people = PeopleField("交给谁（姓名或工号）")
    words = Words("说明（可以不写）", LONGEST_REASON)


class AskForm(VerbForm):
    """One person, and what he is asked."""

    people = PeopleField("请谁回复（姓名或工号）")
    words = Words("想问什么（可以不写）", LONGEST_REASON)


class Opinion(VerbForm):
    """Words on what is decided; where none were typed, the chosen phrase stands for them."""

    words = Words("审核意见", LONGEST_OPINION, name="opinion")
    phrase = StringField()

    def validate(self, *options: Any, **more: Any) -> bool:
        """Judge it with the phrase in its place."""
        if self.phrase.data and not (self.words.data or "").strip():
            self.words.data = self.phrase.data
        return bool(super().validate(*options, **more))


class Proving(VerbForm):
    """A form on which the signer may have to prove himself again."""

    proof = False
    password = PasswordField("登录密码")

    def prove(self) -> int:
        """Compare the password where one was given, outside any transaction; the status of a wrong one, else
        0."""
        if not self.password.data:
            return 0
        try:
            proven(visitor().number, self.password.data[:LONGEST_PASSWORD], request.remote_addr or "")
        except NotProven as fault:
            self.at("password", fault.why or "密码不对，意见还在，请再填一次密码")
            return fault.status
        return 0

    @property
    def is_proven(self) -> bool:
        """Whether a password was given, and found right."""
        return bool(self.password.data) and not self.password.errors


class AddForm(Proving):
    """Up to ten people, how they stand to the signer, and whose consent is needed."""

    sides = SIDES
    side = StringField("什么时候签")
    people = PeopleField("加谁（姓名或工号）", MOST_ADDED)
    mode = StringField("几个人时")
    words = Words("意见或说明", LONGEST_OPINION)
    seen = StringField()

    def validate_side(self, field: StringField) -> None:
        """One of those that this turn allows."""
        if field.data not in dict(self.sides):
            raise StopValidation("请选择前加签、并加签或后加签")

    def validate_mode(self, field: StringField) -> None:
        """One of three."""
        if field.data not in dict(ADDED_MODES):
            raise StopValidation("请选择会签、或签或依次")

    def validate_seen(self, field: StringField) -> None:
        """A snapshot's id; anything else stands for no paper, and is not repeated."""
        field.data = str(posted_id("seen"))

    def validate_password(self, field: PasswordField) -> None:
        """Who agrees now where proof is wanted gives his password."""
        if self.proof and self.side.data == "after" and not field.data:
            raise StopValidation(PROVE)
