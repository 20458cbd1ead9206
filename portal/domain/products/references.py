"""References to products in use on the day that a sheet is about."""

from portal.core.facts import Ref
from portal.core.forms.references import Asker, Found
from portal.domain.products.models import Product
from portal.domain.products.queries import in_use, meant

MOST_SUGGESTIONS = 200


class Products:
    """The company's products: by code, by name and specification, or by a part that only one has."""

    def __init__(self, asker: Asker) -> None:
        self.day = asker.about

    def resolve(self, texts: set[str], _unit_id: int) -> dict[str, list[Found]]:
        """The products that each text may mean."""
        return {text: list(map(found, products)) for text, products in meant(texts, self.day).items()}

    def suggestions(self, _unit_id: int) -> list[str]:
        """Name, specification and code of each."""
        return [f"{product.label} {product.code}" for product in in_use(self.day, MOST_SUGGESTIONS)]


def found(product: Product) -> Found:
    """A product as a reference, with what forms copy from it."""
    return Found(Ref(product.id, product.code, product.label), {"unit": product.unit, "spec": product.spec})


REGISTERS = {"product": Products}
