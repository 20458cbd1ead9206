"""What a customer card says: the customer and whom to speak to there."""

from datetime import date
from typing import Annotated as A
from typing import Literal

from msgspec import Meta

from portal.core.facts import Cell, Facts, Line, Short, Table

GRADES = ("A", "B", "C", "D")
PUBLIC, PRIVATE = "国有或公共单位", "其他单位"
Nature = Literal["国有或公共单位", "其他单位", ""]
Name = A[str, Meta(max_length=80)]
Place = A[str, Meta(max_length=120)]
Phone = A[str, Meta(max_length=30)]
Remark = A[str, Meta(max_length=300)]


class Contact(Line, frozen=True, kw_only=True):
    """Somebody at the customer; the law wants to know when and how he agreed to being noted here."""

    name: A[Short, Cell("姓名", "")]
    title: A[Short, Cell("职务", "")] = ""
    phone: A[Phone, Cell("电话", "")] = ""
    consent_on: A[date | None, Cell("同意日期", "")] = None
    consent_how: A[Short, Cell("同意方式", "")] = ""
    note: A[Place, Cell("备注", "")] = ""


class Card(Facts, frozen=True, kw_only=True):
    """A customer as somebody fills it in; `owner` is an employee's number, `nature` whether
    the law counts it as public (empty: nobody said)."""

    name: A[Name, Cell("客户名称", "")]
    grade: A[A[str, Meta(max_length=4)], Cell("等级", "")] = ""
    owner: A[A[str, Meta(max_length=20)], Cell("负责人", "")] = ""
    nature: A[Nature, Cell("单位性质", "")] = ""
    address: A[Place, Cell("地址", "")] = ""
    remark: A[Remark, Cell("备注", "")] = ""
    contacts: A[tuple[Contact, ...], Table("联系人", "", 0, 10)] = ()
