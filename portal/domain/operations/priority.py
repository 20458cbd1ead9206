"""The priority of an incident: how many it hits by how urgent it is, as a matrix. Pure."""

from typing import Literal, get_args

Impact = Literal["全公司或核心业务", "一个部门或多人", "一个人"]
Urgency = Literal["不能工作", "受影响", "可以等"]
Priority = Literal["P1", "P2", "P3", "P4"]
IMPACTS, URGENCIES, PRIORITIES = get_args(Impact), get_args(Urgency), get_args(Priority)
MATRIX: dict[Impact, tuple[Priority, Priority, Priority]] = {
    "全公司或核心业务": ("P1", "P2", "P3"),
    "一个部门或多人": ("P2", "P3", "P4"),
    "一个人": ("P3", "P4", "P4"),
}


def priority(impact: Impact, urgency: Urgency) -> Priority:
    """The priority that the matrix gives."""
    return MATRIX[impact][URGENCIES.index(urgency)]
