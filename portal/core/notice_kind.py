"""A kind of notice: what people can be told, as pure data; each person chooses by which ways."""

from typing import Literal, NamedTuple

Mode = Literal["at_once", "digest", "off"]


class NoticeKind(NamedTuple):
    """A kind: its name in storage, what people call it, and how it is mailed to whoever chose nothing.

    What is told in `office_hours` waits for them outside the portal. An `optional` kind is told only to those
    who asked for it. It is offered to people with the capability; a `planned` one to nobody yet.
    """

    name: str
    title: str
    mail: Mode = "digest"
    office_hours: bool = False
    optional: bool = False
    capability: str = "work"
    planned: bool = False
