"""References to what somebody drew and has not settled, to what he may check, and to whom he may check."""

from functools import cached_property

from portal.core.approval.visibility import may_see
from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.core.folding import folded
from portal.core.forms.references import Asker, Found
from portal.domain.advances.queries import customers_of, unchecked, unsettled
from portal.domain.customers.models import Customer
from portal.domain.papers.references import Numbered
from portal.extensions import db


class OwnAdvances(Numbered):
    """A person's own advances of which something is left, by number."""

    def __init__(self, asker: Asker) -> None:
        self.query = unsettled(asker.person_id)


class Unchecked(Numbered):
    """The settlements of others that a person sees and that nobody has checked yet, by number."""

    def __init__(self, asker: Asker) -> None:
        mine = may_see(asker.person_id, asker.today)
        self.query = unchecked().where(mine, Document.author_id != asker.person_id)


class CheckedCustomers:
    """The customers behind those settlements: by code, by name, or by a part that only one has."""

    def __init__(self, asker: Asker) -> None:
        self.papers = Unchecked(asker).query.with_only_columns(Document.id)

    def resolve(self, texts: set[str], _unit_id: int) -> dict[str, list[Found]]:
        """The customers that each text may mean."""
        return {text: best(text, self.known) for text in texts}

    def suggestions(self, _unit_id: int) -> list[str]:
        """Name and code of each."""
        return [f"{customer.name} {customer.code}" for customer in self.known]

    @cached_property
    def known(self) -> list[Customer]:
        """All of them, by code."""
        return list(db.session.scalars(customers_of(self.papers)))


def best(text: str, known: list[Customer]) -> list[Found]:
    """Of some customers those that fit a text best."""
    plain = folded(text)
    exact = [c for c in known if plain in (folded(c.code), folded(c.name), folded(c.name + c.code))]
    part = [c for c in known if plain and plain in folded(c.name)]
    return [Found(Ref(c.id, c.code, c.name), {"grade": c.grade}) for c in exact or part]


REGISTERS = {"advance": OwnAdvances, "settlement": Unchecked, "checked_customer": CheckedCustomers}
