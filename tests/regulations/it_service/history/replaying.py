"""The log through the desk: each event is done by the real operations, at its time (log.py says which)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from flask import Flask

from portal.core.approval.deciding import Verdict, decide
from portal.core.approval.models import Task
from portal.core.approval.passing import transfer
from portal.core.approval.route import newest_round
from portal.core.approval.sending import send
from portal.core.cases.operations import Act, Acting, act_on
from portal.core.clocks.operations import pause, resume
from portal.core.desk.moment import this_moment
from portal.core.documents.case_files import key_within, newest_position
from portal.core.documents.models import Document
from portal.core.facts import Facts
from portal.core.org.roles import title_of
from portal.core.web.context import catalogue, today
from portal.domain.operations.limits import REPAIR, clock_of
from portal.domain.operations.priority import priority
from portal.extensions import db, writing
from portal.regulations.it_service.facts import Intake, Ticket
from portal.regulations.it_service.flows import CONFIRMED, HANDLING, RESPOND, RESTORE
from tests.conftest import TestClock
from tests.core.org.changes import person
from tests.domain.complaints import acts
from tests.regulations.it_service.history.log import (
    ASSIGN,
    CLOSED,
    IMPACTS,
    INSERT,
    RESOLVE,
    TAKE,
    WAIT,
    Event,
)
from tests.regulations.it_service.history.people import author, customer, ref, resolver, seat

ROLE = "service_desk"
FOUND = {"cause": "见记录", "action": "见记录"}
HANDLED = (TAKE, WAIT, RESOLVE)


def replay(app: Flask, clock: TestClock, events: Iterable[Event]) -> dict[str, int]:
    """Every event of every case in the order of time, ties by the file; returns the cases' ids."""
    ordered = sorted(events, key=lambda each: (each.at, each.place))
    lives: dict[str, Life] = {}
    for n, event in enumerate(ordered):
        clock.moment = event.at.astimezone(UTC)
        life = lives.setdefault(event.case, Life())
        ahead = (each for each in ordered[n:] if each.case == event.case and each.activity in HANDLED)
        with app.app_context():
            try:
                life.happen(event, next(ahead, event).resource)
            except BaseException as fault:
                fault.add_note(f"{event}")
                raise
    return {case: life.case_id for case, life in lives.items()}


@dataclass
class Life:
    """A case, and its newest ticket."""

    case_id: int = 0
    ticket_id: int = 0

    def happen(self, event: Event, next_resolver: int) -> None:
        """One event."""
        if not self.case_id:
            self.report(event)
        elif acts.stage(self.case_id) == "closed":
            self.reopen(event)
        if event.activity in HANDLED and self.step() == "":
            self.classify(event, next_resolver)
        self.act(event, next_resolver)

    def act(self, event: Event, next_resolver: int) -> None:
        """What the event itself is."""
        if event.activity == ASSIGN and not self.ticket_id:
            self.classify(event, next_resolver)
        elif event.activity in HANDLED:
            self.handle(event)
        elif event.activity == CLOSED:
            self.close(event)
        elif event.activity != INSERT:
            self.note(event)

    def handle(self, event: Event) -> None:
        """Taken in charge, waiting, or resolved."""
        if self.step() == CONFIRMED and event.activity == RESOLVE:
            self.note(event)
            return
        if self.step() == CONFIRMED:
            self.say_no(event)
        if self.step() == RESPOND:
            self.agree()
        elif not self.hand_over(event) and event.activity == TAKE:
            self.note(event)
        {TAKE: self.go_on, WAIT: self.wait, RESOLVE: self.restore}[event.activity](event)

    def report(self, event: Event) -> None:
        """The desk takes it down."""
        told = Intake(
            day=today(), channel="电话", caller=ref(customer(event.customer)), what=event.case,
            thing=event.thing, urgency="受影响",
        )  # fmt: skip
        self.case_id = self.send("F09-1", told, event, f"log:{event.case}")

    def classify(self, event: Event, next_resolver: int) -> None:
        """The desk says how grave it is, and who resolves it."""
        impact, urgency = IMPACTS[event.service_level]
        told = Ticket(
            day=today(), user=ref(customer(event.customer)), symptom=event.case, thing=event.thing,
            part=event.part, impact=impact, urgency=urgency, priority=priority(impact, urgency),  # type: ignore[arg-type]
            way="指派处理", resolver=ref(resolver(next_resolver)),
        )  # fmt: skip
        self.ticket_id = self.send("F09-2", told, event, key_within(self.case_id))

    def send(self, code: str, told: Facts, event: Event, key: str) -> int:
        with writing():
            return send(catalogue().type(code), told, author(seat(event.resource)), key, this_moment()).id

    def step(self) -> str:
        """The step that the newest ticket waits at; "" without a ticket, or when it is over."""
        task = acts.turn(self.ticket_id) if self.ticket_id else None
        return task.step.declared.name if task and task.step else ""

    def turn(self) -> Task:
        task = acts.turn(self.ticket_id)
        assert task
        return task

    def agree(self) -> None:
        acts.agree(self.ticket_id, self.turn())

    def hand_over(self, event: Event) -> bool:
        """Whether somebody else takes it now."""
        task, to = self.turn(), person(resolver(event.resource)).id
        if task.person_id == to:
            return False
        with writing():
            transfer(task.id, task.person_id, to, event.activity, this_moment())
        return True

    def say_no(self, event: Event) -> None:
        """The customer says that it does not work."""
        task = self.turn()
        back = next(step for step in newest_round(self.ticket_id) if step.declared.name == RESTORE)
        seen = db.session.get_one(Document, self.ticket_id).snapshot_id or 0
        with writing():
            decide(task.id, task.person_id, Verdict("return", event.activity, seen, back.id), this_moment())

    def go_on(self, event: Event) -> None:
        """Its limit runs again."""
        clock = clock_of(self.case_id, REPAIR)
        if clock and clock.state == "paused":
            with writing():
                resume(clock.id, person(resolver(event.resource)).id, this_moment())

    def wait(self, event: Event) -> None:
        """Its limit stands still."""
        clock = clock_of(self.case_id, REPAIR)
        if clock is None or clock.state != "running":
            self.note(event)
            return
        with writing():
            pause(clock.id, "等报修人", person(resolver(event.resource)).id, this_moment())

    def restore(self, _event: Event) -> None:
        """It works."""
        task = self.turn()
        acts.fill(self.ticket_id, task, FOUND)
        acts.agree(self.ticket_id, task)

    def close(self, event: Event) -> None:
        """The customer confirms, the desk closes."""
        if self.step() in (RESPOND, RESTORE):
            self.handle(event._replace(activity=RESOLVE))
        if self.step() == CONFIRMED:
            self.agree()
        acts.move(self.case_id, "closed", acting_as(event))

    def reopen(self, event: Event) -> None:
        """The desk opens the case again."""
        self.enter(Act("reopened", HANDLING, event.activity, newest_position(self.case_id)), event)

    def note(self, event: Event) -> None:
        """Something else is said of it; of a case that was closed it changes nothing."""
        self.enter(Act("noted", "progress", event.activity, newest_position(self.case_id)), event)
        if acts.stage(self.case_id) == HANDLING and self.ticket_id and self.step() == "":
            acts.move(self.case_id, "closed", acting_as(event))

    def enter(self, act: Act, event: Event) -> None:
        with writing():
            act_on(self.case_id, act, acting_as(event), this_moment())


def acting_as(event: Event) -> Acting:
    """Whoever did it, at the desk."""
    return Acting(person(seat(event.resource)).id, title_of(ROLE), frozenset({ROLE}))
