"""What the limits are called that run on a case besides those of its papers' steps."""

from portal.core.calendar import AfterDays, AfterWorkingDays

CLOSING, FORM, REPORT, CALLBACK = "结案", "填客户抱怨处理表", "调查处理报告", "回访客户"
DAYS, WORKING_DAYS = AfterDays(0), AfterWorkingDays(0)
