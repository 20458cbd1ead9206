"""Pages of configuration items, and what the menu calls them."""

from portal.core.web.menu import MenuEntry
from portal.domain.configuration.views import impact as _impact  # noqa: F401 - its page
from portal.domain.configuration.views import items as _items  # noqa: F401 - its pages
from portal.domain.configuration.views.blueprint import blueprint
from portal.domain.configuration.views.items import WORKS

__all__ = ["MENU", "blueprint"]
MENU = (MenuEntry("configuration.index", "配置项", WORKS),)
