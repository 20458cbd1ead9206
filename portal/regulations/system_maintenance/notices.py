"""What people are told besides: that there is a serious fault, at once."""

from portal.core.notice_kind import NoticeKind

SERIOUS_FAULT = "serious_fault"
KINDS = (NoticeKind(SERIOUS_FAULT, "有重大或较大故障", "at_once"),)
