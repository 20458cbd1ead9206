"""Pages of the register, what the menu calls them, and where their drafts go on."""

from flask import url_for

from portal.core.web.menu import MenuEntry
from portal.domain.customers.views import changing as _changing  # noqa: F401 - its pages
from portal.domain.customers.views import importing as _importing  # noqa: F401 - its pages
from portal.domain.customers.views import reading as _reading  # noqa: F401 - its pages
from portal.domain.customers.views import registering as _registering  # noqa: F401 - its pages
from portal.domain.customers.views.blueprint import blueprint

__all__ = ["DRAFT_PLACES", "MENU", "blueprint"]
MENU = (MenuEntry("customers.index", "客户"),)


def draft_place(what: str, key: str = "") -> str:
    """Where a draft goes on: customer:new:<key> or customer:<id>."""
    return url_for("customers.new", key=key) if key else url_for("customers.edit", customer_id=int(what))


DRAFT_PLACES = {"customer": draft_place}
