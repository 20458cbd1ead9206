"""The register of payees: its card, what may be registered, its words."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.core.code_lists.code_list import CodeList, Words
from portal.core.spreadsheets.layout import ListForm
from portal.domain.customers.models import Customer
from portal.domain.payees.codes import code_of, fault
from portal.domain.payees.facts import Card, PayeeList
from portal.domain.payees.forms import judge, note
from portal.domain.payees.models import Payee
from portal.extensions import db

LIST = ListForm("payees", "收款单位登记表", PayeeList)
WORDS = Words(
    "收款单位",
    "代码",
    "统一社会信用代码",
    "名称、统一社会信用代码、拼音首字母",
    above="客情费只付给单位，凭单位开具的发票；个人不能登记（反不正当竞争法第八条）。",
    above_card="收款方只能是单位：供应商，或者客户单位本身；不能是任何个人（反不正当竞争法第八条）。",
    below_card="客户写编码，或者名称加编码。",
)


def columns(said: Mapping[str, Any]) -> dict[str, Any]:
    """What a card says as the table's columns: a customer by its id."""
    customer_id = select(Customer.id).filter_by(code=said["customer"])
    rest = {name: value for name, value in said.items() if name != "customer"}
    return {**rest, "customer_id": db.session.scalars(customer_id).one() if said["customer"] else None}


def read(payee: Payee, name: str) -> Any:
    """What the register says in a cell: a customer by its code."""
    if name == "customer":
        return payee.customer.code if payee.customer else ""
    return getattr(payee, name)


PAYEES = CodeList(
    kind="payee",
    path="payees",
    model=Payee,
    card=Card,
    workbook=LIST,
    words=WORDS,
    fields=(("name", "code"), ("kind", "customer"), ("since", "until")),
    more=(
        ("类别", lambda payee: payee.kind),
        ("客户", lambda payee: payee.customer.name if payee.customer else ""),
    ),
    code_of=code_of,
    fault=fault,
    judge=judge,
    note=note,
    columns=columns,
    read=read,
    load=(joinedload(Payee.customer),),
)
