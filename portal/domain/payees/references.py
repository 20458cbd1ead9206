"""References to payees in use on the day that a sheet is about."""

from sqlalchemy import and_, or_

from portal.core.code_lists.queries import by_name, meant
from portal.core.facts import Ref
from portal.core.folding import folded
from portal.core.forms.references import Asker, Found, Never
from portal.domain.customers.queries import visible_customers
from portal.domain.payees.forms import A_PERSON, LAW
from portal.domain.payees.models import Payee
from portal.domain.payees.queries import names_of_contacts
from portal.domain.payees.register import PAYEES

MOST_SUGGESTIONS = 200


class Payees:
    """The organisations that somebody may pay: vendors, and the customers that he sees; by code, by name, or
    by a part that only one has."""

    def __init__(self, asker: Asker) -> None:
        customers = visible_customers(asker.person_id, asker.today)
        self.offered = or_(Payee.customer_id.is_(None), Payee.customer_id.in_(customers))
        self.offered = and_(Payee.in_force(asker.about), self.offered)

    def resolve(self, texts: set[str], _unit_id: int) -> dict[str, list[Found]]:
        """The payees that each text may mean."""
        known = meant(PAYEES, texts, self.offered)
        return {text: list(map(found, payees)) for text, payees in known.items()}

    def forbidden(self, texts: set[str]) -> dict[str, Never]:
        """反不正当竞争法§8: nobody who works for a customer."""
        people = names_of_contacts(texts)
        return {text: Never(A_PERSON, LAW) for text in texts if folded(text) in people}

    def suggestions(self, _unit_id: int) -> list[str]:
        """Name and code of each."""
        offered = by_name(PAYEES, self.offered, MOST_SUGGESTIONS)
        return [f"{payee.name} {payee.code}" for payee in offered]


def found(payee: Payee) -> Found:
    """A payee as a reference."""
    return Found(Ref(payee.id, payee.code, payee.name), {})


REGISTERS = {"payee": Payees}
