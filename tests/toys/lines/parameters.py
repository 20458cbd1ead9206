"""When the lines of R93 are answered."""

from datetime import date, time

from portal.core.kinds.moments import minutes
from portal.core.parameter import Parameter

START, EARLY, LATE = date(2000, 1, 1), time(0), time(23, 59)
OPENS = Parameter(
    "lines.opens", "查账电话几点起有人接", "§2", "seed", "", ((START, time(8)),), minutes, EARLY, LATE
)
CLOSES = Parameter(
    "lines.closes", "查账电话接到几点", "§2", "seed", "", ((START, time(18)),), minutes, EARLY, LATE
)
PARAMETERS = (OPENS, CLOSES)
