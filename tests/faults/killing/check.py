"""Whether a company is whole after its web server was killed: nothing confirmed is lost, nothing half done.

python -m tests.faults.killing.check FOLDER ACKS: prints what is wrong, and ends with 1 where anything is."""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import func, select, text

from portal.app import create_app
from portal.config import Settings
from portal.core.approval.models import Decision, Task
from portal.core.audit.chain import faults as faults_of_the_audit
from portal.core.documents.models import Document, Serial, Snapshot, Submission
from portal.extensions import db
from tests.core.approval.soundness import faults_of

CONFIRMED = re.compile(r"ACK (\d+):([a-z]+)(?:@(\d+))?")


def wrong(lines: Iterable[str]) -> list[str]:
    """What is wrong with the company, in words; `lines` say what the server confirmed. Inside an app
    context."""
    db.session.rollback()
    db.session.expire_all()
    confirmed = [found.groups() for found in map(CONFIRMED.match, lines) if found]
    papers = db.session.scalars(select(Document).order_by(Document.id)).all()
    about_papers = [fault for paper in papers for fault in faults_of(paper)]
    return [*lost(confirmed), *about_papers, *of_numbers(papers), *faults_of_the_audit(), *of_the_file()]


def lost(confirmed: Iterable[tuple[str, str, str | None]]) -> Iterator[str]:
    """What was confirmed is stored, once."""
    made = db.session.execute(select(Decision.document_id, Decision.kind, Decision.task_id))
    decided = Counter((number, kind, task) for number, kind, task in made)
    revised = set(db.session.scalars(select(Task.id).filter_by(step_id=None, state="done")))
    sent = set(db.session.scalars(select(Submission.document_id)))
    for paper, what, turn in confirmed:
        number, task = int(paper), int(turn or 0)
        stored = {"sent": number in sent, "resent": task in revised}
        if not stored.get(what, decided[number, what, task] == 1):
            yield f"confirmed, and not stored once: {paper} {what} {turn or ''}"


def of_numbers(papers: Iterable[Document]) -> Iterator[str]:
    """Every number that was drawn is that of one paper, and every paper lies in its newest version."""
    drawn = Counter(db.session.scalars(select(Serial.number).where(Serial.document_id.is_not(None))))
    borne = Counter(paper.drawn_number for paper in papers if paper.drawn_number)
    if drawn != borne or any(n > 1 for n in borne.values()):
        yield f"numbers drawn and borne differ: {(drawn - borne) + (borne - drawn)}"
    versions = select(Snapshot.document_id, func.max(Snapshot.id)).group_by(Snapshot.document_id)
    newest = {number: version for number, version in db.session.execute(versions)}
    yield from (f"document {p.id} lies in an old version" for p in papers if p.snapshot_id != newest[p.id])


def of_the_file() -> Iterator[str]:
    """What SQLite itself says about its file."""
    if db.engine.dialect.name == "sqlite":
        said = db.session.scalars(text("PRAGMA integrity_check")).all()
        yield from (f"SQLite: {line}" for line in said if line != "ok")


def main(folder: str, acks: str) -> None:
    """Check the company that lies in a folder."""
    lines = Path(acks).read_text(encoding="utf-8").splitlines()
    data = Path(folder).resolve()
    with create_app(Settings(data, f"sqlite:///{data / 'portal.db'}")).app_context():
        found = wrong(lines)
        db.engine.dispose()
    print("\n".join(found) or f"{len(lines)} confirmed, all stored; every paper is whole")
    sys.exit(bool(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
