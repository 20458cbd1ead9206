"""Pages of the registers behind expenses, what the menu calls them, and where their drafts go on."""

from flask import url_for

from portal.core.web.menu import MenuEntry
from portal.domain.expenses.desk import READER, WATCHER
from portal.domain.expenses.views import compliance as _compliance  # noqa: F401 - its pages
from portal.domain.expenses.views import contracts as _contracts  # noqa: F401 - its pages
from portal.domain.expenses.views import entering as _entering  # noqa: F401 - its pages
from portal.domain.expenses.views import importing as _importing  # noqa: F401 - its pages
from portal.domain.expenses.views import reading as _reading  # noqa: F401 - its pages
from portal.domain.expenses.views.blueprint import blueprint

__all__ = ["DRAFT_PLACES", "MENU", "blueprint"]
MENU = (
    MenuEntry("expenses.index", "客户采购与回款", READER),
    MenuEntry("expenses.contracts_index", "合同", READER),
    MenuEntry("expenses.compliance", "费用合规报告", WATCHER),
)


def draft_place(what: str) -> str:
    """Where a draft goes on: purchase:new or purchase:<id>."""
    if what == "new":
        return url_for("expenses.new")
    return url_for("expenses.edit", purchase_id=int(what))


def contract_place(what: str) -> str:
    """The same of a contract."""
    if what == "new":
        return url_for("expenses.new_contract")
    return url_for("expenses.edit_contract", contract_id=int(what))


DRAFT_PLACES = {"purchase": draft_place, "contract": contract_place}
