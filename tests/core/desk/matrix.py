"""The matrix of rights: 陈立's papers, every address that leads to one, and who may go there."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from flask import Flask
from sqlalchemy import select

from portal.core.batch_printing.worker import make_what_is_wanted
from portal.core.comments.operations import comment_on
from portal.core.delegations.operations import delegate
from portal.core.delegations.rules import EVERY_FORM, Wanted
from portal.core.desk.moment import this_moment
from portal.core.documents.drafts import keep
from portal.core.documents.models import Draft
from portal.core.facts import Ref
from portal.core.flow import edition
from portal.core.notices.models import Delivery, Notice
from portal.core.notices.operations import News, tell
from portal.core.phrases.operations import add
from portal.core.printing.models import PrintedCopy
from portal.core.printing.worker import print_document
from portal.core.retention.listing import Wanted as ToDestroy
from portal.core.retention.listing import prepare
from portal.core.retention.queries import Until
from portal.core.web.context import catalogue, now, zone
from portal.domain.customers.models import Customer
from portal.domain.customers.operations import close
from portal.domain.expenses.models import Purchase
from portal.extensions import db, writing
from portal.regulations.customer_maintenance.flows import PLAN_APPROVAL
from tests.conftest import signed_in
from tests.core.documents.numbered import mount
from tests.core.handovers.handing import hand
from tests.core.proof.falsify import seal, seals
from tests.core.scans.scanner import bring, scan, states, with_code
from tests.core.scans.scanner import printed as printed_pdf
from tests.domain.assets.register import counted, used_by
from tests.domain.configuration.register import registered_by
from tests.duties import keep as keep_duties
from tests.duties import occurrence
from tests.evidence import attachment_of, returned_report
from tests.pages import Browser
from tests.plans import DECEMBER, plan, task_of
from tests.regulations.relationship_expense.settling import payee
from tests.regulations.relationship_expense.slips import special
from tests.regulations.relationship_expense.tables import bought, contract

KEY = "c" * 32
NOBODY = 987654
UNUSED = dict.fromkeys(
    (
        "document_id",
        "task_id",
        "draft_id",
        "customer_id",
        "person_id",
        "account_id",
        "copy_id",
        "attachment_id",
        "issue_id",
        "occurrence_id",
        "entry_id",
        "asset_id",
        "item_id",
        "count_id",
        "purchase_id",
        "contract_id",
        "delegation_id",
        "handover_id",
        "scan_id",
        "page_id",
        "signed_id",
        "seal_id",
        "batch_id",
        "list_id",
        "unit_id",
        "shift_id",
    ),
    NOBODY,
) | {
    "notice_id": NOBODY,
    "clock_id": NOBODY,
    "delivery_id": NOBODY,
    "comment_id": NOBODY,
    "phrase_id": NOBODY,
    "year": 1999,
    "key": "d" * 32,
    "monday": "2026-11-16",
    "slug": "customer-maintenance",
    "name": "no-such-parameter",
    "number": 9,
    "setting": "no-such-setting",
    "digest": "0" * 64,
}
MARKS = (
    "从通知读出各行",
    "XF-2026",
    "只有我知道的备注",
    "核对下月订货与库存",
    "13800001000",
    "138****1000",
    "到期 2026-11-23",
    "月度巡访计划表的流程",
    "2.jpg 第 1 页",
    "进口模块",
)
HOLIDAYS = {
    "元旦": "2027-01-01",
    "春节": "2027-02-05",
    "清明节": "2027-04-05",
    "劳动节": "2027-05-01",
    "端午节": "2027-06-09",
    "中秋节": "2027-09-15",
    "国庆节": "2027-10-01",
}
YEAR = {
    f"{cell}_{n}": text
    for n, (name, day) in enumerate(HOLIDAYS.items())
    for cell, text in (("name", name), ("first", day), ("last", day))
}
PEOPLE = {
    "陈立": "1001",  # the author
    "林可": "1002",  # his colleague
    "周敏": "1003",  # manager of his office
    "吴桐": "1004",  # account manager in another office
    "何清": "1005",  # manager of another office
    "王岚": "1006",  # head of sales, above his office
    "许文": "1007",  # auditor
    "方正平": "1008",  # general manager, above all
    "沈知": "1009",  # administrator
    "秦悦": "1012",  # of the finance department
}
FORMER = "周敏离任后"  # manager of his office until today, account manager in the other from now on
GONE = "陈立离职后"  # the author himself, with a browser that he left signed in
READERS = {"陈立", "周敏", "王岚", "许文", "方正平"}
OFFICE = {"陈立", "林可", "周敏"}
OPEN = {
    "static": "nothing of the company lies there",
    "bootstrap.static": "nor there",
    "workbooks.blank": "an empty form says nothing",
    "workbooks.template": "nor does an empty workbook",
    "blanks.index": "whoever may fill the form sees what he printed himself",
    "sheets.new": "a form's code is no secret, and a fresh sheet is empty",
    "duty_feed.show": "whoever has the token, and nobody else: tests/core/duties/test_feed.py",
    "regulations.show": "regulations are for everybody",
    "parameters.show": "and so are their parameters",
    "flows.show": "and so is who signs",
    "static_pages.show": "and the pages that they publish",
    "static_pages.pdf": "also on paper",
    "reports.show": "counts whom the visitor may see: tests/core/cases/test_beside.py",
    "reports.pdf": "the same on paper",
    "reports.xlsx": "the same in Excel",
    "case_boards.show": "lists what the visitor may see: tests/core/cases/test_cases.py",
    "case_boards.xlsx": "the same in Excel",
    "products.show": "and what the company sells",
    "calendars.show": "and the working days",
    "batches.new": "lists what waits for the visitor: tests/core/verbs/test_batches.py",
}


class Row(NamedTuple):
    """An address, on whose paper it is asked for, who may, and what is posted (none: it is read)."""

    endpoint: str
    paper: str
    may: set[str]
    fields: dict[str, str] | None = None


NEW_VALUE = {"value": "-2", "since": "2026-11-23", "reason": "通知", "seen": "0"}
SIGNER = {"act": "save", "value": "sales_manager", "within": "company"}
BLANKS = {"copies": "1", "reason": "核对下月订货与库存", "key": "d" * 32}
COPYING = {"kind": "copy", "keeper": "财务部", "words": "报销", "key": "d" * 32}
ACTING = {"delegate": "何清", "since_day": "2026-12-25", "until_day": "2026-12-28", "reason": "生病"}
HANDING = {"successor": "林可", "day": "2026-12-25", "reason": "闯入", "key": "d" * 32}
ROWS = [
    Row("documents.show", "sent", READERS),
    Row("documents.show", "returned", READERS),
    Row("why_not.show", "sent", READERS),
    Row("urges.create", "sent", {"陈立", "周敏", "王岚", "方正平"}, {}),
    Row("copies.show", "sent", READERS),
    Row("copies.create", "sent", READERS - {"许文"}, {"people": "1009、1013"}),
    Row("comments.new", "sent", READERS),
    Row("comments.create", "sent", READERS, {"words": "核对下月订货与库存"}),
    Row("comments.create_withdrawal", "comment", {"陈立"}, {}),
    Row("phrases.create_rise", "phrase", {"陈立"}, {}),
    Row("phrases.create_removal", "phrase", {"陈立"}, {}),
    Row("papers.archive", "approved", READERS),
    Row("papers.draft", "returned", READERS),
    Row("prints.index", "approved", READERS),
    Row("prints.create", "approved", READERS, COPYING),
    Row("prints.show", "copy", READERS),
    Row("scans.show", "scan", {"陈立", "沈知"}),
    Row("scan_pages.show", "scanned page", {"陈立", "沈知"}),
    Row("scan_pages.picture", "scanned page", {"陈立", "沈知"}),
    Row("scan_pages.create_confirmation", "scanned page", set(), {}),
    Row("scan_pages.create_assignment", "scanned page", {"陈立", "沈知"}, {"number": "XF-9"}),
    Row("scan_pages.create_aside", "scanned page", {"陈立", "沈知"}, {"words": "不是单据"}),
    Row("signed_copies.show", "signed copy", READERS),
    Row("signed_copies.pdf", "signed copy", READERS),
    Row("signed_copies.create_place", "signed copy", {"陈立"}, {"holder": "档案室", "place": "B-12"}),
    Row("signed_copies.create_withdrawal", "signed copy", {"陈立"}, {"words": "扫错"}),
    Row("workbooks.document", "approved", READERS),
    Row("workbooks.marked", "draft", {"陈立"}),
    Row("workbooks.take_in", "draft", {"陈立"}, {}),
    Row("tasks.show", "sent", {"周敏"}),
    Row("tasks.show", "returned", {"陈立"}),
    Row("task_sheets.edit", "sent", {"周敏"}),
    Row("task_sheets.edit", "returned", {"陈立"}),
    Row("sheets.edit", "draft", {"陈立"}),
    Row("sheets.create", "draft", {"陈立"}, {"act": "send"}),
    Row("task_sheets.update", "sent", {"周敏"}, {"act": "save", "remarks": "改"}),
    Row("task_sheets.update", "returned", {"陈立"}, {"act": "save", "remarks": "改"}),
    Row("tasks.create_decision", "returned", set(), {"kind": "approve", "seen": "3"}),
    Row("tasks.create_decision", "returned", set(), {"kind": "return"}),
    Row("task_verbs.create_add", "sent", {"周敏"}, {"people": "1005", "side": "beside", "mode": "all"}),
    Row("tasks.create_decision", "sent", {"周敏"}, {"kind": "approve", "seen": "1"}),
    Row("task_verbs.new_transfer", "sent", {"周敏"}),
    Row("task_verbs.new_ask", "sent", {"周敏"}),
    Row("task_verbs.new_add", "sent", {"周敏"}),
    Row("task_verbs.new_drop", "sent", {"周敏"}),
    Row("task_verbs.new_take_back", "sent", {"周敏"}),
    Row("task_verbs.new_transfer", "returned", set()),
    Row("task_verbs.create_transfer", "returned", set(), {"people": "1005"}),
    Row("task_verbs.create_drop", "sent", {"周敏"}, {"dropped": "1"}),
    Row("task_verbs.create_take_back", "sent", {"周敏"}, {}),
    Row("task_verbs.create_ask", "sent", {"周敏"}, {}),
    Row("task_verbs.create_transfer", "sent", {"周敏"}, {}),
    Row("document_verbs.new_withdraw", "sent", {"陈立"}),
    Row("document_verbs.new_abandon", "returned", {"陈立"}),
    Row("document_verbs.new_void", "approved", {"陈立"}),
    Row("document_verbs.create_withdraw", "sent", {"陈立"}, {"words": "填错"}),
    Row("document_verbs.create_abandon", "returned", {"陈立"}, {"words": "不办"}),
    Row("document_verbs.create_void", "approved", {"陈立"}, {"words": "填错"}),
    Row("terminations.new", "returned", {"沈知"}),
    Row("terminations.create", "sent", {"沈知"}, {"words": "废止"}),
    Row("batches.create", "sent", set(), {"task": "1-1"}),  # not for plans: tests/core/verbs/test_batches.py
    Row("cases.show", "sent", set()),  # no case: those have tests/core/cases/test_cases.py
    Row("cases.pdf", "sent", set()),
    Row("cases.create_pause", "sent", set(), {"act": "pause", "reason": "闯入"}),
    Row("cases.create_entry", "sent", set(), {"act": "noted:progress", "words": "闯入", "seen": "1"}),
    Row("lists.discard_draft", "draft", {"陈立"}, {}),
    Row("customers.show", "customer", OFFICE | READERS),
    Row("customers.edit", "customer", OFFICE),
    Row("customers.update", "customer", OFFICE, {"name": "嘉禾建材", "seen": "1"}),
    Row("customers.create_closure", "customer", OFFICE, {}),
    Row("customers.create_reopening", "closed customer", OFFICE, {}),
    Row("customers.new", "draft", {"陈立"}),
    Row("customers.create", "draft", {"陈立"}, {}),
    Row("attachments.show", "file", READERS),
    Row("attachments.create", "draft report", {"陈立"}, {"trend": "改"}),
    Row("attachments.create_for_decision", "sent", set(), {"act": "attach"}),  # no step of a plan takes one
    Row("attachments.create_for_task", "returned report", {"陈立"}, {"trend": "改"}),
    Row("parameters.create", "parameter", {"沈知"}, NEW_VALUE),
    Row("parameters.create_confirmation", "assumed parameter", {"沈知"}, {"why": "核对过", "seen": "0"}),
    Row("flow_overrides.edit", "flow", {"沈知"}),
    Row("flow_overrides.create", "flow", {"沈知"}, NEW_VALUE | SIGNER),
    Row("flow_overrides.edit_copies", "flow", {"沈知"}),
    Row("flow_overrides.create_copies", "flow", {"沈知"}, NEW_VALUE | {"value": "finance_head", "seen": "1"}),
    Row("flows.show_edition", "flow", {"沈知"}),
    Row("flow_moves.new", "flow", {"沈知"}),
    Row("flow_moves.create", "flow", {"沈知"}, {"reason": ""}),
    Row("ledger.show", "account", {"许文", "王岚", "秦悦"}),
    Row("ledger.pdf", "account", {"许文", "王岚", "秦悦"}),
    Row("blanks.create", "blank form", {"陈立", "林可", "吴桐"}, BLANKS),
    Row("blanks.show", "blanks", {"陈立", "沈知"}),
    Row("blanks.pdf", "blanks", {"陈立", "沈知"}),
    Row("blanks.create_void", "blanks", {"陈立", "沈知"}, {"numbers": "261101", "reason": "印坏"}),
    Row("print_batches.show", "batch", {"陈立"}),
    Row("print_batches.file", "batch", {"陈立"}),
    Row("duties.show", "duty", READERS),
    Row("duties.create_waiver", "duty", {"周敏", "王岚", "方正平"}, {"reason": "外出"}),
    Row("ledger.xlsx", "account", {"许文", "王岚", "秦悦"}),
    Row("products.edit", "product", set()),
    Row("products.update", "product", set(), {"name": "改", "seen": "1"}),
    Row("products.create_ending", "product", set(), {}),
    Row("assets.show", "asset", READERS),
    Row("assets.edit", "asset", set()),  # nobody of these keeps the register: tests/domain/assets
    Row("assets.update", "asset", set(), {"model": "改", "seen": "1"}),
    Row("assets.count", "count", set()),
    Row("assets.count_xlsx", "count", set()),
    Row("assets.create_scan", "count", set(), {"code": "ZC-2026-0001"}),
    Row("assets.create_closing", "count", set(), {}),
    Row("assets.new", "draft", set()),
    Row("assets.create", "draft", set(), {}),
    Row("payees.show", "payee", {"许文", "王岚", "秦悦"}),
    Row("payees.edit", "payee", {"秦悦"}),
    Row("payees.update", "payee", {"秦悦"}, {"name": "改", "seen": "1"}),
    Row("payees.create_ending", "payee", {"秦悦"}, {}),
    Row("expenses.edit", "purchase", {"秦悦"}),
    Row("expenses.update", "purchase", {"秦悦"}, {"lines-0-quantity": "1"}),
    Row("expenses.edit_contract", "contract", {"秦悦"}),
    Row("expenses.update_contract", "contract", {"秦悦"}, {"lines-0-number": "1", "reason": "改"}),
    Row("weeks.show", "week", READERS),
    Row("weeks.pdf", "week", READERS),
    Row("weeks.create_inspection", "week", {"周敏"}, {"seen": "4"}),
    Row("notices.create_reading", "notice", {"周敏"}, {}),
    Row("deliveries.create_attempt", "delivery", {"沈知"}, {}),
    Row("delegations.edit_ending", "delegation", {"周敏", "沈知"}),
    Row("delegations.create_ending", "delegation", {"周敏", "沈知"}, {}),
    Row("delegations.of", "delegation", {"沈知"}),
    Row("delegations.create_for", "delegation", {"沈知"}, ACTING),
    Row("handovers.new", "leaver", {"周敏", "王岚", "方正平", "沈知"}),
    Row("handovers.create", "leaver", {"周敏", "王岚", "方正平", "沈知"}, HANDING),
    Row("handovers.show", "handover", {"林可", "周敏", "王岚", "方正平", "许文", "沈知"}),
    Row("handovers.pdf", "handover", {"林可", "周敏", "王岚", "方正平", "许文", "沈知"}),
    Row("handovers.create_confirmation", "handover", {"林可"}, {}),
    Row("seals.pdf", "seal", {"许文", "沈知"}),
    Row("retention_signing.show", "list", {"许文", "沈知"}),
    Row("retention_signing.create", "list", {"许文", "沈知"}, {"act": "sign"}),
    Row("retention_signing.create_removal", "list", {"许文", "沈知"}, {}),
    Row("retention.pdf", "list", {"许文", "沈知"}),
    Row("retention.xlsx", "list", {"许文", "沈知"}),
    Row("holds.show", "sent", {"许文", "沈知"}),
    Row("holds.create", "sent", {"许文", "沈知"}, {"act": "hold", "words": "税务检查"}),
    Row("complaints.new_list", "opener", set()),  # nobody of these takes calls: tests/domain/complaints
    Row("complaints.template", "opener", set()),
    Row("complaints.take_in", "opener", set(), {}),
    Row("configuration.show", "item", set()),  # none of these: tests/domain/configuration
    Row("configuration.impact", "item", set()),
    Row("operations.pausing", "sent", set()),  # nobody of these works on tickets: tests/domain/operations
    Row("operations.answering", "sent", set()),  # nor reported anything
    Row("operations.article", "sent", set()),  # a plan is none: tests/domain/operations/test_knowledge.py
    Row("operations_manual.show", "sent", set()),  # nor a document: tests/regulations/operations_manual
    Row("operations_manual.show_file", "file", set()),
    Row("operations.create_answer", "sent", set(), {"act": "works", "seen": "1"}),
    Row("operations.create_pause", "sent", set(), {"act": "resume"}),
    Row("rosters.show", "line", set()),  # nobody of these answers one: tests/domain/rosters
    Row("rosters.create", "line", set(), {"person": "1002"}),
    Row("rosters.edit", "shift", set()),
    Row("rosters.update", "shift", set(), {"person": "1002"}),
    Row("rosters.create_removal", "shift", set(), {}),
    Row("calendars.edit", "year", {"沈知"}),
    Row("calendars.update", "year", {"沈知"}, {"act": "enter", "seen": "0", **YEAR}),
]
STILL = {  # whoever gave up the post sees what he handled, and acts on what is his own
    ("documents.show", "sent"), ("documents.show", "returned"), ("why_not.show", "sent"),
    ("copies.show", "sent"), ("copies.create", "sent"), ("comments.new", "sent"), ("comments.create", "sent"),
    ("papers.archive", "approved"), ("papers.draft", "returned"), ("prints.index", "approved"),
    ("prints.create", "approved"), ("prints.show", "copy"), ("signed_copies.show", "signed copy"),
    ("signed_copies.pdf", "signed copy"), ("workbooks.document", "approved"), ("attachments.show", "file"),
    ("notices.create_reading", "notice"), ("delegations.edit_ending", "delegation"),
    ("delegations.create_ending", "delegation"),
    ("blanks.create", "blank form"),  # by his new post
}  # fmt: skip


def papers(app: Flask) -> dict[str, dict[str, object]]:
    """The ids of 陈立's papers: sent, approved, returned to him, and a draft."""
    sent = plan(app)
    approved = plan(app, "approve", DECEMBER.before())
    returned = plan(app, "return", DECEMBER.before().before())
    chen = signed_in(app, "1001")
    chen.submit(chen.get(f"/forms/f01-1/{KEY}"), button="act=save", remarks="只有我知道的备注")
    visit = {
        "lines-0-customer": "嘉禾建材",
        "lines-0-goal": "核对下月订货与库存",
        "lines-0-summary": "已补货",
    }
    chen.submit(chen.get("/forms/f01-2/new?about=2026-11-20"), button="act=send", **visit)
    account = special(app, product="XF-2026").id
    with app.app_context():
        draft = db.session.scalars(select(Draft.id)).one()
        known = select(Customer.id).order_by(Customer.id)
        customer, closed = db.session.scalars(known.where(Customer.code.in_(("E0001", "E0002"))))
        with writing():
            keep(1, f"customer:new:{KEY}", "customer", "登记客户", [("remark", "只有我知道的备注")], now())
            close(closed, 1, this_moment())
            delegation = delegate(later(3, 5), 3, 0, now()).id
        notice, unsent = unsent_notice()
        with writing():
            for words in ("请看", "已阅。"):
                add(1, words)
            comment = comment_on(sent, 1, "请看附件", (), this_moment()).id
        handover = hand("1010", "1002", reason="只有我知道的备注").id
    return {
        "sent": {"document_id": sent, "clock_id": 1, "task_id": task_of(app, sent, "1003")},
        "approved": {"document_id": approved, "task_id": task_of(app, approved, "1003")},
        "returned": {"document_id": returned, "task_id": task_of(app, returned, "1001")},
        "parameter": {"slug": "customer-maintenance", "name": "plan-due"},
        "assumed parameter": {"slug": "relationship-expense", "name": "settled-within"},
        "flow": {
            "number": 1,
            "setting": "by",
            "document_id": sent,
            "digest": edition(PLAN_APPROVAL),
        },
        "file": {"attachment_id": attachment_of(app)},
        "draft report": {"code": "f01-3", "key": KEY},
        "returned report": {"task_id": returned_report(app)},
        "account": {"account_id": account},
        "blank form": {"code": "f98-4"},
        "blanks": {"issue_id": printed(app)},
        "duty": {"occurrence_id": duty_of(app)},
        "product": {"entry_id": 1},
        "item": {"item_id": registered_by(app, sent)},
        "asset": {"asset_id": used_by(app, "1001")},
        "count": {"count_id": counted(app)},
        "purchase": {"purchase_id": purchased(app)},
        "payee": {"entry_id": payee_of(app)},
        "contract": {"contract_id": contracted(app)},
        "week": {"code": "f01-2", "person_id": 1, "monday": "2026-11-16"},
        "notice": {"notice_id": notice},
        "comment": {"comment_id": comment},
        "phrase": {"phrase_id": 2},
        "delivery": {"delivery_id": unsent},
        "delegation": {"delegation_id": delegation, "person_id": 3},
        "leaver": {"person_id": 1},
        "handover": {"handover_id": handover},
        "year": {"year": 2027},
        "opener": {"code": "f10-4d"},
        "line": {"code": "rescue", "unit_id": 2},
        "shift": {"shift_id": 1},
        "draft": {"draft_id": draft, "key": KEY},
        "customer": {"customer_id": customer},
        "closed customer": {"customer_id": closed},
        "copy": {"copy_id": copied(app, approved)},
        "batch": {"batch_id": bound(app)},
        **scanned(app, approved),
        "list": {"list_id": listed(app)},
        "seal": {"seal_id": sealed(app)},
    }


def scanned(app: Flask, document_id: int) -> dict[str, dict[str, object]]:
    """What 陈立 uploaded: his paper, which is filed, and a page that nobody knows."""
    chen = signed_in(app, "1001")
    bring(app, chen, scan(printed_pdf(app, document_id), 1), with_code("nobody's"), holder="只有我知道的备注")
    ids = {"scan": {"scan_id": 1}, "scanned page": {"page_id": 2}, "signed copy": {"signed_id": 1}}
    assert states(app) == ["filed", "waiting foreign"]
    return ids


def listed(app: Flask) -> int:
    """A destruction list of 陈立's plans, as if their years were over."""
    with app.app_context(), writing():
        over = Until(2026, date(2060, 1, 1), zone())
        plans = [catalogue().type("F01-1")]
        return prepare(ToDestroy(plans, over, "只有我知道的备注", KEY), 9, this_moment()).id


def sealed(app: Flask) -> int:
    """The first day's seal."""
    seal(app)
    return seals(app)[0].id


def bound(app: Flask) -> int:
    """All that 陈立 sent, as one PDF."""
    chen = signed_in(app, "1001")
    page = chen.submit(chen.get("/mine"), action="/print-batches", button="kind=pdf")
    with app.app_context():
        make_what_is_wanted()
    return int(page.address.rpartition("/")[2])


def copied(app: Flask, document_id: int) -> int:
    """A copy on paper that 陈立 handed out."""
    with app.app_context():
        print_document(document_id)
    chen, place = signed_in(app, "1001"), f"/documents/{document_id}/prints"
    chen.submit(chen.get(place), action=place, keeper="只有我知道的备注", words="报销")
    with app.app_context():
        return db.session.scalars(select(PrintedCopy.id)).one()


def later(person_id: int, delegate_id: int) -> Wanted:
    """Somebody is to act for a person, but not yet."""
    since = now() + timedelta(days=20)
    return Wanted(person_id, delegate_id, since, since + timedelta(days=5), EVERY_FORM, "只有我知道的备注")


def purchased(app: Flask) -> int:
    """What a customer bought of a product."""
    with app.app_context():
        bought(Ref(1, "", ""), name="进口模块")
        return db.session.scalars(select(Purchase.id)).one()


def payee_of(app: Flask) -> int:
    """An organisation that may be paid."""
    with app.app_context():
        return payee(name="XF-2026 宴会酒店").id


def contracted(app: Flask) -> int:
    """A contract with a customer."""
    with app.app_context():
        return contract("XF-2026-1", now())


def printed(app: Flask) -> int:
    """Blanks that 陈立 printed, of a form that no regulation has yet."""
    chen = signed_in(mount(app), "1001")
    page = chen.submit(chen.get("/forms/f98-4/blanks"), "/forms/f98-4/blanks", **BLANKS | {"key": "e" * 32})
    return int(page.address.rpartition("/")[2])


def unsent_notice() -> tuple[int, int]:
    """What 周敏 was told, and the letter about it that could not be sent."""
    with writing() as session:
        tell([News(3, "task", "XF-2026", "/mine", "matrix")], now())
        told = session.scalars(select(Notice.id).filter_by(key="matrix")).one()
        letter = {"notice_id": told, "channel": "mail", "together": False, "state": "failed"}
        session.add(Delivery(**letter, attempts=24, next_at=now(), fault="550"))
        session.flush()
        return told, session.scalars(select(Delivery.id).filter_by(notice_id=told)).one()


def duty_of(app: Flask) -> int:
    """A duty of his."""
    keep_duties(app)
    return occurrence(app, "journal", "1001", "2026-11-23").id


class Answer(NamedTuple):
    """One answer: where it ended, its status, its source, and what its main part says."""

    address: str
    status: int
    source: str
    words: str


def ask(app: Flask, browser: Browser, row: Row, ids: dict[str, object]) -> Answer:
    """The answer to a row's address with these ids."""
    rule = next(app.url_map.iter_rules(row.endpoint))
    with app.test_request_context():
        place = app.url_for(row.endpoint, **{n: ids.get(n, "f01-1") for n in rule.arguments})
    method = "GET" if row.fields is None else "POST"
    fields = None if row.fields is None else {"csrf_token": token(browser), **row.fields}
    with browser.client.open(place, method=method, data=fields, follow_redirects=True) as answer:
        source = answer.get_data().decode(errors="replace")  # a PDF is no text
        main = source.partition("<main")[2].partition("</main>")[0]
        words = " ".join(re.sub("<[^>]*>", "", main).split())
        return Answer(answer.request.path, answer.status_code, source, words)


def token(browser: Browser) -> str:
    """The session's token, as the sign-in page has it."""
    return re.search('name="csrf_token"[^>]*value="([^"]*)"', browser.client.get("/login").text)[1]
