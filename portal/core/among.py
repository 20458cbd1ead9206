"""A condition for a column whose few values another question finds."""

from typing import Any

from sqlalchemy import Boolean, Select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class Among(FunctionElement[bool]):
    """SQL: whether a column's value is one of those that a question finds; the same as `IN`.

    PostgreSQL takes the values of a recursive question for hundreds, and would rather read a million rows
    than look in its index once for each; as an array they are found first, and taken for ten."""

    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> "Among":  # noqa: ARG002 - called by this name
        """As it stands: compared with true, as SQLite would have it, no index finds it."""
        return self


def among(column: Any, values: Select[Any]) -> Among:
    """SQL: whether a column is one of the few values of a question that asks for one column."""
    return Among(column, values.scalar_subquery())


@compiles(Among)
def as_list(element: Among, compiler: SQLCompiler, **how: Any) -> str:
    """SQL of any database."""
    column, values = (compiler.process(clause, **how) for clause in element.clauses)
    return f"{column} IN {values}"


@compiles(Among, "postgresql")
def as_array(element: Among, compiler: SQLCompiler, **how: Any) -> str:
    """SQL of PostgreSQL."""
    column, values = (compiler.process(clause, **how) for clause in element.clauses)
    return f"{column} = ANY (ARRAY{values})"
