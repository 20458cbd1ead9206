"""What the desk is told besides: that a letter was left."""

from portal.core.notice_kind import NoticeKind

LETTER_LEFT = "letter_left"
KINDS = (NoticeKind(LETTER_LEFT, "服务台邮箱有没登记的邮件", "off", capability="work_tickets"),)
