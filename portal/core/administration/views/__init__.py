"""Pages of the administrator: the organisation to read, to change and to take in from a workbook."""

from flask import url_for

from portal.core.administration.views import acting as _acting  # noqa: F401 - its pages
from portal.core.administration.views import importing as _importing  # noqa: F401 - its pages
from portal.core.administration.views import reading as _reading  # noqa: F401 - its pages
from portal.core.administration.views.blueprint import blueprint
from portal.core.web.menu import MenuEntry

__all__ = ["DRAFT_PLACES", "MENU", "blueprint"]
MENU = (MenuEntry("organisation.colleagues", "同事"), MenuEntry("organisation.index", "组织", "administer"))


def draft_place(act: str, row_id: str) -> str:
    """Where a parked form goes on: organisation:<act>:<id>."""
    return url_for(f"organisation.edit_{act}", row_id=int(row_id) or None)


DRAFT_PLACES = {"organisation": draft_place}
