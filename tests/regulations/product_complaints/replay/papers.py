"""The papers beside a case's main ones: visits, measures, more time, settlements, calls."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

from portal.core.desk.moment import this_moment
from portal.core.facts import Ref
from portal.core.money import Amount
from portal.core.web.context import today
from portal.regulations.product_complaints.facts import Expedite
from tests.domain.complaints.replay.clocks import MINUTE, SHANGHAI
from tests.domain.complaints.replay.life import Life
from tests.domain.complaints.replay.way import Sheet
from tests.regulations.product_complaints.complaints import (
    FOUND,
    GROUP,
    SALES,
    callback,
    discount,
    improvement,
    inspection,
    memorandum,
    proved,
    report,
    returned,
)
from tests.regulations.product_complaints.replay.book import CALLBACK, FORM, REPORT, Book

UNITS = ("制造部门", "质量管理部", "业务部门", "研发部", "仓储单位", "其他")
PIECES = 4


def as_step(unit: str) -> str:
    """A unit as the names of its steps begin."""
    return f"{unit}单位" if unit == "其他" else unit


@dataclass
class Papers(Life):
    """What happens to a case beside its form."""

    AUTHOR, KEEPER, ROLE = SALES, GROUP, "production_control"
    FOUND, STRAIGHT = FOUND, frozenset({"11"})
    ON: ClassVar[dict[str, str]] = {
        "received": "follow_up", "handling": "executing", "executing": "follow_up",
    }  # fmt: skip
    LAST, AGAIN = "follow_up", "handling"
    book: Book
    product: Ref | None = None
    price: int = 0

    def visit(self) -> Iterator[None]:
        """Sales and the offices look at the goods, and report."""
        self.counts["inspections"] += 1
        sent_out = {"led": "总经理指派人员", "appointed": "孙工"} if self.chance(0.3) else {}
        facts = inspection(day=today() - timedelta(days=self.random.randint(0, 2)), **sent_out)
        inspected = self.go(Sheet("14", facts, begins=lambda _: self.expect_report(facts.day)))
        at_once = self.chance(0.5)
        yield next(inspected)
        if at_once:
            self.errands.append(self.report())
        yield from inspected
        if not at_once and self.chance(0.6):
            yield from self.report()

    def expect_report(self, day: date) -> None:
        """A report within three days of the visit; the form on the next working day."""
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI)
        began = min(this_moment().at, noon.astimezone(UTC))
        if self.book.owes_report():
            self.book.again(REPORT, began)
        if self.book.loss != "没有损失" and not self.book.rounds:
            self.book.again(FORM, began)

    def report(self) -> Iterator[None]:
        met = self.book.meet
        return self.go(Sheet("5", report(), begins=lambda _: met(self.book.case_id, REPORT)))

    def improve(self, unit: str = "", effect: str = "") -> Iterator[None]:
        """A unit carries out a measure; it works or not."""
        unit = unit or self.random.choice(UNITS)
        effect = effect or self.random.choice(("有效", "有效", "无效"))
        self.counts[f"improvement {effect}"] += 1
        name = as_step(unit)
        cells = {
            f"{name}拟定措施": {"plan": "每班测浓度", "owner": "班长"},
            f"{name}执行": {"done": "已执行", "finished": today()},
            "效果确认": {"effect": effect, "verified": "复查"},
        }  # fmt: skip

        def found(paper: int) -> None:
            self.book.effects[unit] = max(self.book.effects.get(unit, (0, "")), (paper, effect))

        yield from self.go(Sheet("6", improvement(unit=unit), cells, ends=found, author=GROUP))

    def longer(self) -> Iterator[None]:
        """More time for the case."""
        days = self.random.randint(1, 10)

        def granted(_paper: int) -> None:
            limit = self.book.outer()
            assert limit
            limit.limit = (limit.limit[0], limit.limit[1] + days)
            self.counts["extensions"] += 1

        return self.go(Sheet("7", memorandum(days=days), ends=granted))

    def urge(self) -> Iterator[None]:
        """A unit is asked why the case is over its limit, if it still is."""
        limit, unit = self.book.outer(), self.random.choice(UNITS)
        due = limit and limit.due()
        over = (today() - (due - MINUTE).astimezone(SHANGHAI).date()).days if due else 0
        if over > 0:
            self.counts["urged"] += 1
            facts = Expedite(day=today(), unit=unit, over=over, asked="请尽快")
            told = {f"{as_step(unit)}回复": {"reason": "等样品", "promised": today()}}
            yield from self.go(Sheet("11", facts, told, author=GROUP))

    def settle(self) -> Iterator[None]:
        """What was decided is settled, in one or two papers."""
        if self.book.decision == "折让":
            for pieces in self.random.choice(((PIECES,), (3, 1))):
                price, amount = Amount(self.price), Amount(self.price * pieces)
                facts = discount(quantity=pieces, price=price, amount=amount, product=self.product)
                yield from self.go(Sheet("8", facts, ends=lambda _: self.book.settled.append("折让")))
        if self.book.decision in ("退货", "换货"):
            yield from self.take_back()

    def take_back(self) -> Iterator[None]:
        """Goods come back, with a proof now or later."""
        way, came = self.book.decision, self.random.choice((40, 40, 39))
        proof = self.random.choice(("退回原发票", "红字发票", "销货退回证明单", "销货退回证明单"))
        extra: dict[str, Any] = {"replaced": 40} if way == "换货" else {}
        extra |= {"invoice": "HZ-1"} if proof == "红字发票" else {}
        cells = {
            "仓库收货": {"actual": came, "arrived": today()},
            "会计核对（数量不符）": {"difference": "少一片"},
        }  # fmt: skip
        facts = returned(way=way, proof=proof, product=self.product, **extra)

        def arrived(paper: int) -> None:
            self.book.settled.append(way)
            self.book.unproved |= {paper} if proof == "销货退回证明单" else set()

        yield from self.go(Sheet("9", facts, cells, ends=arrived))
        self.counts[f"return {proof}"] += 1
        if self.chance(0.5):
            yield from self.prove()

    def prove(self) -> Iterator[None]:
        """The proof of a return comes in."""
        for slip_id in list(self.book.unproved):
            facts = proved(slip_id, quantity=39, amount=Amount(39_000))
            yield from self.go(Sheet("10", facts, ends=lambda _, it=slip_id: self.book.unproved.discard(it)))

    def call(self) -> None:
        """The customer is called back; who is not content is seen to again."""
        content = self.random.choice(("满意", "基本满意", "不满意"))
        self.counts[f"call {content}"] += 1
        self.send(Sheet("15", callback(content)))
        self.book.to_call = False
        self.book.meet(self.book.case_id, CALLBACK)
        if content == "不满意":
            self.turn_to("executing")
            self.call_later()

    def call_later(self) -> None:
        self.book.to_call = True
        self.book.again(CALLBACK, this_moment().at)
