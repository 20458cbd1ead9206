"""References to special accounts: by name, or a part that only one has."""

from functools import cached_property

from sqlalchemy import select

from portal.core.facts import Ref
from portal.core.folding import folded
from portal.core.forms.references import Asker, Found
from portal.domain.ledger.models import Account
from portal.extensions import db


class SpecialAccounts:
    """The special accounts of the company; there is one for each product."""

    def __init__(self, _asker: Asker) -> None:
        """Everybody who fills a form sees them."""

    def resolve(self, texts: set[str], _unit_id: int) -> dict[str, list[Found]]:
        """The accounts each text may mean: the one of this name, else those whose name contains it."""
        return {text: meant(text, self.accounts) for text in texts}

    def suggestions(self, _unit_id: int) -> list[str]:
        """Name and code of each."""
        return [f"{account.name} {account.code}" for account in self.accounts]

    @cached_property
    def accounts(self) -> list[Account]:
        """All of them, by name."""
        return list(db.session.scalars(select(Account).filter_by(kind="special").order_by(Account.name)))


def meant(text: str, accounts: list[Account]) -> list[Found]:
    """The accounts that a text may mean."""
    plain = folded(text)
    exact = [a for a in accounts if plain in (folded(a.name), folded(a.code), folded(f"{a.name} {a.code}"))]
    part = [a for a in accounts if plain and plain in folded(a.name)]
    return [Found(Ref(a.id, a.code, a.name), {}) for a in exact or part]


REGISTERS = {"special_account": SpecialAccounts}
