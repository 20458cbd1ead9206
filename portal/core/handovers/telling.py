"""What people are told of a handover: all three, once."""

from collections.abc import Iterator

from portal.core.handovers.models import SCOPES, Handover
from portal.core.notices.operations import News
from portal.core.web.addresses import path_to


def made(row: Handover, count: int) -> Iterator[News]:
    """It was made: the two are asked to confirm it, whoever made it finds it again."""
    why = f"{SCOPES[row.scope]}，{row.day} 起，共 {count} 项"
    yield news(row, row.person_id, f"你的工作已移交{row.successor.name}（{why}），请核对交接单并确认")
    yield news(row, row.successor_id, f"{row.person.name}的工作已移交给你（{why}），请核对交接单并确认")
    yield news(row, row.by_id, f"你已为{row.person.name}和{row.successor.name}办理工作交接（{why}）")


def news(row: Handover, person_id: int, words: str) -> News:
    """One person's notice."""
    place = path_to("handovers.show", handover_id=row.id)
    return News(person_id, "handover", words, place, f"handover:{row.id}")
