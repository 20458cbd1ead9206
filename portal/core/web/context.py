"""What a view may ask of the running app: its settings, clock, zone, calendar and catalogue."""

from collections.abc import Callable
from datetime import date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from flask import current_app, g

from portal.config import Settings
from portal.core.calendar import Calendar, WorkingTimes
from portal.core.instants import Clock, local_day
from portal.core.regulation import Catalogue


def settings() -> Settings:
    """What the environment settled."""
    return cast(Settings, current_app.config["SETTINGS"])


def now() -> datetime:
    """This moment by the app's clock, UTC."""
    return cast(Clock, current_app.config["CLOCK"])()


def zone() -> ZoneInfo:
    """The company's zone."""
    return ZoneInfo(settings().zone)


def today() -> date:
    """The company's date."""
    return local_day(now(), zone())


def working_times() -> WorkingTimes:
    """Who works when: asked at most once a request."""
    if "working_times" not in g:
        g.working_times = working_times_now()
    return cast(WorkingTimes, g.working_times)


def working_times_now() -> WorkingTimes:
    """Who works when, read anew."""
    return cast(Callable[[], WorkingTimes], current_app.extensions["working_times"])()


def calendar() -> Calendar:
    """The company's working calendar."""
    return working_times().company.calendar


def catalogue() -> Catalogue:
    """All regulations and forms."""
    return cast(Catalogue, current_app.extensions["catalogue"])
