"""What the papers of a problem say together: its incidents, what helps, its cause, what solves it. Pure."""

from typing import NamedTuple


class Standing(NamedTuple):
    """How far a problem is; incidents, change and article by the ids of their documents."""

    incidents: frozenset[int] = frozenset()
    workaround: str = ""
    root_cause: str = ""
    change_id: int | None = None
    article_id: int | None = None
