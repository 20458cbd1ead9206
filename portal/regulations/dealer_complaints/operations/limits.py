"""What the limits are called that run on a case besides those of its papers' steps."""

from portal.core.calendar import AfterDays, AfterWorkingDays, AfterWorkingHours

INFORM, MEETING, UPWARD = "告知", "紧急会议", "重大投诉上报"
INQUIRY, SUMMARY = "满意度询问", "投诉总结"
HOURS, DAYS, WORKING_DAYS = AfterWorkingHours(0), AfterDays(0), AfterWorkingDays(0)
