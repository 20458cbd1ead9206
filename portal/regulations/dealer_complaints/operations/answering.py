"""§6: whoever answers for a delay was late; while there are no penalties, whoever opens the paper is told."""

from portal.core.approval.hooks import Refused, on_opened, on_submitted
from portal.core.documents.models import Document
from portal.core.facts import Refusal
from portal.core.instants import Moment
from portal.core.terms import Terms
from portal.regulations.dealer_complaints.documents import liability
from portal.regulations.dealer_complaints.facts import Liability
from portal.regulations.dealer_complaints.facts.words import DELAYED
from portal.regulations.dealer_complaints.operations.cases import case_of
from portal.regulations.dealer_complaints.operations.timeliness import late_days
from portal.regulations.dealer_complaints.parameters import PENALTIES
from portal.regulations.dealer_complaints.rules.liability import OFF


@on_opened(liability)
def told(_person_id: int, terms: Terms) -> list[str]:
    """That there are no penalties yet."""
    return [] if terms.value(PENALTIES) else [OFF]


@on_submitted(liability)
def require_true(document: Document, said: Liability, moment: Moment) -> None:
    """§6.2: by how many days the handler was late is as the case has it."""
    late = late_days(case_of(document), said.person.id, moment.at) if said.ground == DELAYED else 0
    if said.late != late:
        raise Refused(Refusal(("late",), f"按案件的记录，{said.person.label}迟提 {late} 天", "§6.2"))
