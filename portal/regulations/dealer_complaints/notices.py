"""What people are told besides: that there is a major complaint, at once."""

from portal.core.notice_kind import NoticeKind

MAJOR_COMPLAINT = "major_complaint"
KINDS = (NoticeKind(MAJOR_COMPLAINT, "有重大客户投诉", "at_once"),)
