"""Two papers that are approved at one instant: each is all but stored before the other one is."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError

from flask import Flask
from sqlalchemy import event, select

from portal.core.approval.hooks import Refused
from portal.core.approval.models import Task
from portal.core.org.models import Person
from portal.extensions import db
from tests.domain.complaints.acts import agree

PATIENCE = 1  # seconds for which the first one waits, in vain where the second one may not begin


def approved_at_one_instant(app: Flask, papers: dict[int, str]) -> int:
    """Each of them approves one; how many of the papers are approved then, and not refused."""

    def approve(paper: int) -> bool:
        with app.app_context(), suppress(Refused):
            agree(paper, turn_of(paper, papers[paper]))
            return True
        return False

    with meeting(len(papers)), ThreadPoolExecutor(len(papers)) as pool:
        return sum(pool.map(approve, papers))


def turn_of(paper: int, number: str) -> Task:
    """The turn that somebody has with a paper."""
    query = select(Task).filter_by(document_id=paper, state="open").join(Person, Person.id == Task.person_id)
    return db.session.scalars(query.where(Person.number == number)).one()


@contextmanager
def meeting(number: int) -> Iterator[None]:
    """Whoever is about to commit waits for the others."""
    gate = Barrier(number)

    def wait(_session: object) -> None:
        with suppress(BrokenBarrierError):
            gate.wait(PATIENCE)

    event.listen(db.session, "before_commit", wait)
    try:
        yield
    finally:
        event.remove(db.session, "before_commit", wait)
