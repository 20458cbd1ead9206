"""Complaints as the offices handle them, by the real operations."""

from datetime import date, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from portal.core.documents.models import Document
from portal.core.facts import Facts, Ref
from portal.core.money import Amount
from portal.core.web.context import today
from portal.domain.customers.models import Customer
from portal.domain.products.models import Product
from portal.extensions import db
from portal.regulations.product_complaints.facts import (
    Abnormality,
    CallBack,
    Discount,
    HandlingForm,
    Improvement,
    Inspection,
    Intake,
    Memorandum,
    Report,
    Result,
    Returned,
    ReturnProved,
)
from tests.core.org.changes import take_post
from tests.domain.complaints import acts

SALES, GROUP, QUALITY, MAKING, OFFICE, RESEARCH, DEPUTY = (
    "1010",
    "1014",
    "1003",
    "1005",
    "1007",
    "1004",
    "1013",
)
POSTS = {
    GROUP: "production_control", QUALITY: "quality_head", MAKING: "manufacturing_head",
    OFFICE: "managers_office", RESEARCH: "rd_head", DEPUTY: "deputy_general_manager",
}  # fmt: skip
FOUND: dict[str, dict[str, Any]] = {  # what each office fills at its step
    "质量调查": {"cause_class": "质量原因", "cause": "蚀刻过度", "liable": "制造部门", "rd": "不需要"},
    "制造分析": {
        "produced_by": "一车间", "machine": "三号机早班", "operators": "甲班", "produced": date(2026, 11, 2),
        "investigation": "药水浓度偏高", "countermeasure": "每班测浓度", "liable_people": "甲班",
    },
    "业务处理意见": {"handling": "折让", "settled": Amount(80_000), "proposal": "折让八百元"},
}  # fmt: skip
FOUND["业务处理意见（国外）"] = FOUND["业务处理意见"]


def offices(app: Flask) -> None:
    """Somebody in each office of the route."""
    for number, role in POSTS.items():
        take_post(app, number, role, "ROOT")
    take_post(app, "1002", "production_control", "ROOT")  # nobody confirms what he raised himself


def customer() -> Ref:
    row = db.session.scalars(select(Customer).order_by(Customer.code).limit(1)).one()
    return Ref(row.id, row.code, row.name)


def product() -> Ref:
    row = db.session.scalars(select(Product).order_by(Product.code).limit(1)).one()
    return Ref(row.id, row.code, row.label)


def intake(**other: Any) -> Intake:
    """A complaint that did harm. Inside an app context."""
    told = {
        "day": today(), "channel": "电话", "region": "国内", "loss": "有损失", "customer": customer(),
        "product": product(), "what": "板面起泡", "fresh": "是新的投诉",
    }  # fmt: skip
    return Intake(**told | other)


def handling(**other: Any) -> HandlingForm:
    """What sales fills. Inside an app context."""
    told = {
        "day": today(), "region": "国内", "customer": customer(), "product": product(), "order": "DD-1",
        "shipped": date(2026, 11, 9), "part_no": "LH-7", "batch": "P1", "quantity": 1000, "defective": 40,
        "lost": Amount(100_000), "request": "折让", "reason": "起泡四十片", "sample": "附样品",
        "opinion": "属实",
    }  # fmt: skip
    return HandlingForm(**told | other)


def slip(**other: Any) -> Abnormality:
    told = {
        "day": today(), "customer": customer(), "concerned": "制造部门", "what": "包装松散",
        "at_once": "重新包装", "asked": "加打包带",
    }  # fmt: skip
    return Abnormality(**told | other)


def inspection(**other: Any) -> Inspection:
    told = {
        "day": today(), "place": "客户仓库", "led": "质量管理部", "ours": "吴经理", "theirs": "张主任",
        "found": "起泡四十片", "judged": "制程原因",
    }  # fmt: skip
    return Inspection(**told | other)


def report() -> Report:
    return Report(
        day=today(), about="会勘", abnormal="起泡", cause="蚀刻过度", done="当场挑选", proposal="折让"
    )


def improvement(**other: Any) -> Improvement:
    told = {
        "day": today(), "unit": "制造部门", "pursuit": "追踪改善", "wanted": today() + timedelta(days=20),
        "item": "药水浓度不稳",
    }  # fmt: skip
    return Improvement(**told | other)


def memorandum(**other: Any) -> Memorandum:
    told = {
        "day": today(), "matter": "申请延期", "days": 5, "reason": "客户出差", "asked": "请准延期",
    }  # fmt: skip
    return Memorandum(**told | other)


def discount(**other: Any) -> Discount:
    """All that FOUND decides. Inside an app context."""
    told = {
        "day": today(), "product": product(), "order": "DD-1", "quantity": 40, "price": Amount(2_000),
        "amount": Amount(80_000), "proof": "客户盖章的证明单", "reason": "起泡四十片",
    }  # fmt: skip
    return Discount(**told | other)


def returned(**other: Any) -> Returned:
    told = {
        "day": today(), "way": "退货", "order": "DD-1", "product": product(), "approved": 40,
        "reason": "起泡", "proof": "退回原发票",
    }  # fmt: skip
    return Returned(**told | other)


def proved(slip_id: int, **other: Any) -> ReturnProved:
    slip = db.session.get_one(Document, slip_id)
    told = {
        "day": today(), "slip": Ref(slip.id, slip.number, slip.title), "goods": "线路板", "quantity": 40,
        "price": Amount(1_000), "amount": Amount(40_000), "reason": "起泡",
    }  # fmt: skip
    return ReturnProved(**told | other)


def callback(content: str = "满意") -> CallBack:
    return CallBack(day=today(), reached="张主任", content=content, words="现在没有问题")


def result(form_id: int, outcome: str = "接受") -> Result:
    form = db.session.get_one(Document, form_id)
    return Result(day=today(), form=Ref(form.id, "", form.number), outcome=outcome, done="已开折让单")


def sent(code: str, facts: Facts, case_id: int = 0, number: str = SALES) -> int:
    """Send a paper, perhaps of a case; returns its id. Inside an app context."""
    return acts.sent(code, facts, case_id, number)


def heard(form_id: int, case_id: int, content: str = "满意", prefix: str = "F10") -> None:
    """The customer takes it, and is called back. Inside an app context."""
    sent(f"{prefix}-2R", result(form_id), case_id)
    sent(f"{prefix}-15", callback(content), case_id)


def discounted(case_id: int, prefix: str = "F10", **other: Any) -> None:
    """The discount is settled. Inside an app context."""
    assert decided(sent(f"{prefix}-8", discount(**other), case_id)) == ["业务部经理", "总经理"]


def decided(document_id: int, until: str = "", **found: dict[str, Any]) -> list[str]:
    """Let each office fill its cells and agree, until a step; returns the steps. Inside an app context."""
    filled = {name: {**FOUND.get(name, {}), **found.get(name, {})} for name in (*FOUND, *found)}
    return acts.decided(document_id, filled, until)


def move(case_id: int, to: str, number: str = GROUP) -> None:
    """The group moves a case on. Inside an app context."""
    acts.move(case_id, to, acts.acting(number, "production_control"))
