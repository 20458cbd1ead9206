"""Limits as data: a regulation declares them, a parameter may supply their numbers."""

from portal.core.calendar.ahead import BeforeDays, BeforeWorkingDays
from portal.core.calendar.dated import NthWorkingDay, WeeklyAt
from portal.core.calendar.half_days import BeforeHalfDays
from portal.core.calendar.running_days import AfterDays, AfterWorkingDays
from portal.core.calendar.running_hours import AfterWorkingHours

# Each has `due(event, working_time)` and its `words`; those that run can be paused and extended (clocks.py).
Running = AfterWorkingDays | AfterDays | AfterWorkingHours
Limit = Running | NthWorkingDay | WeeklyAt | BeforeWorkingDays | BeforeDays | BeforeHalfDays
