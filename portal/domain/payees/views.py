"""Pages of the register, what the menu calls them, and where their drafts go on."""

from portal.core.code_lists.pages import Pages
from portal.core.web.menu import MenuEntry
from portal.domain.payees.register import PAYEES

READER, KEEPER = "read_ledger", "keep_purchases"
PAGES = Pages(PAYEES, READER, KEEPER)
MENU = (MenuEntry("payees.index", PAYEES.words.entry, READER),)
DRAFT_PLACES = {PAYEES.kind: PAGES.draft_place}
blueprint = PAGES.blueprint()
