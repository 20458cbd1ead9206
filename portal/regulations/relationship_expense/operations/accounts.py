"""Special accounts are opened, and standards set, by approved documents."""

from collections.abc import Iterable

from sqlalchemy import or_, select

from portal.core.approval.hooks import Refused, on_approved, on_submitted
from portal.core.documents.models import ON_ITS_WAY, Document
from portal.core.facts import Ref, Refusal
from portal.core.instants import Moment
from portal.core.money import Amount
from portal.domain.expenses.operations import set_standards
from portal.domain.ledger.models import Account
from portal.domain.ledger.operations import Side, account_of, post
from portal.domain.products.models import Product
from portal.extensions import db
from portal.regulations.relationship_expense.documents import account_opening, standard_table
from portal.regulations.relationship_expense.facts import AccountOpening, StandardTable


@on_submitted(account_opening)
def require_new_account(document: Document, said: AccountOpening, _moment: Moment) -> None:
    """§1.4: each product has one special account."""
    mine = select(Document.id).where(
        Document.type == document.type,
        Document.title == document.title,
        Document.id != document.id,
        Document.status.in_(ON_ITS_WAY),
    )
    if has_account(said.product) or db.session.scalar(mine):
        raise Refused(Refusal(("product",), "这个品种已经有专户，或者开账单正在审核", "§1.4"))


@on_approved(account_opening)
def open_special_account(document: Document, said: AccountOpening, moment: Moment) -> None:
    """§1.4: the account begins with what it held before the portal."""
    opening = account_of("opening", "期初", "opening")
    if has_account(said.product):
        raise Refused(Refusal(("product",), "这个品种已经有专户", "§1.4"))
    special = account_of(special_code(said.product), special_name(said.product), "special")
    post(document, "期初余额", [Side(special, said.held), Side(opening, Amount(-said.held.fen))], moment)


def has_account(product: Ref) -> bool:
    """Whether a product has its account, perhaps opened under its name before products were registered."""
    same = or_(Account.code == special_code(product), Account.name == special_name(product))
    return db.session.scalar(select(Account.id).where(same).limit(1)) is not None


def ref_of(product: Product) -> Ref:
    """A product as papers name it."""
    return Ref(product.id, product.code, product.label)


def product_accounts(products: Iterable[Ref]) -> dict[int, str]:
    """The codes of products' special accounts, by the products' ids."""
    wanted = {ref.id: ref for ref in products}
    codes = {special_code(ref): number for number, ref in wanted.items()}
    names = {special_name(ref): number for number, ref in wanted.items()}
    same = or_(Account.code.in_(codes), Account.name.in_(names))
    rows = db.session.execute(select(Account.code, Account.name).where(same))
    return {codes.get(code) or names[name]: code for code, name in rows}


def special_code(product: Ref) -> str:
    """The code of a product's account: by the product's code, by the word where it was only a word."""
    return f"KQF-{product.code or product.label}"


def special_name(product: Ref) -> str:
    """The account's name as R07 gives it."""
    return f"客户关系维护费-{product.label}"


@on_approved(standard_table)
def enter_standards(document: Document, said: StandardTable, _moment: Moment) -> None:
    """§1.3: what a product may cost counts once the general manager has approved it."""
    set_standards(document, said.since, ((line.product.id, line.standard) for line in said.lines))


def locked(code: str) -> Account:
    """A special account that exists, locked."""
    return account_of(code, "", "special")
