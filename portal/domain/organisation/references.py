"""References to colleagues (by number or whole name) and to units (by code or name) as they are today."""

from typing import Any

from sqlalchemy import or_, select

from portal.core.facts import Ref
from portal.core.forms.references import Asker, Found
from portal.core.org.models import Holding, Person, Post, Unit, UnitPlace
from portal.core.org.queries import in_force
from portal.extensions import db

MOST_SUGGESTIONS = 60


class People:
    """Everybody who holds a post today; a name that several bear needs the number."""

    def __init__(self, asker: Asker) -> None:
        self.today = asker.today

    def resolve(self, texts: set[str], _unit_id: int) -> dict[str, list[Found]]:
        """The colleagues each text may mean; never by a part of the name."""
        words = {word for text in texts for word in text.split()}
        query = self.employed().where(or_(Person.number.in_(words), Person.name.in_(words)))
        people: dict[int, Any] = {}
        for row in self.rows(query):
            people.setdefault(row[0].id, row)
        return {text: [found(*row) for row in people.values() if means(text, row[0])] for text in texts}

    def suggestions(self, unit_id: int) -> list[str]:
        """Name and number of the colleagues in one's own unit."""
        rows = self.rows(self.employed().where(Post.unit_id == unit_id).limit(MOST_SUGGESTIONS))
        return list(dict.fromkeys(f"{person.name} {person.number}" for person, *_ in rows))

    def rows(self, query: Any) -> list[Any]:
        """What a query finds."""
        return list(db.session.execute(query).all())

    def employed(self) -> Any:
        """SQL: each colleague with the title and unit of each of his posts, the longest held first."""
        query = select(Person, Post.title, UnitPlace.name).join(Holding, Holding.person_id == Person.id)
        query = query.join(Post, Holding.post_id == Post.id)
        query = query.join(UnitPlace, UnitPlace.unit_id == Post.unit_id)
        query = query.where(*in_force(self.today), UnitPlace.in_force(self.today))
        return query.order_by(Person.number, Holding.since, Holding.id)


def means(text: str, person: Person) -> bool:
    """Whether a text is somebody's number, name, or both."""
    return text.strip() in (person.number, person.name, f"{person.name} {person.number}")


def found(person: Person, title: str, unit: str) -> Found:
    """A colleague, with what forms copy of him."""
    return Found(Ref(person.id, person.number, person.name), {"title": title, "unit": unit})


class Units:
    """The company's units as they are named today."""

    def __init__(self, asker: Asker) -> None:
        self.today = asker.today

    def resolve(self, texts: set[str], _unit_id: int) -> dict[str, list[Found]]:
        """The units each text may mean."""
        units = self.all()
        return {
            text: [Found(u, {}) for u in units if text.strip() in (u.code, u.label, f"{u.label} {u.code}")]
            for text in texts
        }

    def suggestions(self, _unit_id: int) -> list[str]:
        """Name and code of each."""
        return [f"{unit.label} {unit.code}" for unit in self.all()][:MOST_SUGGESTIONS]

    def all(self) -> list[Ref]:
        """Every unit, by name."""
        query = select(Unit.id, Unit.code, UnitPlace.name).join(UnitPlace, UnitPlace.unit_id == Unit.id)
        rows = db.session.execute(query.where(UnitPlace.in_force(self.today)).order_by(UnitPlace.name))
        return [Ref(*row) for row in rows]


REGISTERS = {"person": People, "unit": Units}
