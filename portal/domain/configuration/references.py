"""References to configuration items: those in use, and all of them for the papers that change them."""

from portal.core.facts import Ref
from portal.core.forms.references import Asker, Found
from portal.domain.configuration.models import ConfigurationItem
from portal.domain.configuration.queries import meant, newest, told

MOST_SUGGESTIONS = 60


class Items:
    """Items that are used, or kept to be used, by number or whole name."""

    usable = True

    def __init__(self, _asker: Asker) -> None:
        pass

    def resolve(self, texts: set[str], _unit_id: int) -> dict[str, list[Found]]:
        """The items that each text may mean."""
        found = meant(texts, self.usable) if texts else {}
        return {text: [found_item(row) for row in rows] for text, rows in found.items()}

    def suggestions(self, _unit_id: int) -> list[str]:
        """Name and number of the newest."""
        return [told(row) for row in newest(self.usable, MOST_SUGGESTIONS)]


class KnownItems(Items):
    """Those that are out of use, too."""

    usable = False


def found_item(row: ConfigurationItem) -> Found:
    """An item with its number: its name alone may be that of an older one."""
    return Found(Ref(row.id, "", told(row)), {"type": row.type, "part": row.part})


REGISTERS = {"item": Items, "known_item": KnownItems}
