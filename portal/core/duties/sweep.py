"""The sweep: plan what is to come, close what is proved; run again it changes nothing."""

from portal.core.duties.closing import settle
from portal.core.duties.planning import outstanding, plan
from portal.core.duties.reminding import remind
from portal.core.instants import Moment
from portal.extensions import writing


def keep_duties(moment: Moment) -> None:
    """Bring every duty up to date, in short transactions of their own."""
    if outstanding(moment):
        with writing():
            plan(moment)
    with writing():
        settle(moment)
    remind(moment)
