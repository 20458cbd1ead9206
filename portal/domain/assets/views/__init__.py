"""Pages of the register, what the menu calls them, and where their drafts go on."""

from flask import url_for

from portal.core.web.menu import MenuEntry
from portal.domain.assets.views import changing as _changing  # noqa: F401 - its pages
from portal.domain.assets.views import counting as _counting  # noqa: F401 - its pages
from portal.domain.assets.views import importing as _importing  # noqa: F401 - its pages
from portal.domain.assets.views import labels as _labels  # noqa: F401 - its pages
from portal.domain.assets.views import reading as _reading  # noqa: F401 - its pages
from portal.domain.assets.views import registering as _registering  # noqa: F401 - its pages
from portal.domain.assets.views.blueprint import blueprint

__all__ = ["DRAFT_PLACES", "MENU", "blueprint"]
MENU = (MenuEntry("assets.index", "资产"),)


def draft_place(what: str, key: str = "") -> str:
    """Where a draft goes on: asset:new:<key>, asset:list or asset:<id>."""
    if what == "list":
        return url_for("assets.differences")
    return url_for("assets.new", key=key) if key else url_for("assets.edit", asset_id=int(what))


DRAFT_PLACES = {"asset": draft_place}
