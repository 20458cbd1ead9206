"""What the manager of the demonstration company's service desk reported of last week and last month."""

from collections.abc import Callable
from datetime import timedelta

from portal.core.documents.operations import Author
from portal.core.facts import Month
from portal.core.period import Period
from portal.core.web.context import today
from portal.core.week import Week
from portal.demonstration.papers import at, deliver, settle, working_days
from portal.regulations.it_service import facts as r09
from portal.regulations.it_service.operations.reporting import figures

MANAGER = "1075"


def report_incidents(author_of: Callable[[str], Author]) -> None:
    """Last week's report is signed, last month's waits for the owner."""
    week, month = Week.of(today()).before(), Month(today().year, today().month).before()
    manager = author_of(MANAGER)
    (first, *_) = working_days(week.sunday + timedelta(days=1), today()) or [today()]
    moment = at(first, 10)
    told = r09.WeekReport(
        monday=week.monday, done="处理报修，更换三楼打印机搓纸轮，扩邮件网关磁盘。",
        improvements="报表系统等内存到货；下周起每天看一次邮件网关磁盘。", ahead="打印机季度保养。",
        **figures(Period(week.monday, week.sunday), moment.terms, moment.at),
    )  # fmt: skip
    settle(deliver("F09-8", told, manager, moment), moment, "approve")
    days = Period(month.first(), month.last())
    (after, *_) = working_days(month.last() + timedelta(days=1), today()) or [today()]
    moment = at(after, 10)
    whole = r09.MonthReport(
        month=month, done="值守服务台，完成机房季度巡检。", ahead="上线资产盘点。", improvements="无",
        **figures(days, moment.terms, moment.at),
    )  # fmt: skip
    deliver("F09-8M", whole, manager, moment)
