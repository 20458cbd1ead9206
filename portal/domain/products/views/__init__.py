"""Pages of the register, what the menu calls them, and where their drafts go on."""

from flask import url_for

from portal.core.web.menu import MenuEntry
from portal.domain.products.views import importing as _importing  # noqa: F401 - its pages
from portal.domain.products.views import keeping as _keeping  # noqa: F401 - its pages
from portal.domain.products.views import reading as _reading  # noqa: F401 - its pages
from portal.domain.products.views.blueprint import blueprint

__all__ = ["DRAFT_PLACES", "MENU", "blueprint"]
MENU = (MenuEntry("products.index", "产品"),)


def draft_place(what: str) -> str:
    """Where a draft goes on: product:new or product:<id>."""
    return url_for("products.new") if what == "new" else url_for("products.edit", product_id=int(what))


DRAFT_PLACES = {"product": draft_place}
