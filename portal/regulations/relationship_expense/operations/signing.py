"""When contracts were signed, in the company's days."""

from datetime import date

from portal.core.instants import local_day
from portal.core.web.context import zone
from portal.domain.expenses.models import Contract


def signed_on(contract: Contract) -> date:
    """The company's date on which a contract was signed."""
    return local_day(contract.signed_at, zone())
