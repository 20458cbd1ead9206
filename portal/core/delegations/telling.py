"""What people are told about a delegation, and how its time and its forms are put into words."""

from collections.abc import Iterator
from datetime import datetime

from portal.core.delegations.models import Delegation
from portal.core.instants import local_text
from portal.core.notices.operations import News
from portal.core.web.addresses import path_to
from portal.core.web.context import catalogue, zone

MOST_NAMED = 3


def begun(row: Delegation, waiting: int) -> Iterator[News]:
    """Somebody may act for a person; the person himself hears of it when another entered it."""
    rest = f"{window(row.since, row.until)}，{forms_told(row.scope)}"
    words = f"{row.person.name}委托你代为办理：{rest}。现有待办 {waiting} 件"
    yield news(row, row.delegate_id, "begun", words)
    if row.created_by != row.person_id:
        words = f"{row.creator.name}替你登记了委托，由{row.delegate.name}代为办理：{rest}"
        yield news(row, row.person_id, "begun", words)


def ended(row: Delegation, by: int) -> Iterator[News]:
    """It was taken back."""
    rest = f"（原定 {window(row.since, row.until)}，{forms_told(row.scope)}）"
    yield news(row, row.delegate_id, "ended", f"{row.person.name}的委托已收回，你不再代为办理{rest}")
    if by != row.person_id:
        yield news(row, row.person_id, "ended", f"你给{row.delegate.name}的委托已由系统管理者收回{rest}")


def news(row: Delegation, person_id: int, act: str, words: str) -> News:
    """One person's notice, once for each act."""
    return News(person_id, "delegation", words, path_to("delegations.index"), f"delegation:{row.id}:{act}")


def window(since: datetime, until: datetime) -> str:
    """2026-11-24 09:00 至 2026-12-01（不含）."""
    return f"{moment_told(since)} 至 {until_told(until)}"


def until_told(until: datetime) -> str:
    """2026-12-01（不含）: that day is his own again."""
    return f"{moment_told(until)}（不含）"


def moment_told(at: datetime) -> str:
    """A moment; where a whole day begins, the day alone."""
    return local_text(at, zone()).removesuffix(" 00:00")


def forms_told(codes: tuple[str, ...]) -> str:
    """The forms of a scope; many are counted."""
    if not codes:
        return "全部表单"
    known = {form.code: form.title for form in catalogue().types()}
    named = "、".join(known.get(code, code) for code in codes[:MOST_NAMED])
    return f"{named}等 {len(codes)} 种表单" if len(codes) > MOST_NAMED else named
