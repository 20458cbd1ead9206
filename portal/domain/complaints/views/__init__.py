"""Pages of complaints, and what the menu calls them."""

from portal.core.web.menu import MenuEntry
from portal.domain.complaints.proposals import TAKES
from portal.domain.complaints.views import importing as _importing  # noqa: F401 - its pages
from portal.domain.complaints.views import mine as _mine  # noqa: F401 - its pages
from portal.domain.complaints.views import taking as _taking  # noqa: F401 - its pages
from portal.domain.complaints.views.beside import RECORD_PANELS
from portal.domain.complaints.views.blueprint import blueprint

__all__ = ["MENU", "RECORD_PANELS", "blueprint"]
MENU = (MenuEntry("complaints.index", "接诉", TAKES), MenuEntry("complaints.mine", "我的案件", TAKES))
