"""Toy forms for each moment of issue, hung into a running portal: their numbers all look like 261101."""

from dataclasses import replace
from datetime import date
from typing import Annotated as A

from flask import Flask

from portal.core.clause import Clause
from portal.core.document_type import DocumentType
from portal.core.facts import Cell, Facts, Ref, Text
from portal.core.flow import Step
from portal.core.regulation import Chapter, Edition, Regulation
from portal.core.sheet import Sheet
from tests.pages import Browser, Page

REGULATION = Regulation("numbered", "R98", "编号试验办法", (Edition("2026年版", date(2026, 1, 1)),), "行政部")
CLAUSE = Clause("§1", "第一条", "来件由办事处经理收，收后编号，销售部经理答复。")
RECEIPT = (
    Step(name="收件", clause="§1", by="branch_office_manager", receives=True),
    Step(name="答复", clause="§1", by="sales_manager", sign=True),
)


class Said(Facts, frozen=True, kw_only=True):
    """What happened on a day, perhaps after another paper."""

    day: A[date, Cell("日期", "§1", 4)]
    what: A[Text, Cell("事由", "§1", 12)]
    source: A[Ref | None, Cell("来源单据", "§1", 12, of="document")] = None


plain = DocumentType(
    code="F98-1", title="来文登记", facts=Said, version=1, clause="§1", number="{yymm}{nn}",
    authors=("account_manager",), sheet=Sheet((("day",), ("what",), ("source",)), signed=("经办人",)),
    flow=(), period="day", summary=lambda said: (said.what, ""), keep_years=1, numbered="sent",
)  # fmt: skip
alike = replace(plain, code="F98-2", title="发文登记")
received = replace(
    plain, code="F98-3", title="来件处理单", issued="receipt", flow=RECEIPT,
    sheet=plain.sheet._replace(signed=("经办人", "销售部经理")),
)  # fmt: skip
handwritten = replace(plain, code="F98-4", title="交接班记录", issued="blank")
FORMS = (plain, alike, received, handwritten)


def mount(app: Flask) -> Flask:
    """The portal with the forms in it."""
    app.extensions["catalogue"].add(Chapter(REGULATION, {"§1": CLAUSE}, (), FORMS, ()))
    return app


def send(author: Browser, form: DocumentType, **typed: str) -> Page:
    """What somebody gets for filling and sending a form."""
    said = {"day": "2026-11-23", "what": "包装破损"} | typed
    return author.submit(author.get(f"/forms/{form.slug}/new"), button="act=send", **said)


def id_of(page: Page) -> int:
    """The document whose page it is."""
    assert page.address.startswith("/documents/"), (page.address, page.faults())
    return int(page.address.rpartition("/")[2])
