"""Pages of the register, what the menu calls them, and where their drafts go on."""

from portal.core.code_lists.pages import Pages
from portal.core.web.menu import MenuEntry
from portal.domain.products.register import PRODUCTS

READER, KEEPER = "work", "keep_products"
PAGES = Pages(PRODUCTS, READER, KEEPER)
MENU = (MenuEntry("products.index", PRODUCTS.words.entry, READER),)
DRAFT_PLACES = {PRODUCTS.kind: PAGES.draft_place}
blueprint = PAGES.blueprint()
