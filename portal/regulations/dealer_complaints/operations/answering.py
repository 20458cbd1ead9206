"""§6: whoever answers for a delay was late; while there are no penalties, whoever opens the paper is told.

Begun from a case, it says who answers: the handler for a delay, the liable person and the head for a loss.
"""

import re
from collections.abc import Callable
from datetime import date

from portal.core.approval.hooks import Refused, on_opened, on_proposed, on_submitted
from portal.core.approval.visibility import seen_by
from portal.core.documents.models import Document
from portal.core.facts import Ref, Refusal
from portal.core.forms.fields import Fields
from portal.core.instants import Moment
from portal.core.kinds import typed
from portal.core.money import Amount
from portal.core.org.queries import heads_of
from portal.core.terms import Terms
from portal.core.web.context import now, today
from portal.regulations.dealer_complaints.documents import liability, record
from portal.regulations.dealer_complaints.facts import Handling, Liability
from portal.regulations.dealer_complaints.facts.words import CAUSED, DELAYED, HEADED
from portal.regulations.dealer_complaints.operations.cases import case_of, decided_rounds, handled_by
from portal.regulations.dealer_complaints.operations.timeliness import late_days, lateness
from portal.regulations.dealer_complaints.parameters import PENALTIES
from portal.regulations.dealer_complaints.rules.liability import OFF

SOURCE = re.compile(r"(late|loss|head)-([0-9]{1,9})", re.ASCII)
NOTHING = typed(Amount(0))


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


@on_proposed(liability)
def begin_with(person_id: int, day: date, of: str) -> Fields:
    """What a case that the person may see says of who answers."""
    match = SOURCE.fullmatch(of)
    case = seen_by(person_id, int(match[2]), day) if match else None
    if match is None or case is None or case.type != record.code:
        return []
    return list(SOURCES[match[1]](case.id).items())


def of_delay(case_id: int) -> dict[str, str]:
    """§6.2: the handler who was late, and by how much."""
    for handler, days in lateness(case_id, now()).items():
        why = {"late": str(days), "loss": NOTHING, "liability": f"解决办法迟提 {days} 天"}
        return {"person": typed(handler), "ground": DELAYED, **why}
    return {}


def of_loss(case_id: int) -> dict[str, str]:
    """§6.1: what the company bears, and who is said to be liable."""
    rounds = decided_rounds(case_id)
    if not rounds:
        return {}
    said = handled_by(rounds[-1])
    why = f"具体责任者：{said.liable}；{said.cause}"[:300]
    borne = {"late": "0", "loss": typed(said.cost or Amount(0)), "liability": why}
    return {"unit": typed(liable_unit(said)), "ground": CAUSED, **borne}


def of_head(case_id: int) -> dict[str, str]:
    """§6.1: the same for the head of the unit."""
    rounds = decided_rounds(case_id)
    if not rounds:
        return {}
    heads = heads_of([liable_unit(handled_by(rounds[-1])).id], today())
    person = {"person": f"{heads[0].person.name} {heads[0].person.number}"} if heads else {}
    return of_loss(case_id) | person | {"ground": HEADED}


def liable_unit(said: Handling) -> Ref:
    """The unit that is liable: the handling one unless the form says another."""
    return said.liable_unit or said.unit


SOURCES: dict[str, Callable[[int], dict[str, str]]] = {"late": of_delay, "loss": of_loss, "head": of_head}
