"""Compartments: documents that only the holders of one role may see, whoever else had to do with them.

Whoever else asks gets answers as if there were none: the condition is added to every question of a request,
for each table that is about a document, so that a page that forgets it cannot leak. Jobs read everything.
"""

from typing import Any

from flask import g
from sqlalchemy import ColumnElement, and_, bindparam, event, inspect, or_, select, true
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria

from portal.core.documents.models import Document
from portal.core.web.reader import COMPARTMENTS, is_read, knows_of_compartments, reader_roles
from portal.extensions import Model, db

TABLE = Document.__table__
HELD: Any = bindparam("reader_roles", callable_=lambda: [*reader_roles()], expanding=True)
WALLED = select(TABLE.c.id).where(TABLE.c.compartment.is_not(None), TABLE.c.compartment.not_in(HELD))


def reached(cls: Any) -> ColumnElement[bool]:
    """SQL: whether a row of a table is about no document in a compartment of others."""
    found = inspect(cls, raiseerr=False)
    if found is None or not found.mapper.class_.walled:
        return true()
    named = [getattr(cls, each.key) for each in found.mapper.column_attrs if names_document(each.columns[0])]
    return and_(true(), *(or_(column.is_(None), column.not_in(WALLED)) for column in named))


def names_document(column: Any) -> bool:
    """Whether a column is a document's id."""
    return column is TABLE.c.id or any(key.column is TABLE.c.id for key in column.foreign_keys)


Model.reached = classmethod(reached)
WALL = with_loader_criteria(
    Model, lambda cls: cls.reached(), include_aliases=True, track_closure_variables=False
)


@event.listens_for(db.session, "do_orm_execute")
def ask_before_the_wall(asked: ORMExecuteState) -> None:
    """Add the condition to a question, once there is any compartment."""
    walled = asked.is_select and asked.is_orm_statement and asked.execution_options.get("walled", True)
    if walled and not asked.is_column_load and is_read() and in_use():
        asked.statement = asked.statement.options(WALL)


def in_use() -> bool:
    """Whether there is any compartment: asked with who it is that asks, else once."""
    if "compartments" not in g:
        knows_of_compartments(bool(db.session.connection().scalar(select(COMPARTMENTS))))
    return bool(g.compartments)
