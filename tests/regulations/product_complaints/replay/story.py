"""Complaints about products lived through, as chance has it, every case at its own pace."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from portal.core.desk.moment import this_moment
from portal.core.facts import Ref
from portal.core.money import Amount
from portal.core.web.context import today
from portal.domain.customers.models import Customer
from portal.domain.products.models import Product
from portal.extensions import db
from tests.domain.complaints.replay.way import Sheet
from tests.regulations.product_complaints.complaints import handling, intake, memorandum, result, sent, slip
from tests.regulations.product_complaints.replay.book import FORM, Round
from tests.regulations.product_complaints.replay.papers import PIECES, UNITS, Papers, as_step

LEVELS = {
    2_000: "业务部经理核决", 25_000: "业务部经理核决", 25_100: "副总经理核决", 250_000: "副总经理核决",
    250_100: "总经理核决",
}  # fmt: skip
CAUSES = ("质量原因", "非质量（人为）原因")
WAYS = ("折让", "折让", "退货", "退货", "换货", "赔偿", "改善", "不予受理")
ANSWERS = (("接受",), ("接受",), ("不接受", "接受"), ("异议", "接受"), ("不接受", "异议", "接受"))


def any_of(random: Random, model: Any) -> Any:
    """Some row of a register."""
    return random.choice(db.session.query(model).order_by(model.id).limit(5).all())


@dataclass
class Story(Papers):
    """The life of one case."""

    region: str = "国内"
    customer: Ref | None = None
    way: str = ""
    urges: int = 1

    def be_handled(self) -> Iterator[timedelta]:
        """By a slip where it did no harm, else by forms."""
        yield from self.slip() if self.harmless() else self.rounds()

    def meanwhile(self) -> None:
        """Who holds a late case up is asked."""
        if self.urges and self.is_late():
            self.urges -= 1
            self.errands.append(self.urge())

    def begin_something(self) -> None:
        """Some paper beside the main ones."""
        ways: list[Callable[[], Iterator[None]]] = [self.visit, self.improve]
        ways += [self.longer] * 2 if self.book.outer() else []
        self.errands.append(self.random.choice(ways)())

    def take_down(self) -> None:
        """The complaint comes in."""
        customer, product = any_of(self.random, Customer), any_of(self.random, Product)
        self.customer = Ref(customer.id, customer.code, customer.name)
        self.product = Ref(product.id, product.code, product.label)
        told = intake(
            day=self.book.received, region=self.region, loss=self.book.loss, customer=self.customer,
            product=self.product,
        )  # fmt: skip
        self.book.case_id = sent(f"{self.prefix}-4D", told)
        self.counts["cases"] += 1
        if self.chance(0.3):
            self.errands.append(self.visit())
            next(self.errands[0])

    def harmless(self) -> bool:
        return self.book.loss == "没有损失" or (self.book.loss == "待查明" and self.chance(0.5))

    def slip(self) -> Iterator[timedelta]:
        """What did no harm is answered by a unit."""
        unit = self.random.choice(UNITS)
        cells = {f"{as_step(unit)}改善回复": {"reply": "已改善"}}
        facts = slip(concerned=unit, customer=self.customer)
        yield from self.main(Sheet("1", facts, cells, lambda _: self.turn_to("follow_up")))

    def rounds(self) -> Iterator[timedelta]:
        """Forms go round until the customer takes what was decided."""
        self.region = self.region if self.chance(0.9) else "国外"
        for answer in self.random.choice(ANSWERS):
            yield from self.round()
            if answer == "接受" and self.chance(0.5):
                self.errands.append(self.settle())
            yield from self.rest()
            yield from self.hear(answer)

    def round(self) -> Iterator[timedelta]:
        """One form through the offices."""
        self.price = self.random.choice(list(LEVELS))
        self.way = self.random.choice(WAYS)
        liable, rd = self.random.choice(UNITS[:5]), self.random.choice(("需要", "不需要"))
        cells = {
            "质量调查": {"liable": liable, "rd": rd, "cause_class": self.random.choice(CAUSES)},
        }
        proposal = {"handling": self.way, "settled": Amount(self.price * PIECES), "proposal": "照此办理"}
        cells |= {"业务处理意见": proposal, "业务处理意见（国外）": proposal}
        part = {"part_no": ""} if self.prefix == "F12" else {"batch": ""}
        facts = handling(
            region=self.region, customer=self.customer, product=self.product,
            shipped=today() - timedelta(days=20), **part,
        )  # fmt: skip
        yield from self.main(Sheet("2", facts, cells, self.sent_round, self.decided, agreed=self.agreed))
        assert list(dict.fromkeys(self.steps[self.book.rounds[-1].form_id])) == self.offices(liable, rd)

    def offices(self, liable: str, rd: str) -> list[str]:
        """The offices that a form goes through."""
        abroad = self.region == "国外"
        level = "总经理核决" if abroad else LEVELS[self.price]
        if level == "业务部经理核决" and liable == "业务部门":
            level = "副总经理核决"
        group = "生产管理室" if self.prefix == "F12" else "生产管理组"
        return [
            "登记编号", "质量调查", "制造分析", "经理室意见", *(["研发意见"] if rd == "需要" else []),
            f"{group}审查", "业务处理意见（国外）" if abroad else "业务处理意见", "综合意见", level,
        ]  # fmt: skip

    def agreed(self, step: str) -> None:
        """An office agreed to a form: the group's number is its receipt."""
        if step == "登记编号":
            self.book.receive(self.region, this_moment().at)

    def sent_round(self, paper: int) -> None:
        """A form is sent, or sent again."""
        if not self.book.rounds or self.book.rounds[-1].form_id != paper:
            self.book.rounds.append(Round(paper))
        self.book.meet(self.book.case_id, FORM)
        self.turn_to("handling")

    def decided(self, _paper: int) -> None:
        """A form is decided."""
        self.book.rounds[-1].decided, self.book.decision = True, self.way
        self.turn_to("executing")

    def hear(self, answer: str) -> Iterator[timedelta]:
        """What the customer, or sales, says to a decision."""
        this = self.book.rounds[-1]
        self.counts[f"answer {answer}"] += 1
        if answer == "异议":
            objection = memorandum(matter="对核决有异议", days=None)
            yield from self.main(Sheet("7", objection, ends=self.reconsidered))
        else:
            self.send(Sheet("2R", result(this.form_id, answer), begins=lambda _: self.answered(answer)))
        yield from self.rest()

    def reconsidered(self, _paper: int) -> None:
        self.book.rounds[-1].outcome = "重新核决"
        self.turn_to("handling")

    def answered(self, answer: str) -> None:
        """The customer takes it, and is called later; or he does not."""
        self.book.rounds[-1].outcome = answer
        self.turn_to("follow_up" if answer == "接受" else "handling")
        if answer == "接受":
            self.call_later()

    def do_what_is_missing(self) -> None:
        """One of the things that keep the case open."""
        book = self.book
        bad = [unit for unit, (_, effect) in book.effects.items() if effect != "有效"]
        if book.to_call:
            self.call()
        elif bad:
            self.errands.append(self.improve(bad[0], "有效"))
        elif book.unproved:
            self.errands.append(self.prove())
        elif "§13" in book.missing():
            self.errands.append(self.settle())
        else:
            self.errands.append(self.report())
