"""Pages of the register, what the menu calls them, and where their drafts go on."""

from flask import url_for

from portal.core.web.menu import MenuEntry
from portal.domain.payees.views import importing as _importing  # noqa: F401 - its pages
from portal.domain.payees.views import keeping as _keeping  # noqa: F401 - its pages
from portal.domain.payees.views import reading as _reading  # noqa: F401 - its pages
from portal.domain.payees.views.blueprint import blueprint
from portal.domain.payees.views.reading import READER

__all__ = ["DRAFT_PLACES", "MENU", "blueprint"]
MENU = (MenuEntry("payees.index", "收款单位", READER),)


def draft_place(what: str) -> str:
    """Where a draft goes on: payee:new or payee:<id>."""
    return url_for("payees.new") if what == "new" else url_for("payees.edit", payee_id=int(what))


DRAFT_PLACES = {"payee": draft_place}
