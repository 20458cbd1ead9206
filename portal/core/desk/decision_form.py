"""The decision: a verb, an opinion, whom a paper goes back to, and the snapshot that was shown."""

from collections.abc import Iterable, Sequence
from typing import cast

from wtforms import PasswordField, StringField
from wtforms.validators import ValidationError

from portal.core.approval.deciding import Kind, Verdict
from portal.core.approval.verbs import Verb
from portal.core.desk.verb_form import ANSWER, PROVE, Opinion, Proving
from portal.core.desk.words import Words
from portal.core.web.posted import posted_id

REFUSING = ("against", "return", "reject")


class DecisionForm(Opinion, Proving):
    """Whoever agrees may go without words unless the step demands an `answer`; everybody else says why.

    `verbs` are what this turn can be decided by, `proof` says whether agreeing takes the password."""

    answer = False
    verbs: Sequence[Verb] = ()

    kind = StringField()
    to = StringField("退回给谁")
    straight = StringField("改好后")
    file = StringField("附件")
    seen = StringField()

    def validate_kind(self, field: StringField) -> None:
        """One of the verbs of this turn."""
        if field.data not in {verb.name for verb in self.verbs}:
            raise ValidationError(f"请选择{one_of(verb.title for verb in self.verbs)}")

    def validate_words(self, field: Words) -> None:
        """Compulsory unless the answer is yes."""
        empty = not (field.data or "").strip()
        if empty and self.kind.data in REFUSING:
            against = (verb.title for verb in self.verbs if verb.name in REFUSING)
            raise ValidationError(f"{one_of(against)}要写明原因")
        if empty and (self.answer or self.kind.data == "advise"):
            raise ValidationError(ANSWER)

    def validate_to(self, field: StringField) -> None:
        """An earlier step's id, or nothing for the author."""
        if field.data and not posted_id("to"):
            raise ValidationError("请重新选择退回给谁")

    def validate_password(self, field: PasswordField) -> None:
        """Who agrees where proof is wanted gives his password."""
        if self.proof and self.kind.data == "approve" and not field.data:
            raise ValidationError(PROVE)

    def validate_seen(self, field: StringField) -> None:
        """A snapshot's id; anything else stands for no paper, and is not repeated."""
        field.data = str(posted_id("seen"))

    def verdict(self) -> Verdict:
        """The valid form as a verdict; a snapshot's id that is none matches no paper."""
        opinion, back = self.words.data or "", self.kind.data == "return"
        return Verdict(
            cast(Kind, self.kind.data),
            opinion if opinion.strip() else "",
            posted_id("seen"),
            to=posted_id("to") or None if back else None,
            straight=back and self.straight.data == "1",
            proven=self.is_proven,
        )


def one_of(words: Iterable[str]) -> str:
    """同意、退回或驳回."""
    *most, last = words
    return f"{'、'.join(most)}或{last}" if most else last
