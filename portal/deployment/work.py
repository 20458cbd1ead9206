"""What the portal works with: papers on their way, the queue, letters, the calendar of working days."""

from datetime import date, timedelta

from flask import current_app

from portal.config import Settings
from portal.core.approval.editions import faults_at_start
from portal.core.web.context import calendar, today
from portal.deployment.lack import Lacks, must, should

SOON = timedelta(days=31)
LABOUR_DAY = (5, 1)


def papers(_settings: Settings) -> Lacks:
    """A program that dropped what papers on their way name must not be deployed."""
    for fault in faults_at_start():
        yield must(f"{fault}：这一版程序办不下去，装回原来的程序。")


def queue(settings: Settings) -> Lacks:
    """Without it papers are made a minute later; nothing is lost. A job is a program that the worker runs."""
    if settings.queue and "@" not in settings.queue:
        yield should(
            "Redis 没有密码，这台机器上谁都能往队列里放程序：设 requirepass，把密码写进 PORTAL_QUEUE。"
        )
    if not current_app.extensions["jobs"].answers():
        yield must(
            "连不上任务队列：看 PORTAL_QUEUE 写得对不对，Redis 开了没有。单据不会丢，但打印和邮件会慢一分钟。"
        )


def mail(settings: Settings) -> Lacks:
    """Whoever does not look into the portal is not reminded."""
    if not settings.outgoing.server and not settings.outgoing.robots:
        yield should("没有设发信的路：大家只有登录后才知道有待办；设 PORTAL_SMTP 和 PORTAL_MAIL_FROM。")


def working_days(_settings: Settings) -> Lacks:
    """What voids a paper or moves money is never decided on a guessed day."""
    day = today()
    if not entered(day.year):
        yield must(f"{day.year} 年的节假日还没有录入，期限都是暂定的：管理员在“工作日历”里按国务院通知录入。")
    elif not entered((day + SOON).year):
        yield should(f"{day.year + 1} 年的节假日还没有录入：通知一公布，管理员就在“工作日历”里录入。")


def entered(year: int) -> bool:
    """Whether the year's holidays are known: Labour Day is never a guess then."""
    return not calendar().day(date(year, *LABOUR_DAY)).provisional
