"""What is said of a demonstration person."""

from typing import NamedTuple


class Employee(NamedTuple):
    """A demonstration person: number, name, role, unit."""

    number: str
    name: str
    role: str
    unit: str
