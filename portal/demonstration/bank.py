"""Complaints at the demonstration company's bank, one in each state, made by the real operations."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from msgspec.structs import replace
from sqlalchemy import select

from portal.core.approval.deciding import Kind
from portal.core.approval.models import Task
from portal.core.approval.sending import change
from portal.core.documents.models import Document
from portal.core.documents.operations import Author, current, said
from portal.core.facts import Ref
from portal.core.org.models import Person, Unit
from portal.core.org.queries import place
from portal.core.web.context import catalogue, today
from portal.demonstration.complaints import file
from portal.demonstration.papers import at, deliver, settle, working_days
from portal.extensions import db, writing
from portal.regulations.bank_complaints import facts as r06

SUPERVISION, AID, HEAD, CLERK, HOTLINE, CARDS = "1055", "1057", "1059", "1060", "1062", "1063"
REPLY = "经核实情况属实，谨致歉意并已整改。不满意可以申请核查、调解、仲裁，也可以向法院起诉。"
CALLERS = ("李女士", "赵先生", "孙女士", "周先生", "吴女士", "郑先生", "王女士", "冯先生")
Authors = Callable[[str], Author]


class Counter:
    """The people of the bank, and what they do with complaints on a day."""

    def __init__(self, author_of: Authors) -> None:
        self.author_of = author_of

    def take_down(self, number: int, day: date, by: str = AID, **other: Any) -> int:
        """A call at half past nine."""
        told: dict[str, Any] = {
            "day": day, "at": time(8, 55), "channel": "客户援助电话", "presence": "非现场",
            "subject": "服务态度", "business": "个人存款", "level": "网点", "written": "口头",
            "name": CALLERS[number], "kind": "个人", "phone": f"1390000{number:04}", "unit": unit("OUTLET"),
            "what": "取款排队一小时，窗口只开一个，询问时无人理会。", "request": "说明原因并道歉。",
            "joint": False,
        }  # fmt: skip
        return deliver("F06-1", r06.Record(**told | other), self.author_of(by), at(day, 9))

    def send(self, code: str, said: Any, case_id: int, day: date, by: str = HEAD) -> int:
        """A paper of a case, in the afternoon."""
        return file(case_id, code, said, self.author_of(by), at(day, 15))

    def take_over(self, case_id: int, day: date, code: str = "OUTLET", handler: str = HEAD) -> None:
        """The case goes to a unit, whose head confirms and names a handler."""
        slip = r06.Transfer(
            day=day,
            line="承办部门",
            unit=unit(code),
            brief="排队时间长，询问无人理会。",
            reason="网点对口处理。",
        )
        paper = self.send("F06-2", slip, case_id, day, AID)
        confirm(paper, day, handler=person(handler), opinion="马上核实")

    def report(self, case_id: int, day: date, steps: int, by: str = HEAD, **other: Any) -> None:
        """What was found, and how many agreed to it already."""
        told: dict[str, Any] = {
            "day": day, "investigator": "网点负责人", "decider": "一级行部", "finding": "属实",
            "facts": "录像可见午间只开一个窗口，柜员未及时回应。", "liable": "东门网点",
            "outcome": "致歉并说明", "responsibility": "排班不足，柜员服务不到位。",
            "proposal": "当面致歉，午间增开窗口。", "remedy": "午间至少两个窗口，班前重申服务规范。",
            "reply": REPLY, "suitable": "适合回访",
        }  # fmt: skip
        paper = self.send("F06-4", r06.Report(**told | other), case_id, day, by)
        agreed: list[Kind] = ["approve"] * steps
        settle(paper, at(day, 16), *agreed)

    def tell(self, case_id: int, day: date, matter: Any = "处理结果", by: str = HEAD) -> None:
        """The complainant is told."""
        told = r06.Told(
            day=day, matter=matter, way="电话", whom="投诉人本人", said="表示接受。",
            ways="已经告知" if matter == "处理结果" else "",
        )  # fmt: skip
        file(case_id, "F06-4R", told, self.author_of(by), at(day, 17))


def fill_bank(author_of: Authors) -> None:
    """Complaints of the last weeks in every state, and a day of the opinion book."""
    days, bank = working_days(today() - timedelta(days=20), today() - timedelta(days=1)), Counter(author_of)
    bank.take_down(0, days[-1], HOTLINE, channel="客服热线")
    on_its_way(bank, days)
    decided(bank, days)
    ended(bank, days)
    entry = r06.Entry(
        key="00000000", page=12, written=days[-1], kind="建议", signer="老储户", text="大厅加两把椅子。",
        reply="已报修添置，谢谢。",
    )  # fmt: skip
    book = r06.OpinionBook(day=days[-1], state="有意见", entries=(entry,))
    deliver("F06-3", book, author_of(HEAD), at(days[-1], 17))


def on_its_way(bank: Counter, days: list[date]) -> None:
    """One passed on and not yet received, one that took more time, one whose report is being read."""
    passed_on = bank.take_down(1, days[-2], HOTLINE, channel="客服热线", subject="设施")
    slip = r06.Transfer(
        day=days[-2],
        line="客户援助电话",
        unit=unit("BANK"),
        brief="自助机吞卡。",
        reason="一级行部对口处理。",
    )
    bank.send("F06-2", slip, passed_on, days[-2], HOTLINE)
    longer = bank.take_down(2, days[0], subject="产品", business="理财代销")
    bank.take_over(longer, days[1])
    asked = r06.Prolonging(
        day=days[2], difficulty="复杂", decider="一级行部", done="调阅了销售录音。",
        reason="要等产品发行方的书面说明。",
    )  # fmt: skip
    settle(bank.send("F06-7", asked, longer, days[2]), at(days[2], 16), "approve")
    bank.tell(longer, days[2], "延长时限")
    read = bank.take_down(3, days[-4], employee=person("1061"))
    bank.take_over(read, days[-4])
    bank.report(read, days[-3], 0)


def decided(bank: Counter, days: list[date]) -> None:
    """One whose complainant is to be called back, one of the whole bank that is closed."""
    answered = bank.take_down(4, days[-5], subject="流程")
    bank.take_over(answered, days[-5], handler=CLERK)
    bank.report(answered, days[-3], 2, CLERK, investigator="网点员工")
    bank.tell(answered, days[-1], by=CLERK)
    whole = bank.take_down(
        5, days[-9], SUPERVISION, channel="服务监督电话", level="总行", business="银行卡", unit=unit("CARD"),
        subject="产品", what="年费减免未按约定执行。", request="退还年费。",
    )  # fmt: skip
    more: dict[str, Any] = {
        "investigator": "总行部室负责人",
        "decider": "优质服务领导小组",
        "outcome": "退还费用",
    }
    bank.report(whole, days[-7], 2, CARDS, **more, suitable="不适合回访", unsuitable="投诉人要求不再联系")
    bank.tell(whole, days[-6], by=CARDS)


def ended(bank: Counter, days: list[date]) -> None:
    """One that was taken back, one that only the discipline office sees."""
    back = bank.take_down(6, days[-6])
    said = r06.Withdrawal(day=days[-5], way="电话", whom="王女士", reason="网点已当面说清。")
    bank.send("F06-8", said, back, days[-5], AID)
    secret = bank.take_down(7, days[-4], SUPERVISION, employee=person(CLERK), what="柜员收受礼品后插队办理。")
    referred = r06.Referral(
        day=days[-4], about="东门网点柜员", reason="涉嫌收受礼品。", clues="投诉人提供录音一段。"
    )
    bank.send("F06-6", referred, secret, days[-4], SUPERVISION)


def confirm(paper: int, day: date, **cells: Any) -> None:
    """Whoever has the turn fills these cells and agrees."""
    document = db.session.get_one(Document, paper)
    form, turn = catalogue().type(document.type), select(Task).filter_by(document_id=paper, state="open")
    task = db.session.scalars(turn).one()
    told = replace(said(current(document), form), **cells)
    with writing():
        change(task.id, task.person_id, form, told, document.snapshot_id or 0, at(day, 16))
    settle(paper, at(day, 16), "approve")


def unit(code: str) -> Ref:
    """A unit as papers name it."""
    row = db.session.scalars(select(Unit).filter_by(code=code)).one()
    return Ref(row.id, code, place(row.id, today()).name)


def person(number: str) -> Ref:
    """A colleague as papers name him."""
    row = db.session.scalars(select(Person).filter_by(number=number)).one()
    return Ref(row.id, number, row.name)
