"""Drives the engine and its reference model side by side; after each act both must say the same."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from portal.core.approval import deciding, passing, taking_back, voiding, withdrawing
from portal.core.approval.faults import NotPossible, NotYours, TooLate
from portal.core.approval.models import Decision, RouteStep, Task
from portal.core.approval.route import newest_round
from portal.core.approval.sending import resend, send
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.documents.operations import current, said
from portal.core.org.models import Person
from portal.core.web.context import catalogue
from portal.demonstration.company import author_of
from portal.extensions import db, writing
from tests.core.approval.model import Model, Panel, Step, Voice
from tests.core.approval.soundness import faults_of

MANAGERS = ["1001", "1002", "1004"]
WAYS = {
    "F97-1": [(MANAGERS, "all", ""), (["1006"], "any", "")],
    "F97-2": [(MANAGERS, "any", ""), (["1006"], "any", "")],
    "F97-3": [(MANAGERS, "in_order", ""), (["1006"], "any", "")],
    "F97-4": [(MANAGERS, "share", ""), (["1006"], "any", "")],
    "F97-5": [
        (["1006"], "any", ""), (["1012"], "any", "money"), (["1013"], "any", "money"),
        (["1014"], "any", "law"), (["1008"], "any", ""),
    ],
}  # fmt: skip
OTHERS = ["1003", "1005", "1007", "1009", "1010", "1012", "1014"]
AUTHOR = "1011"
NUMBERS = st.integers(0, 30)
FAULTS = (NotYours, TooLate, NotPossible)


class Crash(Exception):
    """The process dies before its transaction is stored."""


class Approval(RuleBasedStateMachine):
    """A paper on its way, and everything that people can do to it."""

    app: Flask
    serial: Iterator[int]

    @initialize(code=st.sampled_from(sorted(WAYS)))
    def begin(self, code: str) -> None:
        """Somebody sends a paper of one of the toy's forms."""
        db.session.rollback()
        self.ids = {number: n for number, n in db.session.execute(select(Person.number, Person.id))}
        steps = [Step([self.ids[n] for n in people], mode, branch) for people, mode, branch in WAYS[code]]
        self.model = Model(steps, self.ids[AUTHOR])
        form = catalogue().type(code)
        facts = form.facts(day=this_moment().day, subject="会商", people=11, reason="要商定")
        with writing():
            self.document_id = send(
                form, facts, author_of(AUTHOR), f"m:{next(self.serial)}", this_moment()
            ).id
        self.model.settle(None, set())

    # What the engine has.

    @property
    def document(self) -> Document:
        return db.session.get_one(Document, self.document_id)

    def task_of(self, voice: Voice, step: Step) -> int:
        """The task that stands for a voice."""
        db.session.rollback()
        purpose = "void" if step is self.model.consent else "approve"
        mine = select(RouteStep).filter_by(document_id=self.document_id, purpose=purpose)
        rows = db.session.scalars(mine.order_by(RouteStep.round.desc(), RouteStep.position)).all()
        row = rows[0] if step is self.model.consent else rows[self.model.steps.index(step)]
        query = select(Task.id).filter_by(step_id=row.id, person_id=voice.person)
        return db.session.scalars(query.where(Task.state != "closed").order_by(Task.id.desc())).first() or 0

    def act(self, operation: Callable[..., Any], *args: Any, fails: bool = False) -> Any:
        """Run an operation; it must be refused exactly when the model says so."""
        db.session.rollback()
        if fails:
            with pytest.raises(FAULTS), writing():
                operation(*args, this_moment())
            return None
        with writing():
            return operation(*args, this_moment())

    def pick(self, n: int, ask: bool = True) -> tuple[Voice, Panel, Step]:
        """One of those whose turn it is."""
        found = [each for each in self.model.desks() if ask or each[1].side != "ask"]
        return sorted(found, key=lambda each: each[0].person)[n % len(found)]

    def busy(self, ask: bool = True) -> bool:
        return any(ask or panel.side != "ask" for _, panel, _ in self.model.desks())

    def before(self) -> set[Voice]:
        return {voice for voice, _, _ in self.model.desks()}

    def verdict(self, kind: Any, **more: Any) -> deciding.Verdict:
        return deciding.Verdict(kind, "意见", self.document.snapshot_id or 0, **more)

    def free(self, step: Step, n: int, how_many: int) -> list[int]:
        """People who have no voice in a step yet."""
        inside = {v.person for p in step.panels for v, _ in p.inside() if v.said != "gone"}
        found = [self.ids[number] for number in OTHERS if self.ids[number] not in inside]
        return [found[(n + k) % len(found)] for k in range(min(how_many, len(found)))] if found else []

    # What people do.

    @precondition(lambda self: self.busy())
    @rule(n=NUMBERS, no=st.integers(0, 9), crash=st.integers(0, 9))
    def decide(self, n: int, no: int, crash: int) -> None:
        """同意, 反对 in a vote, 回复 when asked; now and then the process dies instead."""
        voice, panel, step = self.pick(n)
        kind = "advise" if panel.side == "ask" else "approve"
        if panel.mode == "share" and not no % 2:
            kind = "against"
        task = self.task_of(voice, step)
        if crash == 0:
            with pytest.raises(Crash), writing():
                deciding.decide(task, voice.person, self.verdict(kind), this_moment())
                raise Crash
            return
        before = self.before()
        self.act(deciding.decide, task, voice.person, self.verdict(kind))
        self.say(voice, panel, "no" if kind == "against" else "yes", before)
        self.act(deciding.decide, task, voice.person, self.verdict(kind), fails=True)

    def say(self, voice: Voice, panel: Panel, said: str, before: set[Voice]) -> None:
        voice.said, voice.seen = said, True
        voice.ended = panel.agreed()
        if panel.mode == "share" and panel.refused():
            self.end_badly()
        self.model.settle(voice, before)

    def end_badly(self) -> None:
        if self.model.consent:
            self.model.consent, self.model.status = None, "approved"
        else:
            self.model.status = "rejected"

    @precondition(lambda self: self.busy(ask=False))
    @rule(n=NUMBERS, rarely=st.integers(0, 6))
    def reject(self, n: int, rarely: int) -> None:
        """驳回, or in a round that is to void: 不同意."""
        voice, panel, step = self.pick(n, ask=False)
        if rarely or panel.mode == "share":
            return
        self.act(deciding.decide, self.task_of(voice, step), voice.person, self.verdict("reject"))
        self.end_badly()

    @precondition(lambda self: self.busy(ask=False) and not self.model.consent)
    @rule(n=NUMBERS, straight=st.booleans())
    def return_to_author(self, n: int, straight: bool) -> None:
        """退回 to the author."""
        voice, _, step = self.pick(n, ask=False)
        verdict = self.verdict("return", straight=straight)
        self.act(deciding.decide, self.task_of(voice, step), voice.person, verdict)
        for each in self.model.ready() if straight else self.model.steps:
            each.reset()
        self.model.status = "returned"

    @precondition(lambda self: self.busy(ask=False) and not self.model.consent)
    @rule(n=NUMBERS, which=NUMBERS, straight=st.booleans())
    def return_to_step(self, n: int, which: int, straight: bool) -> None:
        """退回 to an earlier step."""
        voice, _, step = self.pick(n, ask=False)
        steps, here = self.model.steps, self.model.steps.index(step)
        main = [k for k in range(here) if not steps[k].branch]
        begins = max(main, default=-1)
        may = [
            k for k in range(here)
            if steps[k].over() and (not step.branch or k <= begins or steps[k].branch == step.branch)
        ]  # fmt: skip
        if not may:
            return
        target, before = may[which % len(may)], self.before()
        row = newest_round(self.document_id)[target]
        verdict = self.verdict("return", straight=straight, to=row.id)
        self.act(deciding.decide, self.task_of(voice, step), voice.person, verdict)
        ready = self.model.ready()
        between = [] if straight else [s for s in steps[target + 1 :] if s.over()]
        for each in [steps[target], *ready, *between]:
            each.reset()
        self.model.settle(voice, before)

    @precondition(lambda self: self.busy(ask=False))
    @rule(n=NUMBERS, to=NUMBERS)
    def transfer(self, n: int, to: int) -> None:
        """转办."""
        voice, panel, step = self.pick(n, ask=False)
        people = self.free(step, to, 1)
        if not people:
            return
        before = self.before()
        self.act(passing.transfer, self.task_of(voice, step), voice.person, people[0], "请你办")
        new = Voice(people[0], hung=voice.hung, opened_by=voice.opened_by, woken_by=voice.woken_by)
        voice.hung, voice.said = [], "gone"
        for each in step.panels:
            each.adder = new if each.adder is voice else each.adder
        panel.voices.insert(panel.voices.index(voice), new)
        for each in new.hung:
            each.adder = new
        self.model.settle(None, before | {new})

    @precondition(lambda self: self.busy(ask=False))
    @rule(n=NUMBERS, to=NUMBERS, side=st.sampled_from(["ask", "before", "beside", "after"]),
          mode=st.sampled_from(["all", "any", "in_order"]), size=st.integers(1, 3))  # fmt: skip
    def add(self, n: int, to: int, side: str, mode: str, size: int) -> None:
        """委派, 加签 before, beside and after."""
        voice, panel, step = self.pick(n, ask=False)
        people = self.free(step, to, 1 if side == "ask" else size)
        if not people or panel.mode == "share":
            return
        task, before = self.task_of(voice, step), self.before()
        if side == "ask":
            self.act(passing.ask, task, voice.person, people[0], "请看")
        elif side == "after":
            self.act(passing.add_after, task, voice.person, self.verdict("approve"), mode, people)
        else:
            fails = side == "beside" and panel.side != "main"
            self.act(passing.add, task, voice.person, passing.Added(side, mode, people), "请", fails=fails)
            if fails:
                return
        new = Panel(side, "all" if side == "ask" else mode, [Voice(p) for p in people], adder=voice)
        for each in new.voices:
            each.opened_by = voice if side == "after" else None
        (step.panels if side == "beside" else voice.hung).append(new)
        voice.seen = voice.acted = True
        if side == "after":
            self.say(voice, panel, "yes", before)
        else:
            self.model.settle(None, before)

    @rule(n=NUMBERS)
    def drop(self, n: int) -> None:
        """减签."""
        found = [
            (panel, voice, step)
            for step in self.model.ready()
            for panel in live(step.panels)
            for voice in panel.here()
            if panel.adder and not voice.said
        ]
        if not found:
            return
        panel, voice, step = found[n % len(found)]
        before, adder = self.before(), panel.adder
        assert adder
        task, dropped = self.task_of(adder, step), self.task_of(voice, step)
        self.act(passing.drop, task, dropped, adder.person, "不用了")
        voice.said, adder.seen, adder.acted = "gone", True, True
        self.model.settle(None, before)

    @precondition(lambda self: self.busy())
    @rule(n=NUMBERS)
    def look(self, n: int) -> None:
        """Somebody opens the page of his task."""
        voice, _, step = self.pick(n)
        task = self.task_of(voice, step)
        with writing():
            db.session.get_one(Task, task).seen_at = this_moment().at
        voice.seen = True

    @rule(n=NUMBERS)
    def take_back(self, n: int) -> None:
        """取回: allowed exactly while nobody after has acted or looked."""
        steps = [self.model.consent] if self.model.consent else self.model.steps
        found = [
            (voice, panel, step)
            for step in steps
            for top in step.panels
            for voice, panel in top.inside()
            if voice.said in ("yes", "no")
        ]
        if not found:
            return
        voice, panel, step = found[n % len(found)]
        everyone = [v for s in steps for p in s.panels for v, _ in p.inside()]
        opened = [v for v in everyone if v.opened_by is voice]
        woken = [v for v in everyone if v.woken_by is voice]
        parent = panel.adder if panel.side in ("before", "ask") and voice.ended else None
        over = step.over()
        may = (
            (self.model.status == "in_review" or self.model.consent is not None)
            and (voice.ended or not panel.agreed())
            and not any(v.said or v.seen for v in opened + woken)
            and not any(v.acted for v in opened)
            and (parent is None or parent in woken)
            and (not over or bool(opened + woken))
        )
        before = self.before()
        decision = self.decision_of(voice, step)
        self.act(taking_back.take_back, decision, voice.person, fails=not may)
        if may:
            voice.said, voice.ended, voice.acted = "", False, False
            voice.hung = [p for p in voice.hung if p.side != "after"]
            for each in opened:
                each.opened_by = None
            for each in woken:
                each.woken_by = None
            if over:
                for each in steps[steps.index(step) + 1 :]:
                    if any(v in opened for p in each.panels for v, _ in p.inside()):
                        each.reset()
            self.model.settle(None, before, back=True)

    def decision_of(self, voice: Voice, step: Step) -> int:
        row = self.task_of(voice, step)
        return db.session.scalars(select(Decision.id).filter_by(task_id=row)).one()

    @precondition(lambda self: self.model.status in ("returned", "withdrawn"))
    @rule(give_up=st.integers(0, 4))
    def go_on(self, give_up: int) -> None:
        """The author sends it again, or gives it up."""
        if give_up == 0:
            self.act(withdrawing.abandon, self.document_id, self.model.author, "不办了")
            self.model.status = "void"
            return
        document = self.document
        form = catalogue().type(document.type)
        task = db.session.scalars(select(Task.id).filter_by(document_id=document.id, state="open")).one()
        facts = said(current(document), form)
        self.act(resend, task, self.model.author, form, facts, f"m:{next(self.serial)}")
        self.model.status = "in_review"
        self.model.settle(None, set())

    @rule(rarely=st.integers(0, 3))
    def withdraw(self, rarely: int) -> None:
        """撤回: while it is under way, and only by its author."""
        if rarely:
            return
        fails = self.model.status != "in_review"
        self.act(withdrawing.withdraw, self.document_id, self.ids["1008"], "我要", fails=True)
        self.act(withdrawing.withdraw, self.document_id, self.model.author, "再想想", fails=fails)
        if not fails:
            self.model.status = "withdrawn"
            for step in self.model.steps:
                step.reset()

    @rule(rarely=st.integers(0, 14))
    def terminate(self, rarely: int) -> None:
        """终止 by the administrator."""
        if rarely:
            return
        fails = self.model.status not in ("in_review", "returned", "withdrawn")
        self.act(withdrawing.terminate, self.document_id, self.ids["1009"], "停办", fails=fails)
        if not fails:
            self.model.status = "terminated"

    @rule()
    def request_void(self) -> None:
        """作废 of a finished paper."""
        fails = self.model.status != "approved" or self.model.consent is not None
        if fails and self.model.status != "approved":
            return
        self.act(voiding.request_void, self.document_id, self.model.author, "填错了", fails=fails)
        if not fails:
            people = sorted({
                v.person for s in self.model.steps for p in s.panels for v, q in p.inside()
                if v.said == "yes" and q.side != "ask"
            })  # fmt: skip
            self.model.consent = Step(people, "all")
            self.model.consent.reset()
            self.model.settle(None, set())

    @rule(n=NUMBERS)
    def somebody_else(self, n: int) -> None:
        """Nobody decides what is another's, nor his own."""
        if not self.busy():
            return
        voice, panel, step = self.pick(n)
        task = self.task_of(voice, step)
        for person in (self.model.author, self.ids["1007"]):
            if person != voice.person:
                self.act(deciding.decide, task, person, self.verdict("approve"), fails=True)
        if panel.side != "ask":
            self.act(passing.transfer, task, voice.person, self.model.author, "你来", fails=True)

    @precondition(lambda self: not self.model.owners())
    @rule(code=st.sampled_from(sorted(WAYS)))
    def once_more(self, code: str) -> None:
        """The paper is at its end: another one."""
        self.begin(code)

    # What must hold.

    @invariant()
    def both_say_the_same(self) -> None:
        """The same status, the same people at the same steps."""
        if not hasattr(self, "model"):
            return
        db.session.rollback()
        document = self.document
        status = "voiding" if document.voiding else document.status
        assert status == ("voiding" if self.model.consent else self.model.status)
        tasks = db.session.scalars(select(Task).filter_by(document_id=document.id, state="open")).all()
        owners = sorted(task.person_id for task in tasks)
        assert owners == self.model.owners(), (owners, self.model.owners())
        rows = newest_round(document.id)
        positions = sorted((t.person_id, rows.index(t.step)) for t in tasks if t.step)
        steps = [self.model.consent] if self.model.consent else self.model.steps
        assert positions == sorted((v.person, steps.index(step)) for v, _, step in self.model.desks())
        faults = faults_of(document)
        assert not faults, faults


def live(panels: list[Panel]) -> Iterator[Panel]:
    """The panels that are still asked."""
    for panel in panels:
        if not panel.agreed():
            yield panel
            for voice in panel.here():
                yield from live(voice.hung)
