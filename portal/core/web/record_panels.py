"""Panels beside a record: what other folders know of it and offer to do, as their views declare it."""

from collections.abc import Callable
from typing import Any, NamedTuple, cast

from flask import current_app

from portal.core.web.panels import PanelRow


class RecordPanel(NamedTuple):
    """A panel beside one record; without rows it is not shown."""

    title: str
    rows: list[PanelRow]


Teller = Callable[[Any], RecordPanel]


def panels_beside(kind: str, record: Any) -> list[RecordPanel]:
    """What stands beside a record of a kind (customer, document, case), whose page the visitor may see."""
    tellers = cast(dict[str, list[Teller]], current_app.extensions["record_panels"]).get(kind, [])
    return [panel for panel in (teller(record) for teller in tellers) if panel.rows]
