"""References to counts that are closed."""

from functools import cached_property

from sqlalchemy import select

from portal.core.facts import Ref
from portal.core.forms.references import Asker, Found
from portal.core.instants import local_day
from portal.core.org.models import UnitPlace
from portal.core.web.context import zone
from portal.domain.assets.models import AssetCount
from portal.extensions import db

MOST = 30
ALL = "全部部门"


class Counts:
    """The newest counts that are closed: by their code, or unit and day."""

    def __init__(self, asker: Asker) -> None:
        self.today = asker.today

    def resolve(self, texts: set[str], _unit_id: int) -> dict[str, list[Found]]:
        """The count that each text means."""
        refs = [ref for _, ref in self.closed.values()] if texts else []
        return {text: [Found(ref, {}) for ref in refs if means(text, ref)] for text in texts}

    def suggestions(self, _unit_id: int) -> list[str]:
        """Unit, day and code of each."""
        return [f"{ref.label} {ref.code}" for _, ref in self.closed.values()]

    @cached_property
    def closed(self) -> dict[int, tuple[AssetCount, Ref]]:
        """The counts, each with its reference, by id: the newest first."""
        query = select(AssetCount, UnitPlace.name).where(AssetCount.closed_at.is_not(None))
        named = (UnitPlace.unit_id == AssetCount.unit_id) & UnitPlace.in_force(self.today)
        query = query.outerjoin(UnitPlace, named).order_by(AssetCount.id.desc()).limit(MOST)
        rows = db.session.execute(query)
        return {count.id: (count, ref_of(count, unit or ALL)) for count, unit in rows}


def ref_of(count: AssetCount, unit: str) -> Ref:
    """A count as papers name it."""
    day = local_day(count.closed_at or count.opened_at, zone())
    return Ref(count.id, f"PD{count.id}", f"{unit} {day}")


def means(text: str, ref: Ref) -> bool:
    """Whether a text means a count."""
    return text.strip() == ref.label or text.split()[-1:] == [ref.code]


REGISTERS = {"asset_count": Counts}
