"""References to alarms for which nobody opened a fault."""

from portal.core.facts import Ref
from portal.core.forms.references import Asker, Found
from portal.core.web.posted import id_of
from portal.domain.operations.models import Alarm
from portal.domain.operations.monitoring.alarms import told, waiting
from portal.domain.papers.references import MOST_SUGGESTIONS
from portal.extensions import db

LETTER = "G"


class Alarms:
    """Known by words and the code behind them."""

    def __init__(self, _asker: Asker) -> None:
        self.query = waiting()

    def resolve(self, texts: set[str], _unit_id: int) -> dict[str, list[Found]]:
        """The alarm whose code stands at a text's end."""
        ids = {text: id_of(code_in(text)) for text in texts}
        known = {row.id: row for row in db.session.scalars(self.query.where(Alarm.id.in_(ids.values())))}
        return {text: [found(known[number])] for text, number in ids.items() if number in known}

    def suggestions(self, _unit_id: int) -> list[str]:
        """Words and code of the newest."""
        rows = db.session.scalars(self.query.limit(MOST_SUGGESTIONS))
        return [f"{told(row)} {LETTER}{row.id}" for row in rows]


def code_in(text: str) -> str:
    """The figures of the code at a text's end."""
    word = text.split()[-1] if text.split() else ""
    return word[1:] if word.startswith(LETTER) else ""


def found(row: Alarm) -> Found:
    """An alarm as papers name it."""
    return Found(Ref(row.id, f"{LETTER}{row.id}", told(row)), {})
