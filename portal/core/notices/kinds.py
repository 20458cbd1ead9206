"""The kinds that the portal itself tells, and the channels that the company has."""

from typing import NamedTuple, cast

from flask import current_app

from portal.core.notice_kind import Mode, NoticeKind
from portal.core.web.context import settings

PORTAL, MAIL = "portal", "mail"
MODES: dict[Mode, str] = {"at_once": "立即", "digest": "每天汇总", "off": "不发"}
OURS = (
    NoticeKind("task", "轮到我办理", "at_once"),
    NoticeKind("returned", "我的单据被退回", "at_once"),
    NoticeKind("decided", "我的单据批准或驳回"),
    NoticeKind("stopped", "经手的单据撤回或终止"),
    NoticeKind("taken", "待办已由别人处理", "off", optional=True),
    NoticeKind("paper_failed", "单据没有打印成功", "at_once", capability="administer"),
    NoticeKind("scan_read", "上传的扫描件读完了"),
    NoticeKind("batch_printed", "批量打印好了"),
    NoticeKind("duty_due", "义务今天到期", office_hours=True),
    NoticeKind("duty_late", "义务逾期", office_hours=True),
    NoticeKind("deadline_moved", "期限有变动"),
    NoticeKind("escalated", "下级逾期，升级给我", "at_once", office_hours=True),
    NoticeKind("step_overdue", "待办超过期限", "at_once", office_hours=True),
    NoticeKind("delegation", "委托开始、收回", "at_once"),
    NoticeKind("urged", "有人催我办理", "at_once"),
    NoticeKind("copied", "单据抄送给我"),
    NoticeKind("commented", "单据有新评论"),
    NoticeKind("handover", "工作交接", "at_once"),
)


class Channel(NamedTuple):
    """A way out of the portal, as rows name it and as people do."""

    name: str
    title: str


def kinds() -> dict[str, NoticeKind]:
    """Every kind by its name: ours, and those that folders declare."""
    return cast(dict[str, NoticeKind], current_app.extensions["notice_kinds"])


def channels() -> list[Channel]:
    """The ways out that the company has."""
    outgoing = settings().outgoing
    mail = [Channel(MAIL, "邮件")] if outgoing.server else []
    return [*mail, *(Channel(robot_channel(robot.name), f"群「{robot.name}」") for robot in outgoing.robots)]


def robot_channel(name: str) -> str:
    """A robot as rows name it."""
    return f"robot:{name}"


def usual(kind: NoticeKind, channel: str) -> Mode:
    """How a kind comes to somebody who chose nothing."""
    return kind.mail if channel == MAIL else "off"
