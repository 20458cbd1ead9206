"""References to whoever may complain: any customer of the company, of whichever office."""

from typing import Any

from portal.domain.customers.models import Customer
from portal.domain.customers.references import Customers


class Complainants(Customers):
    """The customers in use, by name or code; whoever takes a call does not know whose they are."""

    def offered(self, _unit_id: int) -> tuple[Any, ...]:
        """SQL: all of them."""
        return (Customer.state == "active",)


REGISTERS = {"complainant": Complainants}
