"""How applications for the special cost of new customers stand: asked for, signed, collected, let be paid."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import BigInteger, cast, func, select

from portal.core.documents.models import IN_FORCE, Document
from portal.core.facts import Month
from portal.core.money import Amount
from portal.domain.expenses.models import Contract
from portal.domain.expenses.queries import collected_since, contracts_numbered
from portal.extensions import db
from portal.regulations.relationship_expense.documents import application
from portal.regulations.relationship_expense.models import NewCustomerAccrued, NewCustomerAsked
from portal.regulations.relationship_expense.operations.signing import signed_on
from portal.regulations.relationship_expense.rules import payable_of


class Standing(NamedTuple):
    """How an application stands: what was asked for, its contract if it was signed, what was let be paid."""

    asked: NewCustomerAsked
    contract: Contract | None
    before: Amount

    def most(self, collected: Amount, payout: int) -> Amount:
        """§3.1, §1.2: what may be paid out now: nothing before the contract, then what collection allows,
        without what earlier summaries let be paid."""
        if self.contract is None:
            return Amount(0)
        allowed = payable_of(Amount(self.asked.fen), self.contract.value, collected, payout)
        return Amount(max(0, allowed.fen - self.before.fen))


def applications_of(person_id: int, month: Month) -> list[Document]:
    """Somebody's applications in force, of a month and before."""
    query = select(Document).filter_by(type=application.code, author_id=person_id)
    query = query.where(Document.status.in_(IN_FORCE), Document.period <= month.last())
    return list(db.session.scalars(query.order_by(Document.id)))


def collected_of(contract: Contract | None, product_id: int, month: Month) -> Amount:
    """§1.2: what a contract's customer paid of the product since the signing, as far as it was entered."""
    if contract is None or contract.customer_id is None:
        return Amount(0)
    signed = signed_on(contract)
    paid = collected_since(contract.customer_id, product_id, Month(signed.year, signed.month), month)
    return Amount(min(paid.fen, contract.fen))


def standings(ids: Iterable[int]) -> dict[int, Standing]:
    """How some applications stand, by their ids."""
    rows = list(
        db.session.scalars(select(NewCustomerAsked).where(NewCustomerAsked.document_id.in_(set(ids))))
    )
    contracts, before = contracts_numbered(row.contract for row in rows), accrued_of(ids)
    return {
        row.document_id: Standing(row, contracts.get(row.contract), before[row.document_id]) for row in rows
    }


def accrued_of(ids: Iterable[int]) -> dict[int, Amount]:
    """What summaries in force let be paid for some applications."""
    total = cast(func.sum(NewCustomerAccrued.fen), BigInteger)
    query = select(NewCustomerAccrued.application_id, total).group_by(NewCustomerAccrued.application_id)
    found = db.session.execute(query.where(NewCustomerAccrued.application_id.in_(set(ids))))
    return dict.fromkeys(ids, Amount(0)) | {id_: Amount(int(fen)) for id_, fen in found}
