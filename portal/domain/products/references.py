"""References to products in use on the day that a sheet is about."""

from portal.core.code_lists.queries import by_name, meant
from portal.core.facts import Ref
from portal.core.forms.references import Asker, Found
from portal.domain.products.models import Product
from portal.domain.products.register import PRODUCTS

MOST_SUGGESTIONS = 200


class Products:
    """The company's products: by code, by name and specification, or by a part that only one has."""

    def __init__(self, asker: Asker) -> None:
        self.offered = Product.in_force(asker.about)

    def resolve(self, texts: set[str], _unit_id: int) -> dict[str, list[Found]]:
        """The products that each text may mean."""
        known = meant(PRODUCTS, texts, self.offered)
        return {text: list(map(found, products)) for text, products in known.items()}

    def suggestions(self, _unit_id: int) -> list[str]:
        """Name, specification and code of each."""
        offered = by_name(PRODUCTS, self.offered, MOST_SUGGESTIONS)
        return [f"{product.label} {product.code}" for product in offered]


def found(product: Product) -> Found:
    """A product as a reference, with what forms copy from it."""
    return Found(Ref(product.id, product.code, product.label), {"unit": product.unit, "spec": product.spec})


REGISTERS = {"product": Products}
