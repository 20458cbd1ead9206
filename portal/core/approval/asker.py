"""Who asks why it is, or is not, his turn: a person with his posts, and for whom he acts. Pure."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from portal.core.approval.dossier import Dossier
from portal.core.approval.models import Task
from portal.core.delegations.queries import Mandate, Standing
from portal.core.delegations.rules import covers
from portal.core.document_type import DocumentType


@dataclass(frozen=True)
class HeldSince:
    """A post that he holds today: its role, its title, whether it heads its unit, the unit's name, since
    when."""

    role: str
    title: str
    heads: bool
    unit: str
    since: date

    def __str__(self) -> str:
        return f"{self.unit}的{self.title}"


@dataclass(frozen=True)
class Asker:
    """A person before a document of a form; `told` writes an instant, `day` is its date; `apart` are whom the
    form's regulation keeps from every step."""

    person_id: int
    posts: tuple[HeldSince, ...]
    standing: Standing
    dossier: Dossier
    form: DocumentType
    told: Callable[[datetime], str]
    day: Callable[[datetime], date]
    apart: Collection[int] = ()

    def task_on(self, step_id: int) -> Task | None:
        """His newest turn at a step."""
        mine = [t for t in self.dossier.tasks if (t.step_id, t.person_id) == (step_id, self.person_id)]
        return mine[-1] if mine else None

    def acts_for(self, person_id: int) -> Mandate | None:
        """His right to act for somebody on this form."""
        form = self.dossier.document.type
        fitting = (m for m in self.standing.mandates if m.principal_id == person_id and covers(m.forms, form))
        return next(fitting, None)

    def barred(self) -> str:
        """Why he may decide no step of this document; empty when he may (approval/rights.py, barred)."""
        wrote = {s.person_id: s.person.name for s in self.dossier.snapshots if s.task_id is None}
        if self.person_id in wrote:
            return "这张单据的内容是你写的，自己写的不能自己审批。"
        if self.person_id in self.apart or any(self.acts_for(person_id) for person_id in self.apart):
            return "这件事涉及你本人，或者涉及委托你的人，你不能审批。"
        names = "、".join(name for person_id, name in wrote.items() if self.acts_for(person_id))
        return f"你现在受{names}委托，这张单据的内容是{names}写的，你也不能审批。" if names else ""

    def entrusted(self) -> Iterator[str]:
        """Who may act for him on this form; his turn stays his."""
        for given in self.standing.given:
            if covers(given.scope, self.dossier.document.type):
                until = self.told(given.until)
                yield f"你已委托{given.delegate.name}代办（到 {until}）：待办仍是你的，他也可以办。"
