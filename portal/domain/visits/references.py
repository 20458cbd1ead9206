"""References to customers as a visitor's day sees them: planned for that day or not."""

from portal.core.forms.references import Asker, Found
from portal.domain.customers.references import Customers
from portal.domain.visits.facts import PLANNED, UNPLANNED
from portal.domain.visits.queries import goals


class Visited:
    """The customers that a person may visit; what is copied says whether the day's plan has them."""

    def __init__(self, asker: Asker) -> None:
        self.asker = asker
        self.customers = Customers(asker)

    def resolve(self, texts: set[str], unit_id: int) -> dict[str, list[Found]]:
        """The customers each text may mean."""
        means = self.customers.resolve(texts, unit_id)
        ids = {found.ref.id for choices in means.values() for found in choices}
        planned = goals(self.asker.person_id, self.asker.about, ids)
        return {text: [marked(found, planned) for found in choices] for text, choices in means.items()}

    def suggestions(self, unit_id: int) -> list[str]:
        """Name and code of the unit's customers."""
        return self.customers.suggestions(unit_id)


def marked(found: Found, planned: dict[int, str]) -> Found:
    """A customer with its mark."""
    mark = PLANNED if found.ref.id in planned else UNPLANNED
    return Found(found.ref, {**found.copied, "planned": mark})


REGISTERS = {"visited": Visited}
