"""Complaints of the demonstration company, one at each stage, made by the real operations."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from msgspec.structs import replace
from sqlalchemy import select

from portal.core.approval.models import Task
from portal.core.approval.sending import change, send
from portal.core.documents.case_files import key_within
from portal.core.documents.models import Document
from portal.core.documents.operations import Author, current, said
from portal.core.facts import Facts, Ref
from portal.core.instants import Moment
from portal.core.money import Amount
from portal.core.web.context import catalogue, today
from portal.demonstration.papers import at, deliver, product_of, ref, settle, working_days
from portal.domain.customers.models import Customer
from portal.extensions import db, writing
from portal.regulations.product_complaints import facts as r10

FOUND: dict[str, dict[str, Any]] = {  # what each office fills at its step
    "质量调查": {
        "cause_class": "质量原因", "cause": "回流焊温度偏高，焊盘起泡。", "liable": "制造部门",
        "rd": "不需要",
    },
    "制造分析": {
        "produced_by": "一车间", "machine": "三号线早班", "operators": "早班甲组",
        "investigation": "炉温曲线偏移未及时校正。", "countermeasure": "每班首件测炉温，偏移即停线。",
        "liable_people": "早班甲组组长",
    },
    "制造部门拟定措施": {"plan": "每班首件测炉温，曲线上墙，偏移两度即停线。", "owner": "早班甲组组长"},
    "业务处理意见": {"handling": "折让", "settled": Amount(86_000), "proposal": "按片折让，随下批货款扣除。"},
}  # fmt: skip
WHOLE_WAY = 8
STEPS = (0, 1, 2, 4, WHOLE_WAY, WHOLE_WAY)  # how far the form of each case went


def fill_complaints(service: Author, rep: Author, group: Author) -> None:
    """Complaints of the last weeks: one just taken down, one without loss, others along their way."""
    customers = db.session.scalars(select(Customer).order_by(Customer.code).limit(len(STEPS) + 2)).all()
    days = working_days(today() - timedelta(days=28), today())[-len(customers) :]
    for customer, day, steps in zip(customers, days, STEPS[::-1], strict=False):
        case_id = take_down(service, customer, day, "有损失")
        form_id = file(case_id, "F10-2", handling(customer, day), rep, at(day, 10))
        go_on(form_id, at(day, 14), steps)
        if customer is customers[0]:
            follow_up(case_id, form_id, Following(service, rep, group), day)
    slip = take_down(service, customers[-2], days[-2], "没有损失")
    file(slip, "F10-1", abnormality(customers[-2], days[-2]), rep, at(days[-2], 11))
    take_down(service, customers[-1], days[-1], "待查明")


def take_down(service: Author, customer: Customer, day: date, loss: Any) -> int:
    """A call is taken down."""
    told = r10.Intake(
        day=day, channel="电话", region="国内", loss=loss, customer=ref(customer),
        product=product_of("M100"), order=f"DD-{day:%m%d}", what="到货模块焊盘起泡，部分不能装机。",
    )  # fmt: skip
    return deliver("F10-4D", told, service, at(day, 9))


def handling(customer: Customer, day: date) -> r10.HandlingForm:
    """What sales fills."""
    return r10.HandlingForm(
        day=day, region="国内", customer=ref(customer), product=product_of("M100"),
        shipped=day - timedelta(days=9), order=f"DD-{day:%m%d}", part_no="LH-2207", quantity=2000,
        defective=43, lost=Amount(86_000), request="折让", reason="四十三片不能装机，要求按片折让。",
        sample="附样品", opinion="样品属实，客户为长期合作，建议折让。",
    )  # fmt: skip


def abnormality(customer: Customer, day: date) -> r10.Abnormality:
    """Nothing was lost."""
    return r10.Abnormality(
        day=day, customer=ref(customer), concerned="制造部门", what="外箱打包带松动。",
        at_once="当场加固，货物完好。", asked="出货前检查打包带。",
    )  # fmt: skip


def file(case_id: int, code: str, facts: Facts, author: Author, moment: Moment) -> int:
    """Send a paper of a case; returns its id."""
    with writing():
        return send(catalogue().type(code), facts, author, key_within(case_id), moment).id


def go_on(form_id: int, moment: Moment, steps: int) -> None:
    """So many offices fill their cells and agree."""
    for _ in range(steps):
        turn = select(Task).filter_by(document_id=form_id, state="open").where(Task.step_id.is_not(None))
        task = db.session.scalars(turn.order_by(Task.id).limit(1)).one()
        fill_cells(form_id, task, moment)
        settle(form_id, moment, "approve")


def fill_cells(form_id: int, task: Task, moment: Moment) -> None:
    """An office fills what is its to fill."""
    document = db.session.get_one(Document, form_id)
    cells = FOUND.get(task.step.declared.name) if task.step else None
    if cells is None:
        return
    form = catalogue().type(document.type)
    before = said(current(document), form)
    found = cells | ({"produced": document.period} if "machine" in cells else {})
    with writing():
        change(task.id, task.person_id, form, replace(before, **found), document.snapshot_id or 0, moment)


class Following(NamedTuple):
    """Who sees to a case after its decision."""

    service: Author
    rep: Author
    group: Author


def follow_up(case_id: int, form_id: int, by: Following, day: date) -> None:
    """All that follows a decision, up to the measure that is being carried out."""
    seen = r10.Inspection(
        day=day, place="客户一号仓库", led="质量管理部", ours="质量、制造、业务各一人", theirs="仓库主任",
        found="开箱二十件，四十三片焊盘起泡，包装完好。", judged="炉温偏高，制程原因。",
    )  # fmt: skip
    go_on(file(case_id, "F10-14", seen, by.rep, at(day, 17)), at(day, 17), 2)
    report = r10.Report(
        day=day, about="当日会勘", abnormal="焊盘起泡四十三片。", cause="炉温曲线偏移未及时校正。",
        done="不良品当场隔离。", proposal="按片折让，产线每班测炉温。",
    )  # fmt: skip
    go_on(file(case_id, "F10-5", report, by.rep, at(day, 17)), at(day, 17), 1)
    settled(case_id, by.rep, day)
    answered(case_id, form_id, by.rep, day)
    called = r10.CallBack(
        day=day, reached="仓库主任", content="满意", words="折让已收到，新到的批次没有问题。"
    )
    file(case_id, "F10-15", called, by.service, at(day, 17))
    measure = r10.Improvement(
        day=day, unit="制造部门", pursuit="追踪改善", wanted=day + timedelta(days=30),
        item="回流焊炉温曲线偏移要能当班发现。",
    )  # fmt: skip
    go_on(file(case_id, "F10-6", measure, by.group, at(day, 17)), at(day, 17), 2)


def settled(case_id: int, rep: Author, day: date) -> None:
    """The discount that was decided is taken off."""
    slip = r10.Discount(
        day=day, product=product_of("M100"), order=f"DD-{day:%m%d}", quantity=43, price=Amount(2_000),
        amount=Amount(86_000), proof="客户盖章的证明单", reason="四十三片焊盘起泡，按片折让。",
    )  # fmt: skip
    go_on(file(case_id, "F10-8", slip, rep, at(day, 17)), at(day, 17), 2)


def answered(case_id: int, form_id: int, rep: Author, day: date) -> None:
    """The customer takes what was decided."""
    number = db.session.get_one(Document, form_id).number
    told = r10.Result(
        day=day, form=Ref(form_id, "", number), outcome="接受", done="已开折让证明单，客户签收。",
    )  # fmt: skip
    file(case_id, "F10-2R", told, rep, at(day, 16))
