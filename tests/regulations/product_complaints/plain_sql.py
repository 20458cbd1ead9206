"""The statistics by questions in plain SQL."""

from tests.domain.complaints import plain_sql
from tests.domain.complaints.plain_sql import Counted

KEYS = {
    "cause": "CASE WHEN c.category = '' THEN '未定' ELSE c.category END",
    "liable": "CASE WHEN c.liable = '' THEN '未定' ELSE c.liable END",
    "customer": "cu.name || ' ' || cu.code",
    "product": "CASE WHEN c.about = '' THEN '未填' ELSE c.about END",
}


def plain(code: str, key: str, first: str, until: str) -> dict[str, list[str]]:
    """Every figure by a question of its own. Inside an app context."""
    return plain_sql.plain(Counted(code, "结案", first, until), key)
