"""People picked by text: a field, and what it suggests while somebody types."""

from datetime import date
from typing import Any, NamedTuple

from flask import Blueprint, current_app
from flask_wtf import FlaskForm
from sqlalchemy import or_, select
from wtforms import Field
from wtforms.validators import StopValidation

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.org.models import Holding, Person, Post
from portal.core.org.queries import in_force, posts_told
from portal.core.org.search import MOST_FOUND, Slowdown, people_found
from portal.core.web.context import now, today
from portal.core.web.htmx import page
from portal.core.web.posted import asked
from portal.extensions import db

blueprint = Blueprint("people", __name__)
LONGEST = 60
FIRST_ROWS, MORE_ROWS = 3, 3


class Choice(NamedTuple):
    """Somebody who can be picked: what is typed for him, and by which posts he is known."""

    text: str
    told: str


class Typed(NamedTuple):
    """What was typed for one person, and why it names nobody."""

    text: str
    fault: str = ""


class PeopleField(Field):
    """One to `most` employed people, each typed as a number, a name, or both; `people` are their ids."""

    def __init__(self, label: str, most: int = 1, **options: Any) -> None:
        super().__init__(label, **options)
        self.most, self.people, self.names = most, list[int](), list[str]()
        self.typed, self.more = list[Typed](), False

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed, without empty rows; more than the most is kept, and refused later."""
        self.typed = [Typed(text) for text in valuelist[: 2 * self.most] if text.strip()]

    def pre_validate(self, _form: FlaskForm) -> None:
        """Look everybody up, never by a guess; raises StopValidation."""
        wanted = [plain(row.text) for row in self.typed]
        known = known_as(wanted, today())
        self.typed = [
            Typed(row.text, fault_of(text, known[text])) for row, text in zip(self.typed, wanted, strict=True)
        ]
        if any(row.fault for row in self.typed):
            raise StopValidation("请写明是谁")
        found = [known[text][0] for text in wanted]
        self.people, self.names = [p.id for p in found], [p.name for p in found]
        if not 1 <= len(set(self.people)) == len(self.people) <= self.most:
            raise StopValidation(f"请选 1 至 {self.most} 个不同的人" if self.most > 1 else "请选一个人")

    def rows(self) -> list[Typed]:
        """The rows to show: what was typed, and some empty ones."""
        shown = max(FIRST_ROWS, len(self.typed) + MORE_ROWS * self.more) if self.most > 1 else 1
        return [*self.typed, *[Typed("")] * (min(shown, self.most) - len(self.typed))]


def plain(text: str) -> str:
    """A typed text as it can be looked for: on one line, bounded, printable."""
    return "".join(c for c in " ".join(text.split())[:LONGEST] if c.isprintable())


def known_as(texts: list[str], day: date) -> dict[str, list[Person]]:
    """The people in office whom each text may mean: by number, name, or both."""
    words = {word for text in texts for word in (text, *text.split())}
    query = select(Person).join(Holding, Holding.person_id == Person.id).join(Holding.post)
    named = query.where(or_(Person.number.in_(words), Person.name.in_(words)), *in_force(day))
    people = list(db.session.scalars(named.distinct().order_by(Person.number)))
    return {text: [person for person in people if means(text, person)] for text in texts}


def means(text: str, person: Person) -> bool:
    """Whether a text is somebody's number, name, or both."""
    return text in (person.number, person.name, f"{person.name} {person.number}")


def fault_of(text: str, found: list[Person]) -> str:
    """Why a text names nobody, or several; empty when it names one."""
    if not found:
        return f"没有找到在任的「{text}」，请写姓名或工号"
    if len(found) > 1:
        several = "；".join(f"{choice.text}（{choice.told}）" for choice in chosen(found[:5]))
        return f"有几位「{text}」，请写工号：{several}"
    return ""


def chosen(people: list[Person]) -> list[Choice]:
    """People as they are picked."""
    posts = posts_told([person.id for person in people], today())
    return [Choice(f"{p.name} {p.number}", "、".join(posts.get(p.id, ["未任职"]))) for p in people]


def neighbours() -> list[Person]:
    """Whom to offer before anything is typed: those of the visitor's own units."""
    units = {post.unit_id for post in visitor().posts}
    query = select(Person).join(Holding, Holding.person_id == Person.id).join(Holding.post)
    near = query.where(Post.unit_id.in_(units), Person.id != visitor().person_id, *in_force(today()))
    return list(db.session.scalars(near.distinct().order_by(Person.number).limit(MOST_FOUND)))


@blueprint.get("/people/suggestions")
@allow("work")
def suggestions() -> str:
    """Whom the typed text may mean, by number, name or pinyin; nobody for who asks too often."""
    text = asked("people")[:LONGEST]
    slowdown: Slowdown = current_app.extensions["people_slowdown"]
    waits = bool(text) and slowdown.seconds_to_wait(visitor().person_id, now()) > 0
    people = [] if waits else people_found(text, False, today())[:MOST_FOUND] if text else neighbours()
    return page("core/desk/people.html", blocks=("choices",), people=chosen(people), text=text)
