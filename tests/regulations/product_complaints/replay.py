"""Complaints lived through day by day by the real operations, as chance has it, every case at its own pace."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from heapq import heapify, heappop, heappush
from random import Random
from typing import Any

import pytest
from flask import Flask

from portal.core.approval.hooks import Refused
from portal.core.cases.operations import Act, Acting, NoSuchAct, act_on
from portal.core.desk.moment import this_moment
from portal.core.documents.case_files import newest_position
from portal.core.money import Amount
from portal.core.web.context import today
from portal.demonstration.company import author_of
from portal.domain.customers.models import Customer
from portal.domain.products.models import Product
from portal.core.facts import Ref
from portal.extensions import db, writing
from portal.regulations.product_complaints.facts import Expedite
from tests.regulations.product_complaints.complaints import (
    GROUP,
    callback,
    discount,
    handling,
    improvement,
    inspection,
    intake,
    memorandum,
    move,
    proved,
    report,
    result,
    returned,
    sent,
    slip,
    stage,
)
from tests.regulations.product_complaints.replay_book import (
    CALLBACK,
    FORM,
    REPORT,
    Book,
    Round,
)
from tests.regulations.product_complaints.replay_clocks import SHANGHAI
from tests.regulations.product_complaints.replay_way import Sheet, Way

FIRST, LAST = datetime(2026, 1, 5, tzinfo=SHANGHAI), datetime(2026, 9, 30, tzinfo=SHANGHAI)
UNITS = ("制造部门", "质量管理部", "业务部门", "研发部", "仓储单位", "其他")
ON = {"received": "follow_up", "handling": "executing", "executing": "follow_up"}
LEVELS = {2_000: "业务部经理核决", 25_000: "业务部经理核决", 25_100: "副总经理核决", 250_000: "副总经理核决",
          250_100: "总经理核决"}  # fmt: skip
PIECES = 4


class Closed(Exception):
    """The case is closed: what was still to come does not."""


def as_step(unit: str) -> str:
    """A unit as the names of its steps begin."""
    return f"{unit}单位" if unit == "其他" else unit


def any_of(random: Random, model: Any) -> Any:
    """Some row of a register."""
    return random.choice(db.session.query(model).order_by(model.id).limit(5).all())


@dataclass
class Story(Way):
    """The life of one case."""

    region: str = "国内"
    pace: int = 1
    left: int = 4
    errands: list[Iterator[None]] = field(default_factory=list)

    def live(self) -> Iterator[timedelta]:
        """From its first line to its last closing."""
        self.take_down()
        try:
            yield from self.rest()
            yield from self.slip() if self.harmless() else self.rounds()
            yield from self.finish()
        except Closed:
            pass
        while self.chance(0.2):
            yield self.wait()
            yield from self.once_more()
        self.compare()

    def once_more(self) -> Iterator[timedelta]:
        """The case is opened again, and sooner or later closed."""
        self.open_again()
        try:
            yield from self.rest()
            yield from self.finish()
        except Closed:
            pass

    def wait(self) -> timedelta:
        """Minutes, hours or days."""
        most = self.random.choice((60, 400, 400, 3000))
        return timedelta(minutes=self.random.randint(1, most * self.pace))

    def rest(self) -> Iterator[timedelta]:
        """Time goes by, and other things happen to the case meanwhile."""
        yield self.wait()
        if self.left and self.chance(0.25):
            self.left -= 1
            self.begin_something()
        for errand in [each for each in self.errands if self.chance(0.7)]:
            if next(errand, self) is self:
                self.errands.remove(errand)
        self.stand_still()
        if self.chance(0.3):
            self.compare()
        if self.chance(0.3):
            self.try_to_close()

    def begin_something(self) -> None:
        """Some paper beside the main ones."""
        limit = self.book.closing()
        ways: list[Callable[[], Iterator[None]]] = [self.visit, self.improve]
        if limit:
            ways += [self.longer]
            due = limit.due()
            ways = [self.urge] if due and due < this_moment().at else ways
        self.errands.append(self.random.choice(ways)())

    def take_down(self) -> None:
        """The complaint comes in."""
        self.customer, self.product = any_of(self.random, Customer), any_of(self.random, Product)
        told = intake(
            day=self.book.received, region=self.region, loss=self.book.loss,
            customer=Ref(self.customer.id, self.customer.code, self.customer.name),
            product=Ref(self.product.id, self.product.code, self.product.label),
        )  # fmt: skip
        self.customer, self.product = told.customer, told.product
        self.book.case_id = sent(f"{self.prefix}-4D", told)
        self.counts["cases"] += 1
        if self.chance(0.3):
            self.errands.append(self.visit())
            next(self.errands[0])

    def harmless(self) -> bool:
        return self.book.loss == "没有损失" or (self.book.loss == "待查明" and self.chance(0.5))

    def turn_to(self, to: str) -> None:
        self.book.stage = to

    def slip(self) -> Iterator[timedelta]:
        """What did no harm is answered by a unit."""
        unit = self.random.choice(UNITS)
        cells = {f"{as_step(unit)}改善回复": {"reply": "已改善"}}
        facts = slip(concerned=unit, customer=self.customer)
        yield from self.main(Sheet("1", facts, cells, lambda _: self.turn_to("follow_up")))

    def main(self, sheet: Sheet) -> Iterator[timedelta]:
        """A paper on which the case waits."""
        for _ in self.go(sheet):
            yield from self.rest()

    def rounds(self) -> Iterator[timedelta]:
        """Forms go round until the customer takes what was decided."""
        self.region = self.region if self.chance(0.9) else "国外"
        answers = [*(("不接受", "异议") if self.chance(0.3) else ()), "接受"]
        answers = self.random.choice([["接受"], ["接受"], ["不接受", "接受"], ["异议", "接受"], answers])
        for answer in answers:
            yield from self.round()
            if answer == "接受" and self.chance(0.5):
                self.errands.append(self.settle())
            yield from self.rest()
            yield from self.hear(answer)

    def round(self) -> Iterator[timedelta]:
        """One form through the offices."""
        self.price = self.random.choice(list(LEVELS))
        self.way = self.random.choice(("折让", "折让", "退货", "换货", "赔偿", "改善", "不予受理"))
        liable, rd = self.random.choice(UNITS[:5]), self.random.choice(("需要", "不需要"))
        cells = {
            "质量调查": {"liable": liable, "rd": rd, "cause_class": self.random.choice(("质量原因", "非质量（人为）原因"))},
        }  # fmt: skip
        proposal = {"handling": self.way, "settled": Amount(self.price * PIECES), "proposal": "照此办理"}
        cells |= {"业务处理意见": proposal, "业务处理意见（国外）": proposal}
        part = {"part_no": ""} if self.prefix == "F12" else {"batch": ""}
        facts = handling(
            region=self.region, customer=self.customer, product=self.product,
            shipped=today() - timedelta(days=20), **part,
        )  # fmt: skip
        yield from self.main(Sheet("2", facts, cells, self.sent_round, self.decided, region=self.region))
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

    def call_later(self) -> None:
        self.book.to_call = True
        self.book.again(CALLBACK, this_moment().at)

    def visit(self) -> Iterator[None]:
        """Sales and the offices look at the goods, and report."""
        self.counts["inspections"] += 1
        sent_out = {"led": "总经理指派人员", "appointed": "孙工"} if self.chance(0.3) else {}
        facts = inspection(day=today() - timedelta(days=self.random.randint(0, 2)), **sent_out)
        yield from self.go(Sheet("14", facts, begins=lambda _: self.expect_report(facts.day)))
        if self.chance(0.8):
            yield from self.report()

    def expect_report(self, day: date) -> None:
        """A report within three days of the visit; the form on the next working day."""
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI)
        began = min(this_moment().at, noon.astimezone(UTC))
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
            limit = self.book.closing()
            assert limit
            limit.limit = (limit.limit[0], limit.limit[1] + days)
            self.counts["extensions"] += 1

        return self.go(Sheet("7", memorandum(days=days), ends=granted))

    def urge(self) -> Iterator[None]:
        """A unit is asked why the case is over its limit."""
        limit = self.book.closing()
        due = limit and limit.due()
        assert due
        over = (today() - (due - timedelta(minutes=1)).astimezone(SHANGHAI).date()).days
        unit = self.random.choice(UNITS)
        self.counts["urged"] += 1
        facts = Expedite(day=today(), unit=unit, over=over, asked="请尽快")
        told = {f"{as_step(unit)}回复": {"reason": "等样品", "promised": today()}}
        return self.go(Sheet("11", facts, told, author=GROUP))

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
        proof = self.random.choice(("退回原发票", "红字发票", "销货退回证明单"))
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

    def finish(self) -> Iterator[timedelta]:
        """Whatever is missing is done, then the case is closed."""
        while self.errands or self.book.missing():
            if not self.errands:
                self.do_what_is_missing()
            yield from self.rest()
        while self.book.stage != "follow_up":
            self.move_on()
        self.try_to_close()

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

    def move_on(self) -> None:
        """The group moves the case on by hand."""
        to = ON[self.book.stage]
        move(self.book.case_id, to)
        self.turn_to(to)

    def try_to_close(self) -> None:
        """The case closes if, and only if, nothing keeps it open; raises Closed."""
        if self.book.stage in ON and self.chance(0.3):
            self.move_on()
        missing = self.book.missing()
        if self.book.stage != "follow_up":
            with pytest.raises(NoSuchAct):
                move(self.book.case_id, "closed")
            self.counts["closings not offered"] += 1
        elif missing:
            with pytest.raises(Refused) as found:
                move(self.book.case_id, "closed")
            assert sorted(refusal.clause for refusal in found.value.refusals) == missing
            self.counts["closings refused"] += 1
            self.counts.update(f"refused by {clause}" for clause in set(missing))
        else:
            move(self.book.case_id, "closed")
            self.book.close(today())
            self.counts["closed"] += 1
        assert stage(self.book.case_id) == self.book.stage
        if self.book.stage == "closed":
            raise Closed

    def open_again(self) -> None:
        """The group opens the case again."""
        act = Act("reopened", "handling", "客户又来电", newest_position(self.book.case_id))
        acting = Acting(author_of(GROUP).person_id, "生产管理组", frozenset({"production_control"}))
        with writing():
            act_on(self.book.case_id, act, acting, this_moment())
        self.turn_to("handling")
        self.left, self.errands = 2, []
        self.counts["opened again"] += 1


def story(seed: str, counts: Counter[str], began: datetime) -> Story:
    """One case of chance that comes in at a moment."""
    random = Random(seed)
    regulation = random.choice(("R10", "R12"))
    loss = random.choice(("有损失", "有损失", "有损失", "待查明", "没有损失"))
    received = began.date() - timedelta(days=random.randint(0, 2))
    book = Book(regulation, loss, received)
    prefix = f"F{regulation[1:]}"
    return Story(random, book, prefix, counts, region=random.choice(("国内", "国外")), pace=random.choice((1, 1, 3)))


def replay(app: Flask, clock: Any, number: int, seed: int) -> tuple[list[Book], Counter[str]]:
    """So many cases at once, the clock going from one to the other."""
    counts, span, days = Counter[str](), LAST - FIRST, Random(seed)
    starts = [FIRST + timedelta(minutes=days.randrange(int(span.total_seconds() / 60))) for _ in range(number)]
    stories = [story(f"{seed}-{n}", counts, start) for n, start in enumerate(starts)]
    lives = [(start, n, stories[n].live()) for n, start in enumerate(starts)]
    heapify(lives)
    while lives:
        moment, n, life = heappop(lives)
        clock.moment = moment.astimezone(UTC)
        with app.app_context():
            try:
                wait = next(life, None)
            except BaseException as fault:
                fault.add_note(f"case {n} of seed {seed}, {stories[n].book.regulation}, on {moment}")
                raise
        if wait:
            heappush(lives, (moment + wait, n, life))
    return [each.book for each in stories], counts
