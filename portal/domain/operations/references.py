"""References to readings outside their limits, open planned work, plans and articles in force; and the list
of all that operations can be referred to."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select

from portal.core.approval.visibility import may_see
from portal.core.documents.models import IN_FORCE, Document
from portal.core.facts import Ref
from portal.core.forms.references import Asker, Found
from portal.domain.operations import emergencies, plans
from portal.domain.operations.case_references import Changes, Incidents
from portal.domain.operations.knowledge.articles import readable
from portal.domain.operations.models import Article, EmergencyPlan, PlanItem, Reading
from portal.domain.operations.monitoring import readings
from portal.domain.operations.monitoring.alarm_references import Alarms
from portal.domain.papers.references import Numbered
from portal.extensions import db

MOST = 50


class Rows:
    """Rows that are known by words and a code behind them."""

    letter = ""
    told: Callable[[Any], str]

    def __init__(self, asker: Asker) -> None:
        self.query = self.asked(asker.person_id, asker.today)

    def asked(self, person_id: int, day: date) -> Select[Any]:
        """SQL: what a person may refer to."""
        raise NotImplementedError

    def resolve(self, texts: set[str], _unit_id: int) -> dict[str, list[Found]]:
        """The row whose code stands at a text's end, or whose words it is."""
        known = [(self.code(row), type(self).told(row), row) for row in self.rows()] if texts else []
        return {
            text: [
                Found(Ref(row.id, code, words), {"part": row.part})
                for code, words, row in known
                if text.strip() == words or text.split()[-1:] == [code]
            ]
            for text in texts
        }

    def suggestions(self, _unit_id: int) -> list[str]:
        """Words and code of each."""
        return [f"{type(self).told(row)} {self.code(row)}" for row in self.rows()]

    def rows(self) -> list[Any]:
        """The first of them."""
        return list(db.session.scalars(self.query.limit(MOST)))

    def code(self, row: Any) -> str:
        """What a row is known by."""
        return f"{self.letter}{row.id}"


class WaitingReadings(Rows):
    """What was read outside its limits and has no fault yet."""

    letter = "Z"
    told = staticmethod(readings.told)

    def asked(self, person_id: int, day: date) -> Select[Reading]:
        """SQL: the same."""
        return readings.waiting(person_id, day)


class OpenItems(Rows):
    """Planned work that is not done."""

    letter = "X"
    told = staticmethod(plans.told)

    def asked(self, person_id: int, day: date) -> Select[PlanItem]:
        """SQL: the same."""
        return plans.open_items(person_id, day)


class WorkPlans(Numbered):
    """Plans in force that somebody may see, by number."""

    def __init__(self, asker: Asker) -> None:
        mine = may_see(asker.person_id, asker.today)
        planned = Document.id.in_(select(PlanItem.document_id))
        self.query = select(Document).where(mine, planned, Document.status.in_(IN_FORCE))


class EmergencyPlans(Numbered):
    """Plans for emergencies in force that somebody may see, by number."""

    def __init__(self, asker: Asker) -> None:
        mine = emergencies.plans_for(asker.person_id, asker.today).with_only_columns(
            EmergencyPlan.document_id, maintain_column_froms=True
        )
        self.query = select(Document).where(Document.id.in_(mine.order_by(None)))


class ArticleVersions:
    """Knowledge articles in force that somebody may read, by number or title."""

    def __init__(self, asker: Asker) -> None:
        self.query = readable(asker.person_id, asker.today)

    def resolve(self, texts: set[str], _unit_id: int) -> dict[str, list[Found]]:
        """The article whose number stands at a text's end, or those with this title."""
        numbers = {text: text.split()[-1] for text in texts if text.split()}
        titles = [text.strip() for text in numbers]
        meant = or_(Document.number.in_(numbers.values()), Article.title.in_(titles))
        rows = list(db.session.scalars(self.query.where(meant).order_by(Article.document_id)))
        return {text: found_of(text, number, rows) for text, number in numbers.items()}

    def suggestions(self, _unit_id: int) -> list[str]:
        """Title and number of the newest."""
        newest = self.query.order_by(Article.document_id.desc()).limit(MOST)
        return [f"{row.title} {row.document.number}" for row in db.session.scalars(newest)]


def found_of(text: str, number: str, rows: list[Article]) -> list[Found]:
    """The articles that a text means: the one with its number, else those with its title."""
    meant = [row for row in rows if row.document.number == number] or [
        row for row in rows if row.title == text.strip()
    ]
    return [Found(named(row), {"part": row.part}) for row in meant]


def named(article: Article) -> Ref:
    """An article as papers name it: its title alone would not tell its versions apart."""
    return Ref(article.document_id, "", f"{article.title} {article.document.number}")


class Articles(ArticleVersions):
    """Those that have not expired."""

    def __init__(self, asker: Asker) -> None:
        super().__init__(asker)
        self.query = self.query.where(Article.expires >= asker.today)


REGISTERS = {
    "reading": WaitingReadings,
    "alarm": Alarms,
    "plan_item": OpenItems,
    "work_plan": WorkPlans,
    "emergency_plan": EmergencyPlans,
    "article": Articles,
    "article_version": ArticleVersions,
    "change": Changes,
    "incident": Incidents,
}
