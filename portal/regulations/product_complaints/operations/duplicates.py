"""§7.3: a complaint that may be registered already is shown while it is taken down, and not entered twice
unseen."""

from collections.abc import Callable

from portal.core.approval.hooks import Hint, Refused, on_filling, on_submitted
from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.core.forms.sheet_form import Said
from portal.core.instants import Moment
from portal.core.kinds import typed
from portal.core.terms import Terms
from portal.domain.complaints.likeness import Same, Told, alike
from portal.domain.complaints.queries import open_complaints, seen_cases
from portal.domain.customers.models import Customer
from portal.extensions import hold
from portal.regulations.product_complaints.documents import OF
from portal.regulations.product_complaints.facts import ANOTHER, Intake
from portal.regulations.product_complaints.operations.each import each_of, regulation_of
from portal.regulations.product_complaints.parameters import OF as PARAMETERS_OF
from portal.regulations.product_complaints.parameters import Parameters
from portal.regulations.product_complaints.policies import POLICIES
from portal.regulations.product_complaints.rules import duplicate_refusal

SAME = Same(known_by="同一订单", about="同一品种")
WHICH = f"是同一件，打开那个案件补一条说明，这张不用交；不是同一件，在下面选「{ANOTHER}」。"


@each_of(on_submitted, "intake")
def require_new(document: Document, said: Intake, moment: Moment) -> None:
    """§7.3: one of two who take the same complaint down at once sees the other's; he says which it is."""
    hold(Customer, id=said.customer.id)
    days = moment.terms.value(PARAMETERS_OF[regulation_of(document)].alike)
    told = Told(typed(said.product), said.order, said.day)
    found = alike(told, open_complaints(said.customer.id), days, SAME)
    if refusal := duplicate_refusal(said.fresh, found):
        raise Refused(refusal)


def telling(parameters: Parameters) -> Callable[[int, Said, Terms], list[Hint]]:
    """What stands beside a policy's sheet: the customer's open complaints that may be this one."""

    def tell(person_id: int, said: Said, terms: Terms) -> list[Hint]:
        """§7.3: those that the author may see are opened from there, to add what was said to the case."""
        customer, product = said.head["customer"], said.head["product"]
        if not isinstance(customer, Ref):
            return []
        about = typed(product) if isinstance(product, Ref) else ""
        mine = Told(about, said.head["order"] or "", said.head["day"])
        found = alike(mine, open_complaints(customer.id), terms.value(parameters.alike), SAME)
        seen = seen_cases(person_id, [each.known.case_id for each in found], terms.day)
        ids = (each.known.case_id if each.known.case_id in seen else 0 for each in found)
        told = [
            Hint(f"可能已经登记：{each.words}", case_id) for each, case_id in zip(found, ids, strict=True)
        ]
        return [*told, Hint(WHICH)] if told else []

    return tell


tell_pcb, tell_enterprise = (
    on_filling(OF[policy.regulation].intake)(telling(PARAMETERS_OF[policy.regulation])) for policy in POLICIES
)
