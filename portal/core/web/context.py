"""What a view may ask of the running app: its settings, clock, zone, calendar and catalogue."""

from datetime import date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from flask import current_app

from portal.config import Settings
from portal.core.calendar import Calendar
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


def calendar() -> Calendar:
    """The company's working calendar."""
    return cast(Calendar, current_app.config["CALENDAR"])


def catalogue() -> Catalogue:
    """All regulations and forms."""
    return cast(Catalogue, current_app.extensions["catalogue"])
