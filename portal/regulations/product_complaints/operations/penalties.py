"""§12: whoever opens the paper of a penalty is told while there are none."""

from collections.abc import Callable

from portal.core.approval.hooks import on_opened
from portal.core.terms import Terms
from portal.regulations.product_complaints.documents import OF
from portal.regulations.product_complaints.parameters import OF as PARAMETERS_OF
from portal.regulations.product_complaints.parameters import Parameters
from portal.regulations.product_complaints.policies import POLICIES
from portal.regulations.product_complaints.rules import OFF


def telling(parameters: Parameters) -> Callable[[int, Terms], list[str]]:
    """What stands above a policy's paper."""

    def tell(_person_id: int, terms: Terms) -> list[str]:
        return [] if terms.value(parameters.penalties) else [OFF]

    return tell


tell_pcb, tell_enterprise = (
    on_opened(OF[policy.regulation].penalty)(telling(PARAMETERS_OF[policy.regulation])) for policy in POLICIES
)
