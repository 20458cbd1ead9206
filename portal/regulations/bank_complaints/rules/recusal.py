"""§附2: who has to keep away from a complaint. Pure."""

from typing import NamedTuple


class Member(NamedTuple):
    """Somebody with the units in which he has a post, and those of them that he heads."""

    person_id: int
    name: str
    units: frozenset[int] = frozenset()
    heads: frozenset[int] = frozenset()


def interest(employee: Member, hand: Member) -> str:
    """§附2: why somebody may not handle a complaint about an employee; empty where nothing is against it.

    He is that employee, or works in his counter team without heading it [assumption].
    """
    if hand.person_id == employee.person_id:
        return f"{hand.name}就是被投诉的员工，要回避"
    if (hand.units & employee.units) - hand.heads:
        return f"{hand.name}和被投诉的{employee.name}同在一个柜组，要回避"
    return ""
