"""What may help at once: articles that hold, solutions of incidents that were closed, and of whatever else
knows some.

Another source of solutions is one more function in SOURCES."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from portal.core.approval.hooks import Hint
from portal.core.web.addresses import path_to
from portal.domain.operations.knowledge.search import alike as articles_alike
from portal.domain.operations.likeness import ENOUGH, likeness, pairs
from portal.domain.operations.models import Incident, Problem
from portal.domain.operations.problems.recurrences import MOST_PROBLEMS, open_problems
from portal.extensions import db

SHORTEST, MOST, NEWEST = 4, 3, 300
BRIEF = 60


class Known(NamedTuple):
    """A solution: of what, what helped, how like it is (0 to 1), and where to read more, if anywhere."""

    of: str
    words: str
    alike: float
    address: str = ""


Source = Callable[[str, int, date], list[Known]]


def known(text: str, person_id: int, day: date) -> list[Known]:
    """The solutions that a text, as far as it is typed, is likest to."""
    if len(text.strip()) < SHORTEST:
        return []
    found = [each for source in SOURCES for each in source(text, person_id, day)]
    return sorted(found, key=lambda each: -each.alike)[:MOST]


def hints(text: str, person_id: int, day: date) -> list[Hint]:
    """The same beside a sheet that somebody fills."""
    return [
        Hint(f"{'知识库' if each.address else '以前遇到'}「{each.of}」：{each.words}", address=each.address)
        for each in known(text, person_id, day)
    ]


def from_articles(text: str, person_id: int, day: date) -> list[Known]:
    """What the articles say that somebody may read and that hold."""
    found = articles_alike(text, person_id, day, MOST)
    return [
        Known(
            row.title, brief(row.solution), share,
            path_to("operations.article", document_id=row.document_id),
        )
        for row, share in found
    ]  # fmt: skip


def brief(words: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= BRIEF else f"{line[:BRIEF]}…"


def from_incidents(text: str, _person_id: int, _day: date) -> list[Known]:
    """What helped in the newest closed incidents: never who had them."""
    query = select(Incident.symptom, Incident.thing, Incident.solution)
    query = query.where(Incident.closed.is_not(None), Incident.solution != "")
    asked, found = pairs(text), dict[str, Known]()
    for symptom, thing, solution in db.session.execute(query.order_by(Incident.case_id.desc()).limit(NEWEST)):
        alike = likeness(asked, pairs(symptom + thing))
        if alike >= ENOUGH:
            found.setdefault(solution, Known(symptom, solution, alike))
    return list(found.values())


def from_problems(text: str, _person_id: int, _day: date) -> list[Known]:
    """What helps until an open problem is solved."""
    asked = pairs(text)
    rows = db.session.scalars(open_problems().where(Problem.workaround != "").limit(MOST_PROBLEMS))
    texts = ((row, row.title + row.symptom + row.thing) for row in rows)
    found = [
        Known(f"{row.title}（正在查）", row.workaround, likeness(asked, pairs(words))) for row, words in texts
    ]
    return [each for each in found if each.alike >= ENOUGH]


# Of two that are equally like, the one of the earlier source comes first.
SOURCES: list[Source] = [from_articles, from_problems, from_incidents]
