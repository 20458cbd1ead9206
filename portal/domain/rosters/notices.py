"""What keepers of rosters are told."""

from portal.core.notice_kind import NoticeKind

GAP = "roster_gap"
KINDS = (NoticeKind(GAP, "值班有空档", "at_once", capability="read_rosters"),)
