"""Pages of IT operations, and what the menu calls them."""

from portal.core.web.menu import MenuEntry
from portal.domain.operations.panels import WORKS
from portal.domain.operations.views import alarms as _alarms
from portal.domain.operations.views import answering as _answering  # noqa: F401 - its pages
from portal.domain.operations.views import changes as _changes  # noqa: F401 - its page
from portal.domain.operations.views import knowledge as _knowledge  # noqa: F401 - its pages
from portal.domain.operations.views import pausing as _pausing  # noqa: F401 - its pages
from portal.domain.operations.views import queue as _queue  # noqa: F401 - its pages
from portal.domain.operations.views import reporting as _reporting  # noqa: F401 - its pages
from portal.domain.operations.views.blueprint import blueprint

__all__ = ["FROM_PROGRAMS", "MENU", "blueprint"]
FROM_PROGRAMS = _alarms.FROM_PROGRAMS
MENU = (
    MenuEntry("operations.mine", "报修"),
    MenuEntry("operations.knowledge", "知识库"),
    MenuEntry("operations.queue_page", "事件队列", WORKS),
    MenuEntry("operations.alarms", "告警", WORKS),
    MenuEntry("operations.changes", "变更日历", WORKS),
)
