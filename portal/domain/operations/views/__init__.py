"""Pages of IT operations, and what the menu calls them."""

from portal.core.web.menu import MenuEntry
from portal.domain.operations.views import changes as _changes  # noqa: F401 - its page
from portal.domain.operations.views.blueprint import WORKS, blueprint

__all__ = ["MENU", "blueprint"]
MENU = (MenuEntry("operations.changes", "变更日历", WORKS),)
