"""A time limit as a regulation declares it: how long something may take, and what happens when it is over."""

import msgspec

from portal.core.calendar.limits import Running


class TimeLimit(msgspec.Struct, frozen=True, kw_only=True):
    """How long, under which clause; a `parameter` (its name) says how many there are beside those of `limit`.

    `escalates` is how long after it was due the superior takes part. A limit that `passes` lets the document
    go on unsigned instead, at once where there is no `escalates`: never where money is at stake.
    """

    clause: str
    limit: Running
    parameter: str = ""
    escalates: Running | None = None
    passes: bool = False
