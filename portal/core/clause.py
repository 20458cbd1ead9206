"""A clause: the smallest citable part of a regulation."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Clause:
    """One clause, numbered as in the source and retold in our own words.

    `number` is how code cites it ("§1(2)"), `title` how people do ("第一条第2项"). A clause that no software
    can enforce says why in `beyond`.
    """

    number: str
    title: str
    text: str
    beyond: str = ""
